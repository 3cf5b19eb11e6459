"""The `tributary` command: the product on one machine, and the client of a running one."""
