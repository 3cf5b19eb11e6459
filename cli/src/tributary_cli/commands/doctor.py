"""doctor: checks this machine, the home and the running product."""

import typer

from tributary_cli import options
from tributary_cli.failure import Exit
from tributary_cli.output import say, show_table, write_json
from tributary_cli.session import choice

COLUMNS = (("CHECK", "name"), ("STATE", "state"), ("FOUND", "found"), ("DO", "remedy"))


def doctor(as_json: options.Json = False) -> None:
    """Check this machine and the running product."""
    from tributary_cli import checks

    rows = [check.as_row() for check in checks.run(choice())]
    failed = [row for row in rows if row["state"] == "failed"]
    if as_json:
        write_json({"ok": not failed, "checks": rows})
    else:
        show_table(rows, COLUMNS)
        say("All is well." if not failed else f"{len(failed)} of {len(rows)} checks failed; see DO.")
    if failed:
        raise typer.Exit(Exit.FAILED)
