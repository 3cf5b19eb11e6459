"""Proves the images and the Compose file by running them, beside whatever else runs: `make e2e-compose`.

It works on a copy of the tree, with a project, a port and image tags of its own, and removes what it made.
"""
