"""`tributary check-url`: what the fetcher would say to a URL, by the code that it runs when it connects."""

import json
import sys
from typing import Annotated, Any

import typer
from tributary_ingest.domain.address import AllowList, Verdict, decide


def check_url(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one JSON object per line, write one verdict per line.")
    ] = False,
    allow: Annotated[
        list[str] | None, typer.Option("--allow", help="host:port, CIDR or CIDR:port to open; repeatable.")
    ] = None,
) -> None:
    """Say whether URLs may be fetched, without touching the network.

    Reads {"id", "url", "resolves_to": [address, …]} and writes {"id", "allowed", "reason"}. `resolves_to`
    is what the host resolves to; nothing is looked up.
    """
    if not jsonl:
        raise typer.BadParameter('give --jsonl, and lines like {"id": 1, "url": …} on standard input')
    allow_list = AllowList.parse(allow or [])
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.write(json.dumps(_answer(line, allow_list)) + "\n")
            sys.stdout.flush()


def _answer(line: bytes, allow: AllowList) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except (ValueError, RecursionError):
        question = None
    if not isinstance(question, dict):
        question = {}
    verdict = _verdict(question.get("url"), question.get("resolves_to"), allow)
    return {"id": question.get("id"), "allowed": verdict.allowed, "reason": verdict.reason}


def _verdict(url: object, resolves_to: object, allow: AllowList) -> Verdict:
    addresses = [] if resolves_to is None else resolves_to
    if not isinstance(url, str) or not isinstance(addresses, list):
        return Verdict(allowed=False, reason="malformed")
    return decide(url, map(str, addresses), allow)
