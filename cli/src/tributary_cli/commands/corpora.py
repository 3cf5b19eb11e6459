"""parse, check-url and extract: the parser, the fetcher's door and the rules, for corpora of others."""

from typing import Annotated

import typer

Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out.")]


def parse(jsonl: Jsonl = True) -> None:
    """Parse a corpus of documents, line by line.

    A JSON object a line on stdin, one on stdout for each.

    In: {"id","kind":"feed|opml|discovery","bytes_b64","content_type","headers","base_url"}.
    Out: {"id","ok","error","feed","entries","opml","feeds"}; times in UTC, HTML cleaned.
    """
    del jsonl  # the only form there is
    from tributary_cli.parse import run

    run()


def check_url(
    jsonl: Jsonl = True,
    allow: Annotated[
        list[str] | None, typer.Option("--allow", help="host:port, CIDR or CIDR:port to open; repeatable.")
    ] = None,
) -> None:
    """Tell which addresses the fetcher refuses, without touching the network.

    A JSON object a line on stdin, one on stdout for each.
    In: {"id","url","resolves_to":[ip,…]}. Out: {"id","allowed","reason"}.
    """
    del jsonl  # the only form there is
    from tributary_cli.check_url import run

    run(allow or [])


def extract(jsonl: Jsonl = True) -> None:
    """Find the entities, opportunities and relationships in a corpus of items, line by line.

    A JSON object a line on stdin, one on stdout for each, in order.

    In: {"id","title","html","published","feed":{"title","link"},"author","categories","lang","link"}.
    Out: {"id","entities":[{"kind","name","start","end","field","confidence"}],
    "opportunities":[{"kind","title","organisation","deadline","deadline_tz","amount_min","amount_max",
    "currency","place","remote","url","status",…}],"relationships":[{"type","source","target",…}]};
    a line that fails: {"id","error"}. `start` and `end` count characters of the title, a line break and
    the text of the html; they are null where another `field` of the item names the thing.
    """
    del jsonl  # the only form there is
    from tributary_cli.extract import run

    run()
