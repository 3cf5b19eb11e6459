"""Kills one service again and again: at a random moment, or at a named point where it kills itself."""

import subprocess
import time
from collections import Counter
from random import Random

from tests.chaos.services import Services

POINTS: dict[str, tuple[str, ...]] = {
    "ingest": (
        "ingest.after-fetch",
        "ingest.before-commit",
        "ingest.after-commit",
        "relay.after-handover",
    ),
    "entities": ("entities.before-commit", "entities.after-commit"),
}
# Where entities takes its messages from a queue.
QUEUE_POINTS = ("consumer.after-handover",)
# A random kill falls between a third of the start-up and this many seconds after it.
LATEST_AFTER_START = 2.5
NOT_REACHED_SECONDS = 8.0
RANDOM = "random moment"


class Killer:
    """The kills of one service; `kills` counts them by where they hit."""

    def __init__(
        self, services: Services, name: str, points: tuple[str, ...], start_up: float, seed: str
    ) -> None:
        """`start_up` is how many seconds the service needs on this machine until it answers."""
        self.kills: Counter[str] = Counter()
        self._services = services
        self._name = name
        self._start_up = start_up
        self._choices = (RANDOM, RANDOM, *points)
        self._rng = Random(seed)

    def kill(self, number: int) -> None:
        """Starts the service and kills it, `number` times. It is not running afterwards."""
        for _ in range(number):
            point = self._rng.choice(self._choices)
            if point == RANDOM:
                self._at_random()
            else:
                self._at_point(point)

    def _at_random(self) -> None:
        process = self._services.start(self._name)
        time.sleep(self._rng.uniform(self._start_up / 3, self._start_up + LATEST_AFTER_START))
        self._end(process)
        self.kills[f"{self._name}: {RANDOM}"] += 1

    def _at_point(self, point: str) -> None:
        process = self._services.start(self._name, f"{point}:{self._rng.randint(1, 3)}")
        try:
            process.wait(self._start_up + NOT_REACHED_SECONDS)
            self.kills[f"{self._name}: {point}"] += 1
        except subprocess.TimeoutExpired:
            self._end(process)
            self.kills[f"{self._name}: {RANDOM}"] += 1

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is not None:
            raise AssertionError(f"{self._name} ended by itself:\n{self._services.log_tail()}")
        process.kill()
        process.wait()
