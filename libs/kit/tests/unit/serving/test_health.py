"""Health: what probes are told, and how often dependencies are asked."""

import threading
import time

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from tributary_kit.errors import Unavailable

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


class Dependency:
    """Something that readiness depends on."""

    def __init__(self) -> None:
        self.away = False
        self.asked = 0

    def __call__(self) -> None:
        self.asked += 1
        if self.away:
            raise Unavailable("The database does not answer.")


@pytest.fixture
def dependency() -> Dependency:
    return Dependency()


@pytest.fixture
def house(houses, dependency):
    return houses(ready=dependency)


@pytest.fixture
def stub(house):
    return health_pb2_grpc.HealthStub(house.channel)


def check(stub, service: str) -> int:
    return stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=5).status


def eventually(condition, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_only_readiness_depends_on_dependencies(stub, dependency):
    assert [check(stub, name) for name in ("startup", "liveness", "readiness", "")] == [SERVING] * 4
    dependency.away = True
    eventually(lambda: check(stub, "readiness") == NOT_SERVING)
    assert [check(stub, name) for name in ("startup", "liveness", "")] == [SERVING] * 3
    dependency.away = False
    eventually(lambda: check(stub, "readiness") == SERVING)


def test_dependencies_are_asked_once_a_second(stub, dependency):
    for _ in range(50):
        check(stub, "readiness")
        check(stub, "liveness")
    assert dependency.asked <= 2


def test_a_server_that_starts_without_its_dependency_says_so(houses):
    dependency = Dependency()
    dependency.away = True
    stub = health_pb2_grpc.HealthStub(houses(ready=dependency).channel)
    assert [check(stub, name) for name in ("startup", "readiness")] == [SERVING, NOT_SERVING]


def test_an_unknown_service_is_not_found(stub):
    with pytest.raises(grpc.RpcError) as caught:
        check(stub, "nonsense")
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND


def test_a_watch_tells_changes_and_the_end(house, stub, dependency):
    told: list[int] = []
    watch = stub.Watch(health_pb2.HealthCheckRequest(service="readiness"))

    def listen() -> None:
        told.extend(answer.status for answer in watch)

    thread = threading.Thread(target=listen)
    thread.start()
    eventually(lambda: told == [SERVING])
    dependency.away = True
    eventually(lambda: told == [SERVING, NOT_SERVING])
    dependency.away = False
    eventually(lambda: told == [SERVING, NOT_SERVING, SERVING])
    house.drain()
    thread.join(5)
    assert not thread.is_alive()
    assert told == [SERVING, NOT_SERVING, SERVING, NOT_SERVING]


def test_watches_hold_no_threads(house, stub):
    watches = [stub.Watch(health_pb2.HealthCheckRequest(service="liveness")) for _ in range(20)]
    assert [next(watch).status for watch in watches] == [SERVING] * 20
    assert house.get()
    for watch in watches:
        watch.cancel()


def test_probes_are_answered_while_all_threads_are_busy(houses):
    house = houses(threads=1)
    house.hang()
    call = threading.Thread(target=house.get)
    call.start()
    assert house.feeds.entered.wait(5)
    stub = health_pb2_grpc.HealthStub(house.channel)
    assert [check(stub, name) for name in ("liveness", "readiness")] == [SERVING] * 2
    house.feeds.release.set()
    call.join()


def test_watchers_that_come_and_go_stop_nobody(house, stub, dependency):
    """The servicer of grpcio-health-checking fails this: see serving/health.py."""

    def come_and_go() -> None:
        for number in range(150):
            watch = stub.Watch(
                health_pb2.HealthCheckRequest(service=("liveness", "")[number % 2]), timeout=20
            )
            if number % 3:
                next(watch)
            watch.cancel()

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert house.get()
    eventually(lambda: len(house.server._health._watches) <= 1)  # that of the house's own channel


def test_reflection_names_the_services(house):
    stub = reflection_pb2_grpc.ServerReflectionStub(house.channel)
    request = reflection_pb2.ServerReflectionRequest(list_services="")
    [answer] = stub.ServerReflectionInfo(iter([request]), timeout=5)
    names = {service.name for service in answer.list_services_response.service}
    assert names >= {"tributary.ingest.v1.IngestService", "grpc.health.v1.Health"}
