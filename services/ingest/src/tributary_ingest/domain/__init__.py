"""The vocabulary and the pure decisions: no engine, no framework, no wire format."""
