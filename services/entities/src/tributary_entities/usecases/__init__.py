"""What can be asked of entities, one verb each."""
