"""Runs inside a pod: calls the gateway without end; each second prints as a line of JSON what came of it.

    python load_client.py URL THREADS PAUSE

Connections are kept for 50 requests each. An answer other than 200, a refused or a broken connection is a
failed request, also where a careful client would have tried again.
"""

import http.client
import json
import statistics
import sys
import threading
import time
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

PATHS = ("/api/v1/entities?limit=5", "/api/v1/feeds?limit=5", "/api/v1/entities?q=tributary&limit=5")
REQUESTS_PER_CONNECTION = 50
TOKEN_SECONDS = 600
TIMEOUT_SECONDS = 15


class Load:
    """Counts and times of all threads."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.began = time.monotonic()
        self.times: list[float] = []
        self.errors: dict[str, int] = {}
        self.token = ""
        self.lock = threading.Lock()

    def log_in(self) -> None:
        password = Path("/secret/admin-password").read_text().strip()
        body = json.dumps({"email": "admin@localhost", "password": password})
        connection = http.client.HTTPConnection(self.host, timeout=TIMEOUT_SECONDS)
        connection.request("POST", "/api/v1/auth/login", body, {"content-type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        self.token = answer["access_token"]

    def call_without_end(self, pause: float) -> None:
        connection = None
        for number in count():
            if connection is None or number % REQUESTS_PER_CONNECTION == 0:
                connection = http.client.HTTPConnection(self.host, timeout=TIMEOUT_SECONDS)
            began = time.monotonic()
            try:
                stays = self.call(connection, PATHS[number % len(PATHS)])
                self.add(time.monotonic() - began)
            except (OSError, http.client.HTTPException, RuntimeError) as error:
                self.add(time.monotonic() - began, f"{type(error).__name__}: {error}"[:200])
                stays = False
            if not stays:
                connection.close()
                connection = None
            time.sleep(pause)

    def call(self, connection: http.client.HTTPConnection, path: str) -> bool:
        """Whether the connection stays open after an answer of 200."""
        connection.request("GET", path, headers={"authorization": f"Bearer {self.token}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} {answer.status} {body[:150]!r}")
        return not answer.will_close

    def add(self, seconds: float, error: str = "") -> None:
        with self.lock:
            self.times.append(seconds)
            if error:
                self.errors[error] = self.errors.get(error, 0) + 1

    def tell(self) -> None:
        with self.lock:
            times, errors = sorted(self.times), dict(self.errors)
        told = {
            "requests": len(times),
            "failed": sum(errors.values()),
            "errors": [f"{text} ({times_} times)" for text, times_ in list(errors.items())[:5]],
            "median_ms": statistics.median(times) * 1000 if times else 0,
            "p99_ms": times[int(len(times) * 0.99)] * 1000 if times else 0,
            "longest_ms": times[-1] * 1000 if times else 0,
            "seconds": time.monotonic() - self.began,
        }
        print(json.dumps(told), flush=True)


def log_in_at_last(load: Load) -> None:
    """A new pod's address becomes known to the cluster's network a moment late."""
    for _ in range(30):
        try:
            load.log_in()
            return
        except OSError:
            time.sleep(1)
    load.log_in()


def main() -> None:
    url, threads, pause = sys.argv[1:]
    load = Load(urlsplit(url).netloc)
    log_in_at_last(load)
    load.began = time.monotonic()
    for _ in range(int(threads)):
        threading.Thread(target=load.call_without_end, args=[float(pause)], daemon=True).start()
    logged_in = time.monotonic()
    while True:
        time.sleep(1)
        load.tell()
        if time.monotonic() - logged_in > TOKEN_SECONDS:
            load.log_in()
            logged_in = time.monotonic()


main()
