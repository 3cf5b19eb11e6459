"""What entities needs from the outside."""
