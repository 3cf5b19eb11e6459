"""What entities, relationships and evidence are, and how facts are found: pure, without any engine."""
