"""demo: the bundled feeds."""

from tributary_cli import options
from tributary_cli.output import say, show_table, write_json
from tributary_cli.session import connect

app = options.group("Bundled real feeds, for a first look without network.")
COLUMNS = (("FILE", "file"), ("LICENCE", "licence"), ("ORIGIN", "origin"), ("TITLE", "title"))


@app.command("list")
def list_demo(as_json: options.Json = False) -> None:
    """List the bundled feeds."""
    from tributary_cli import demo

    feeds = demo.feeds()
    if as_json:
        write_json(feeds)
    else:
        show_table(
            feeds, (("FILE", "file"), ("LICENCE", "licence"), ("ORIGIN", "origin"), ("TITLE", "title"))
        )


@app.command("load")
def load() -> None:
    """Add the bundled feeds and wait until what they speak of can be seen."""
    from tributary_cli import demo

    demo.load(connect(), say)
