"""The verdicts of `tributary check-url`: what the fetcher would say, by the code it runs when it connects."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from tributary_ingest.domain.address import AllowList, Verdict, decide


def run(allow: Iterable[str]) -> None:
    """Reads a question a line and writes a verdict for each at once, whatever the line is.

    In: {"id", "url", "resolves_to": [address, …]}; nothing is looked up. Out: {"id", "allowed", "reason"}.
    Raises Invalid for an entry of `allow` that is none.
    """
    allow_list = AllowList.parse(allow)
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
