"""Users, sessions and the rules for them. Pure."""
