"""What a call meets: principal, right, deadline, errors, limits."""

import json
import threading
import time

import grpc
import pytest
from tributary.common.v1 import bus_pb2, bus_pb2_grpc
from tributary.ingest.v1 import ingest_pb2
from tributary_kit import errors, logs, metrics
from tributary_kit.serving import caller, client
from tributary_kit.serving.interceptors import Gate

ALL_ERRORS = [cls for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, Exception)]


def failure(call, *args, **options) -> tuple[grpc.StatusCode, errors.TributaryError]:
    with pytest.raises(grpc.RpcError) as caught:
        call(*args, **options)
    return caught.value.code(), client.raise_for(caught.value)


def raising(error: Exception):
    def behave(_request) -> None:
        raise error

    return behave


def test_a_method_knows_its_caller_and_the_time_left(house, sign_in):
    assert house.get("feed_7", metadata=sign_in("admin", request_id="req_9"), timeout=5).feed.id == "feed_7"
    who = house.feeds.seen["caller"]
    assert (who.principal.tenant, who.principal.subject, who.request_id) == ("acme", "usr_1", "req_9")
    assert 0 < house.feeds.seen["left"] <= 5


def test_without_a_deadline_a_call_gets_ten_seconds(house):
    house.get(timeout=None)
    assert 5 < house.feeds.seen["left"] <= 10


def test_outside_of_a_call_nobody_calls():
    with pytest.raises(LookupError):
        caller()


@pytest.mark.parametrize("given", ["", "x" * 65, "two words", 'a"b'])
def test_a_bad_request_id_is_replaced(house, sign_in, given):
    house.get(metadata=sign_in(request_id=given))
    assert house.feeds.seen["caller"].request_id.startswith("req_0")


def test_roles_are_checked(house, sign_in):
    create = house.stub.CreateFeed
    code, _ = failure(create, ingest_pb2.CreateFeedRequest(), metadata=sign_in("viewer"))
    assert code is grpc.StatusCode.PERMISSION_DENIED
    assert create(ingest_pb2.CreateFeedRequest(), metadata=sign_in("admin"))
    inbox = bus_pb2_grpc.InboxServiceStub(house.channel)
    code, error = failure(inbox.Deliver, bus_pb2.DeliverRequest(), metadata=sign_in("admin"))
    assert (code.name, type(error)) == ("PERMISSION_DENIED", errors.Forbidden)
    inbox.Deliver(bus_pb2.DeliverRequest(), metadata=sign_in("service"))


def test_a_method_that_the_policy_does_not_name_is_refused(house, sign_in):
    request = ingest_pb2.DeleteFeedRequest()
    code, _ = failure(house.stub.DeleteFeed, request, metadata=sign_in("admin", "service"))
    assert code is grpc.StatusCode.PERMISSION_DENIED
    assert failure(house.stub.DeleteFeed, request)[0] is grpc.StatusCode.UNAUTHENTICATED


def test_a_public_method_looks_at_no_token(house):
    house.stub.ListFeeds(ingest_pb2.ListFeedsRequest(), metadata=(("authorization", "Bearer nonsense"),))
    who = house.feeds.seen["caller"].principal
    assert (who.tenant, who.roles) == ("", frozenset())


def test_a_policy_names_only_roles_that_exist():
    with pytest.raises(errors.Invalid, match="owner"):
        Gate({"/x/Y": "owner"}, None, 1)


def credentials(sign_in):
    token = dict(sign_in())["authorization"]
    return {
        "none": (),
        "no scheme": (("authorization", token.split()[1]),),
        "lower case": (("authorization", token.replace("Bearer", "bearer")),),
        "two spaces": (("authorization", token.replace(" ", "  ")),),
        "space behind": (("authorization", token + " "),),
        "basic": (("authorization", "Basic dTpw"),),
        "twice": (("authorization", token), ("authorization", token)),
        "elsewhere": (("x-authorization", token), ("x-forwarded-user", "admin"), ("x-user-id", "admin")),
        "garbage": (("authorization", "Bearer \x7e.~.~"),),
    }


