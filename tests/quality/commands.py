"""The public commands that are scored: `tributary parse` and `tributary extract`, over JSON Lines."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.quality.examples import Example

TRIBUTARY = Path(sys.executable).with_name("tributary")
SECONDS = 300


def over_lines(command: str, documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `tributary COMMAND --jsonl` answers to each document, in order."""
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    ended = subprocess.run(
        [TRIBUTARY, command, "--jsonl"],
        input=lines.encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(
            f"tributary {command} ended with {ended.returncode}: {ended.stderr.decode()[-500:]}"
        )
    return [json.loads(line) for line in ended.stdout.splitlines()]


def extract(examples: list[Example]) -> list[dict[str, Any]]:
    """What the extractor finds in each example; it must answer every line, in order, without an error."""
    answers = over_lines("extract", ({"id": example.id, **example.item} for example in examples))
    if [answer["id"] for answer in answers] != [example.id for example in examples]:
        raise RuntimeError("tributary extract did not answer every line in order")
    failed = [f"{answer['id']}: {answer['error']}" for answer in answers if answer.get("error")]
    if failed:
        raise RuntimeError("tributary extract failed on " + "; ".join(failed[:5]))
    return answers
