"""The whole service over its socket: messages in, answers out."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import grpc
import pytest
from tributary.common.v1 import bus_pb2, bus_pb2_grpc
from tributary.entities.v1 import entities_pb2 as pb
from tributary.entities.v1 import entities_pb2_grpc
from tributary.ingest.v1 import events_pb2, ingest_pb2
from tributary_entities.app import MIGRATIONS, migrate_database, serve
from tributary_entities.settings import EntitiesSettings
from tributary_kit import probe
from tributary_kit.bus.dbqueue import DbQueueBus
from tributary_kit.bus.inline import InlineBus
from tributary_kit.bus.port import Envelope
from tributary_kit.bus.queue import queue_in
from tributary_kit.bus.wire import timestamp
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Unavailable
from tributary_kit.serving import client
from tributary_kit.sql.engine import Database
from tributary_kit.sql.opening import upgrade_schema
from tributary_kit.tokens import internal_token
from tributary_testkit.product import wait_for

SECRET = "a secret of more than thirty-two bytes"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def envelope(number: int, **values: Any) -> Envelope:
    stamps: dict[str, Any] = {"first_seen_at": timestamp(NOW), "seen_at": timestamp(NOW)}
    item = ingest_pb2.Item(
        id=f"item_{number}", feed_id="feed_1", source_id="src_1", revision=1, title="T", **stamps, **values
    )
    source = ingest_pb2.Source(id="src_1", name="The Paper")
    payload = events_pb2.ItemIngested(item=item, source=source).SerializeToString()
    return Envelope(f"evt_{number}", "tributary.ingest.v1.ItemIngested", "ours", item.id, NOW, payload)


class Caller:
    """Calls the service as somebody."""

    def __init__(self, address: str) -> None:
        self.channel = client.channel(address)
        self.entities = entities_pb2_grpc.EntitiesServiceStub(self.channel)
        self.quarantine = bus_pb2_grpc.QuarantineServiceStub(self.channel)

    def call(self, method: Any, request: Any, role: str = "viewer", tenant: str = "ours") -> Any:
        token = internal_token(SECRET, audience="tributary", subject="me", tenant=tenant, roles=(role,))
        return method(request, metadata=client.call_metadata(token, "req_1"), timeout=10)


async def running(settings: EntitiesSettings) -> AsyncIterator[Caller]:
    stop, started = asyncio.Event(), asyncio.Event()
    service = asyncio.create_task(serve(settings, stop, started))
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait([service, waiting], return_when=asyncio.FIRST_COMPLETED)
    caller = Caller(settings.listen)
    yield caller
    caller.channel.close()
    stop.set()
    await service


def settings_in(folder: Path, **values: Any) -> EntitiesSettings:
    return EntitiesSettings.load(home=folder, internal_secret=SECRET, drain_seconds=1, **values)


@pytest.fixture
async def inline(tmp_path: Path) -> AsyncIterator[Caller]:
    """The service with messages by call."""
    settings = settings_in(tmp_path)
    async for caller in running(settings):
        bus = InlineBus(settings.listen, SECRET)
        batch = [envelope(1, authors=[ingest_pb2.Person(name="Jane Doe")], categories=["AI", "Café"])]
        batch.append(envelope(2, categories=["AI"]))
        assert await asyncio.to_thread(bus.publish, batch) == []
        bus.close()
        yield caller


async def test_every_question_is_answered(inline: Caller) -> None:
    def ask() -> None:
        entities = inline.entities
        first = inline.call(entities.ListEntities, pb.ListEntitiesRequest(page_size=3))
        rest = inline.call(entities.ListEntities, pb.ListEntitiesRequest(page_token=first.next_page_token))
        assert [e.name for e in [*first.entities, *rest.entities]] == ["AI", "Café", "Jane Doe", "The Paper"]
        assert rest.next_page_token == ""
        (cafe,) = inline.call(entities.ListEntities, pb.ListEntitiesRequest(query="cafe")).entities
        assert inline.call(entities.GetEntity, pb.GetEntityRequest(id=cafe.id)).entity == cafe
        found = inline.call(entities.ListNeighbours, pb.ListNeighboursRequest(entity_id=cafe.id)).neighbours
        assert {(n.relationship.type, n.entity.name) for n in found} == {
            ("about", "The Paper"),
            ("wrote", "Jane Doe"),
        }
        wrote = next(n.relationship for n in found if n.relationship.type == "wrote")
        answer = inline.call(entities.GetRelationship, pb.GetRelationshipRequest(id=wrote.id))
        assert answer.relationship == wrote
        (reason,) = inline.call(entities.ListEvidence, pb.ListEvidenceRequest(subject_id=wrote.id)).evidence
        assert (reason.item_id, reason.field, reason.quote) == ("item_1", "category", "Café")
        assert reason.observed_at == timestamp(NOW)
        listed = inline.call(entities.ListRelationships, pb.ListRelationshipsRequest(type="wrote"))
        assert len(listed.relationships) == 2

    await asyncio.to_thread(ask)


async def test_refusals_say_why(inline: Caller) -> None:
    entities = inline.entities
    cases = [
        (entities.GetEntity, pb.GetEntityRequest(id="ent_9"), "NOT_FOUND"),
        (entities.GetEntity, pb.GetEntityRequest(id="a\0b"), "INVALID_ARGUMENT"),
        (entities.GetRelationship, pb.GetRelationshipRequest(id="rel_9"), "NOT_FOUND"),
        (entities.ListEvidence, pb.ListEvidenceRequest(subject_id="ent_9"), "NOT_FOUND"),
        (entities.ListNeighbours, pb.ListNeighboursRequest(entity_id="ent_9"), "NOT_FOUND"),
        (entities.ListEntities, pb.ListEntitiesRequest(kind="ghost"), "INVALID_ARGUMENT"),
        (entities.ListEntities, pb.ListEntitiesRequest(page_size=-1), "INVALID_ARGUMENT"),
        (entities.ListEntities, pb.ListEntitiesRequest(page_token="x"), "INVALID_ARGUMENT"),
        (entities.ListRelationships, pb.ListRelationshipsRequest(type="ate"), "INVALID_ARGUMENT"),
    ]

    def ask() -> None:
        for method, request, code in cases:
            with pytest.raises(grpc.RpcError) as refused:
                inline.call(method, request)
            assert refused.value.code().name == code, request
        with pytest.raises(grpc.RpcError) as refused:
            inline.call(entities.ListEntities, pb.ListEntitiesRequest(), role="service")
        assert refused.value.code().name == "PERMISSION_DENIED"

    await asyncio.to_thread(ask)


async def test_another_tenant_sees_nothing(inline: Caller) -> None:
    answer = await asyncio.to_thread(
        inline.call, inline.entities.ListEntities, pb.ListEntitiesRequest(), "viewer", "theirs"
    )
    assert list(answer.entities) == []


async def test_messages_from_a_queue_and_the_quarantine_of_bad_ones(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bus.db'}"
    async for caller in running(settings_in(tmp_path, bus_url=url)):
        database = Database(url, pool_size=1)
        bad = Envelope("evt_bad", "tributary.other.v1.Thing", "ours", "k", NOW, b"")
        bus = DbQueueBus(queue_in(database, SystemClock()))
        assert await asyncio.to_thread(bus.publish, [envelope(1, categories=["AI"]), bad]) == []
        names = await asyncio.to_thread(wait_for, partial(_names, caller), 20, "entities")
        assert names == ["AI", "The Paper"]
        listed = await asyncio.to_thread(
            caller.call, caller.quarantine.ListQuarantined, bus_pb2.ListQuarantinedRequest(), "admin"
        )
        assert list(listed.messages) == []
        database.close()


def _names(caller: Caller) -> list[str]:
    answer = caller.call(caller.entities.ListEntities, pb.ListEntitiesRequest())
    return [entity.name for entity in answer.entities]


async def test_without_its_schema_it_waits_for_the_migration(tmp_path: Path, database_url: str) -> None:
    late = {"entities_database_url": database_url, "entities_migrate_on_start": False}
    settings = settings_in(tmp_path, bus_url=f"sqlite:///{tmp_path / 'bus.db'}", **late)
    async for caller in running(settings):
        ready = partial(_health, settings.listen, "readiness")
        assert await asyncio.to_thread(_health, settings.listen, "liveness")
        assert not await asyncio.to_thread(ready)
        with pytest.raises(grpc.RpcError) as refused:
            await asyncio.to_thread(_names, caller)
        assert refused.value.code() is grpc.StatusCode.UNAVAILABLE
        await asyncio.to_thread(upgrade_schema, database_url, MIGRATIONS)
        assert await asyncio.to_thread(_names, caller) == []
        # Its queue has none yet.
        assert not await asyncio.to_thread(ready)
        await asyncio.to_thread(migrate_database, settings)
        await asyncio.to_thread(wait_for, ready, 20, "it is ready")


def _health(address: str, name: str) -> bool:
    try:
        return bool(probe.ask_grpc(address, name))
    except Unavailable:
        return False