@pytest.mark.parametrize("way", credentials(lambda: (("authorization", "Bearer x"),)))
def test_odd_credentials_are_refused_alike(house, sign_in, way):
    code, error = failure(house.get, metadata=credentials(sign_in)[way])
    assert code is grpc.StatusCode.UNAUTHENTICATED
    assert (error.message, error.remedy) == (
        "The token is missing or not valid.",
        errors.Unauthenticated.remedy,
    )
    assert house.feeds.calls == 0


def test_headers_that_name_a_user_change_nothing(house, sign_in):
    house.get(metadata=(*sign_in(), ("x-user-id", "root"), ("x-forwarded-user", "root"), ("tenant", "other")))
    assert house.feeds.seen["caller"].principal.tenant == "acme"


@pytest.mark.parametrize("cls", ALL_ERRORS, ids=lambda cls: cls.__name__)
def test_every_error_crosses_the_wire_and_comes_back(house, cls):
    house.feeds.behave = raising(cls("What happened.", field="url", remedy="Do this."))
    _, error = failure(house.get)
    expected = errors.Internal if cls is errors.TributaryError else cls
    assert (type(error), error.message) == (expected, "What happened.")
    assert (error.field, error.remedy) == ("url", "Do this.")


@pytest.mark.parametrize(
    ("cls", "code"),
    [
        (errors.Invalid, "INVALID_ARGUMENT"),
        (errors.NotFound, "NOT_FOUND"),
        (errors.RateLimited, "RESOURCE_EXHAUSTED"),
        (errors.DeadlineExceeded, "DEADLINE_EXCEEDED"),
        (errors.Unavailable, "UNAVAILABLE"),
        (errors.Internal, "INTERNAL"),
    ],
)
def test_the_code_follows_the_reason(house, cls, code):
    house.feeds.behave = raising(cls("x"))
    assert failure(house.get)[0].name == code


def test_an_error_of_a_subclass_counts_as_its_base(house):
    class BusUnavailable(errors.Unavailable):
        """Somewhere else in the kit."""

    house.feeds.behave = raising(BusUnavailable("The bus is away."))
    code, error = failure(house.get)
    assert (code.name, type(error)) == ("UNAVAILABLE", errors.Unavailable)


def test_a_fault_of_our_own_says_nothing_outside_and_all_in_the_log(house, monkeypatch, capsys):
    monkeypatch.setattr(logs, "_sink", logs._Sink())
    house.feeds.behave = raising(RuntimeError("SELECT secret_column FROM users"))
    code, error = failure(house.get)
    assert code is grpc.StatusCode.INTERNAL
    assert "SELECT" not in error.message + error.remedy
    [line] = [json.loads(text) for text in capsys.readouterr().err.splitlines()]
    assert "SELECT secret_column" in line["exception"]
    assert (line["request_id"], line["tenant"]) == ("req_1", "acme")


def test_bytes_that_are_no_message_are_invalid(house, sign_in):
    raw = house.channel.unary_unary("/tributary.ingest.v1.IngestService/GetFeed")
    code, _ = failure(raw, b"\xff\xff\xff", metadata=sign_in())
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert failure(raw, b"\xff\xff\xff")[0] is grpc.StatusCode.UNAUTHENTICATED


def test_more_than_four_mebibytes_are_refused_both_ways_and_nobody_dies(house, sign_in):
    code, error = failure(house.get, "x" * (5 * 1024 * 1024))
    assert (code.name, type(error)) == ("RESOURCE_EXHAUSTED", errors.TooLarge)
    code, error = failure(house.stub.ExportOpml, ingest_pb2.ExportOpmlRequest(), metadata=sign_in())
    assert (code.name, type(error)) == ("RESOURCE_EXHAUSTED", errors.TooLarge)
    assert house.get("x" * (4 * 1024 * 1024 - 100))


