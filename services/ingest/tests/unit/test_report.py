"""The gauge of due feeds."""

import asyncio
from datetime import datetime

import pytest
from tributary_ingest import app


class Fetch:
    async def in_thread(self, call, *args):
        return call(*args)


class Feeds:
    """Fails with a fault of its own when first asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.answered = asyncio.Event()

    def due(self, now: datetime) -> int:
        self.asked += 1
        if self.asked == 1:
            raise ZeroDivisionError
        self.answered.set()
        return 7


async def test_counting_due_feeds_goes_on_after_any_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "REPORT_SECONDS", 0.01)
    feeds = Feeds()
    reporting = asyncio.create_task(app._report(feeds, Fetch()))
    await asyncio.wait_for(feeds.answered.wait(), 5)
    assert not reporting.done()
    reporting.cancel()
