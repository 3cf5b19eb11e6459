"""Watches feeds: fetches, parses, decides, stores and announces items."""