def test_a_token_of_64_kb_is_refused_and_nobody_dies(house):
    with pytest.raises(grpc.RpcError):
        house.get(metadata=(("authorization", "Bearer " + "A" * 65536),))
    assert house.get()


def test_an_unknown_method_is_unimplemented(house, sign_in):
    raw = house.channel.unary_unary("/tributary.ingest.v1.IngestService/Nonsense")
    assert failure(raw, b"", metadata=sign_in())[0] is grpc.StatusCode.UNIMPLEMENTED


class Work:
    """Work of a method that ends by its deadline, and says so."""

    def __init__(self, house) -> None:
        self.ended = threading.Event()
        house.hang()
        hang = house.feeds.behave

        def behave(request) -> None:
            try:
                hang(request)
            finally:
                self.ended.set()

        house.feeds.behave = behave


def test_work_stops_when_the_time_is_over(house):
    work = Work(house)
    assert failure(house.get, timeout=0.2)[0] is grpc.StatusCode.DEADLINE_EXCEEDED
    assert work.ended.wait(2)


def test_work_stops_when_the_client_goes_away(house, sign_in):
    work = Work(house)
    call = house.stub.GetFeed.future(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=30)
    assert house.feeds.entered.wait(5)
    call.cancel()
    assert work.ended.wait(2)


def test_a_call_that_waited_too_long_for_a_thread_is_not_begun(houses):
    house = houses(threads=1)
    house.hang()
    first = threading.Thread(target=house.get)
    first.start()
    assert house.feeds.entered.wait(5)
    assert failure(house.get, "late", timeout=0.1)[0] is grpc.StatusCode.DEADLINE_EXCEEDED
    house.feeds.release.set()
    first.join()
    house.get("after")
    assert house.feeds.calls == 2


def test_calls_are_measured_by_method_and_code(house):
    house.get()
    failure(house.get, metadata=())
    text = metrics.render().decode()
    for code in ("OK", "UNAUTHENTICATED"):
        assert (
            'tributary_grpc_server_seconds_count{code="'
            + code
            + '",method="/tributary.ingest.v1.IngestService/GetFeed"}'
        ) in text


def test_a_stream_has_no_deadline_of_its_own_and_keeps_its_caller(house):
    stream = house.watch()
    assert [next(stream).cursor for _ in range(3)] == ["usr_1 1", "usr_1 2", "usr_1 3"]
    assert house.feeds.seen["left"] is None
    stream.cancel()


def test_a_stream_obeys_the_deadline_that_it_is_given(house):
    stream = house.watch(timeout=0.3)
    code, _ = failure(lambda: list(stream))
    assert code is grpc.StatusCode.DEADLINE_EXCEEDED


def test_errors_of_a_stream_are_told(house):
    numbers = iter(range(3))

    def behave(_request) -> None:
        if next(numbers) == 2:
            raise errors.NotFound("The feed was deleted.")

    house.feeds.behave = behave
    stream = house.watch()
    assert [next(stream).cursor for _ in range(2)]
    code, error = failure(next, stream)
    assert (code.name, error.message) == ("NOT_FOUND", "The feed was deleted.")


def test_a_stream_needs_a_token_too(house):
    stream = house.stub.WatchItems(ingest_pb2.WatchItemsRequest())
    assert failure(next, stream)[0] is grpc.StatusCode.UNAUTHENTICATED


def test_streams_leave_threads_for_calls(houses):
    house = houses(threads=4)
    streams = [house.watch() for _ in range(2)]
    for stream in streams:
        next(stream)
    code, error = failure(next, house.watch())
    assert (code.name, type(error)) == ("RESOURCE_EXHAUSTED", errors.RateLimited)
    assert house.get()
    streams[0].cancel()
    _until(lambda: _can_watch(house))
    streams[1].cancel()


def _can_watch(house) -> bool:
    stream = house.watch()
    try:
        next(stream)
    except grpc.RpcError:
        return False
    stream.cancel()
    return True


def _until(condition, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
