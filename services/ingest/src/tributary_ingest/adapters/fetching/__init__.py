"""The one door for every outbound request, and the bundled files that need none."""
