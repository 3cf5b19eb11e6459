"""The health command's own questions, asked of real servers."""

import signal
import socket
import threading

import pytest
from tributary_kit import probe
from tributary_kit.errors import Unavailable


@pytest.mark.parametrize("name", probe.NAMES)
def test_a_serving_server_is_told_so(house, name):
    assert probe.ask_grpc(house.address, name) == f"{name}: {house.address} is serving"


def test_it_asks_a_socket(houses, tmp_path):
    house = houses(f"unix:{tmp_path}/it.sock")
    assert "is serving" in probe.ask_grpc(house.address, "readiness")


def test_a_server_that_is_not_ready_is_told_with_its_name(houses):
    def away() -> None:
        raise Unavailable("Away.")

    house = houses(ready=away)
    with pytest.raises(Unavailable, match=r"readiness: .* not serving"):
        probe.ask_grpc(house.address, "readiness")
    assert probe.ask_grpc(house.address, "liveness")


def test_a_name_that_the_server_does_not_know_is_not_serving(house):
    with pytest.raises(Unavailable):
        probe.ask_grpc(house.address, "other")


@pytest.mark.parametrize("ask", [probe.ask_grpc, probe.ask_http])
def test_nothing_there_is_told_with_the_address(ask, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(Unavailable, match=f"Nothing answers at {address}: Connection refused"):
        ask(address, "readiness")


@pytest.mark.parametrize("ask", [probe.ask_grpc, probe.ask_http])
@pytest.mark.parametrize("answer", [b"", b"\0" * 20, b"HTTP/1.1 400 Bad\r\n\r\n", b"\xff" * 9])
def test_something_else_that_answers_is_not_serving(ask, answer):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def once() -> None:
            connection, _ = server.accept()
            connection.recv(65536)
            connection.sendall(answer)
            connection.close()

        threading.Thread(target=once).start()
        try:
            status, _ = ask(f"127.0.0.1:{server.getsockname()[1]}", "readiness")
            assert status == 400
        except Unavailable:
            pass


def test_silence_ends_after_the_time(monkeypatch):
    monkeypatch.setattr(probe, "SECONDS", 1)
    former = signal.getsignal(signal.SIGALRM)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        probe.limit_time()
        try:
            with pytest.raises(Unavailable):
                probe.ask_grpc(f"127.0.0.1:{silent.getsockname()[1]}", "readiness")
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, former)


@pytest.mark.parametrize(
    ("listen", "asked"),
    [
        ("0.0.0.0:9000", ("127.0.0.1", 9000)),
        ("[::]:9000", ("::1", 9000)),
        (":9000", ("127.0.0.1", 9000)),
        ("10.0.0.7:9000", ("10.0.0.7", 9000)),
        ("[fd00::1]:9000", ("fd00::1", 9000)),
        ("dns:///ingest:9000", ("ingest", 9000)),
        ("http://127.0.0.1:8080", ("127.0.0.1", 8080)),
    ],
)
def test_a_server_on_all_addresses_is_asked_on_loopback(listen, asked):
    assert probe.reachable(listen) == asked


def test_the_own_address_follows_the_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("TRIBUTARY_HOME", "/h")
    assert probe.own_address("INGEST", "ingest") == "unix:/h/run/ingest.sock"
    (tmp_path / "TRIBUTARY_INGEST_TARGET").write_text("dns:///ingest:9000\n")
    monkeypatch.setenv("TRIBUTARY_CONFIG_DIR", str(tmp_path))
    assert probe.own_address("INGEST", "ingest") == "dns:///ingest:9000"
    monkeypatch.setenv("TRIBUTARY_INGEST_LISTEN", "0.0.0.0:9000")
    assert probe.own_address("INGEST", "ingest") == "0.0.0.0:9000"
