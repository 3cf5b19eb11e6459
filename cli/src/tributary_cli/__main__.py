"""`python -m tributary_cli` is `tributary`."""

from tributary_cli.main import main

main()
