"""secrets: what a deployment needs before it can start."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.output import say

app = options.group("Make the secrets of a deployment.")


@app.command("write")
def write(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Gets one folder for each service.")],
    postgres_host: Annotated[
        str, typer.Option(help="Host, or host:port, of PostgreSQL in the database URLs.")
    ] = "postgres",
) -> None:
    """Write secrets as files, for Docker Compose.

    What is there already stays, so it may be repeated.
    """
    from tributary_cli import secret_files

    made = secret_files.write(folder, postgres_host)
    for name in made:
        say(f"Made {folder / name}")
    if not made:
        say(f"All secrets are in {folder} already.")


@app.command("manifest")
def manifest(
    name: Annotated[str, typer.Option(help="Name of the Secret.")],
    namespace: Annotated[str, typer.Option(help="Its namespace; left out unless given.")] = "",
    postgres_host: Annotated[
        str, typer.Option(help="Adds a database URL for each service, on this host or host:port.")
    ] = "",
) -> None:
    """Print a Kubernetes Secret with new secrets.

    For secrets.existingSecret of the chart and, with --postgres-host, database.postgres.existingSecret.
    """
    from tributary_cli import secret_files

    sys.stdout.write(secret_files.manifest(name, namespace, postgres_host))
