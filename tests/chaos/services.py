"""ingest and entities as processes of their own, and how to ask them."""

import os
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import grpc
from tributary.common.v1 import bus_pb2, bus_pb2_grpc
from tributary.entities.v1 import entities_pb2, entities_pb2_grpc
from tributary.ingest.v1 import ingest_pb2, ingest_pb2_grpc
from tributary_kit.serving.client import call_metadata, channel
from tributary_kit.tokens import internal_token
from tributary_testkit.product import wait_for

SECRET = "chaos-chaos-chaos-chaos-chaos-chaos"
PAGE = 500
START_SECONDS = 60.0
# Short pauses, so that there is always a fetch under way to be killed in.
BUSY = {
    "TRIBUTARY_FETCH_ALLOW": "127.0.0.0/8",
    "TRIBUTARY_FETCH_PER_HOST": "8",
    "TRIBUTARY_INGEST_MIN_INTERVAL_SECONDS": "1",
    "TRIBUTARY_INGEST_DEFAULT_INTERVAL_SECONDS": "1",
    "TRIBUTARY_INGEST_MAX_INTERVAL_SECONDS": "1",
    "TRIBUTARY_INGEST_LEASE_SECONDS": "4",
    "TRIBUTARY_ENTITIES_LEASE_SECONDS": "4",
    "TRIBUTARY_INGEST_MIGRATE_ON_START": "true",
    "TRIBUTARY_ENTITIES_MIGRATE_ON_START": "true",
    "TRIBUTARY_LOG_LEVEL": "warning",
}


class Services:
    """The processes by name, on one set of databases."""

    def __init__(self, folder: Path, urls: dict[str, str]) -> None:
        self.folder = folder
        run = folder / "run"
        run.mkdir(parents=True)
        self.targets = {name: f"unix:{run / name}.sock" for name in ("ingest", "entities")}
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TRIBUTARY_")},
            **BUSY,
            **urls,
            "TRIBUTARY_HOME": str(folder),
            "TRIBUTARY_INTERNAL_SECRET": SECRET,
            **{f"TRIBUTARY_{name.upper()}_TARGET": target for name, target in self.targets.items()},
        }

    def start(self, name: str, failpoint: str = "") -> subprocess.Popen[bytes]:
        """Starts a service, armed to kill itself at the failpoint when one is named."""
        environment = {**self._environment, **({"TRIBUTARY_FAILPOINT": failpoint} if failpoint else {})}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"tributary_{name}"], env=environment, stdout=log, stderr=log
            )

    def wait(self) -> None:
        """Waits until both listen; asking them by a channel meanwhile would make that pause for seconds."""
        for target in self.targets.values():
            wait_for(partial(_listens, target.removeprefix("unix:")), START_SECONDS, target, self.log_tail)

    def log_tail(self) -> str:
        """The end of both logs."""
        return "\n".join(path.read_text()[-3000:] for path in self.folder.glob("*.log"))


class Inside:
    """Asks the services over gRPC as an administrator of the default tenant."""

    def __init__(self, targets: dict[str, str]) -> None:
        channels = {name: channel(target) for name, target in targets.items()}
        self.ingest = ingest_pb2_grpc.IngestServiceStub(channels["ingest"])
        self.entities = entities_pb2_grpc.EntitiesServiceStub(channels["entities"])
        self._quarantines = [bus_pb2_grpc.QuarantineServiceStub(channels[name]) for name in channels]

    def ask(self, method: Any, request: Any, patience: float = 30.0) -> Any:
        """Calls a method, again and again while its service is away or restarting."""
        until = time.monotonic() + patience
        while True:
            try:
                return method(request, timeout=10, metadata=_metadata())
            except grpc.RpcError as error:
                away = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)
                if error.code() not in away or time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def rows(self, method: Any, request: Any, field: str) -> list[Any]:
        """Every row of a list."""
        found: list[Any] = []
        while True:
            request.page_size = PAGE
            answer = self.ask(method, request)
            found += getattr(answer, field)
            if not answer.next_page_token:
                return found
            request.page_token = answer.next_page_token

    def items(self) -> list[Any]:
        """All items."""
        return self.rows(self.ingest.ListItems, ingest_pb2.ListItemsRequest(), "items")

    def revisions(self, item_id: str) -> list[Any]:
        """The revisions of an item, newest first."""
        question = ingest_pb2.ListItemRevisionsRequest(item_id=item_id)
        return self.rows(self.ingest.ListItemRevisions, question, "revisions")

    def feeds(self) -> list[Any]:
        """All feeds."""
        return self.rows(self.ingest.ListFeeds, ingest_pb2.ListFeedsRequest(), "feeds")

    def all_entities(self) -> list[Any]:
        """All entities."""
        return self.rows(self.entities.ListEntities, entities_pb2.ListEntitiesRequest(), "entities")

    def relationships(self) -> list[Any]:
        """All relationships."""
        question = entities_pb2.ListRelationshipsRequest()
        return self.rows(self.entities.ListRelationships, question, "relationships")

    def evidence(self, subject_id: str) -> list[Any]:
        """All evidence of an entity or relationship."""
        question = entities_pb2.ListEvidenceRequest(subject_id=subject_id)
        return self.rows(self.entities.ListEvidence, question, "evidence")

    def quarantined(self) -> list[Any]:
        """Messages that were given up."""
        question = bus_pb2.ListQuarantinedRequest
        return [m for q in self._quarantines for m in self.rows(q.ListQuarantined, question(), "messages")]


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(path) == 0


def _metadata() -> Any:
    token = internal_token(SECRET, audience="tributary", subject="chaos", tenant="default", roles=("admin",))
    return call_metadata(token, "chaos")
