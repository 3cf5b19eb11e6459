"""What the feed server knows: which revision of which item it served, and which of those were acknowledged.

Ingest acknowledges what a document said by sending back that document's validator: from then on it will never
be shown it again. So everything in it must be stored.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from random import Random

from tributary_testkit.feeds import Feed, FeedServer, Reply, Request

ENTRY = re.compile(rb'<guid isPermaLink="false">([^<]+)</guid>.*?Revision (\d+)\.', re.DOTALL)
ETAG = re.compile(rb"\r\nETag: ([^\r]+)\r\n")
Revisions = dict[str, int]


class Ledger(FeedServer):
    """A feed server that keeps, for every document it gave out, the items and revisions in it."""

    def __init__(self) -> None:
        super().__init__()
        self._given: dict[str, Revisions] = {}
        self._sent_back: set[str] = set()
        self._editing = threading.Event()

    def reply(self, request: Request) -> Reply | bytes:
        if "if-none-match" in request.headers:
            self._sent_back.add(request.headers["if-none-match"])
        answer = super().reply(request)
        if isinstance(answer, bytes) and b" 200 " in answer[:20]:
            etag = ETAG.search(answer)
            assert etag
            self._given[etag[1].decode()] = {guid.decode(): int(n) for guid, n in ENTRY.findall(answer)}
        return answer

    def served(self) -> dict[str, set[int]]:
        """Every revision of every item that was ever given out, by guid."""
        return _revisions(self._given.values())

    def acknowledged(self) -> dict[str, int]:
        """The newest acknowledged revision of every acknowledged item, by guid."""
        documents = [self._given[etag] for etag in list(self._sent_back) if etag in self._given]
        return {guid: max(numbers) for guid, numbers in _revisions(documents).items()}

    def start_editing(self, feeds: list[Feed], rng: Random) -> None:
        """Edits one of the newest items of some feed, a few times a second, until `stop_editing`."""

        def work() -> None:
            while not self._editing.wait(0.1):
                feed = rng.choice(feeds)
                feed.edit(rng.choice(feed.ledger()[-10:])["guid"])

        threading.Thread(target=work, daemon=True).start()

    def stop_editing(self) -> None:
        """Ends the edits."""
        self._editing.set()


def _revisions(documents: Iterable[Revisions]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for document in list(documents):
        for guid, revision in document.items():
            found[guid].add(revision)
    return found
