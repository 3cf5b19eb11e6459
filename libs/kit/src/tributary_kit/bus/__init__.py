"""Messages between services: at least once, in order per key, behind one port."""
