"""Several services in one loop: started together, stopped one after the other."""

import asyncio

import pytest
from tributary_cli.embedded import Part, run
from tributary_kit.errors import Unavailable


def part(name, log, fails=None):
    async def serve(settings, stop, started):
        if fails == "start":
            raise Unavailable(f"{name} cannot start.")
        log.append(f"{name} up")
        started.set()
        if fails == "later":
            raise Unavailable(f"{name} broke.")
        await stop.wait()
        await asyncio.sleep(0)
        log.append(f"{name} down")

    return Part(name, serve, None)


async def test_services_stop_in_order_each_after_the_one_before():
    log, stop = [], asyncio.Event()
    await run([part("a", log), part("b", log)], stop, stop.set)
    assert log == ["a up", "b up", "a down", "b down"]


@pytest.mark.parametrize("when", ["start", "later"])
async def test_one_service_that_fails_ends_the_others_and_is_raised(when):
    log = []
    with pytest.raises(Unavailable):
        await run([part("a", log), part("b", log, fails=when)], asyncio.Event(), lambda: None)
    assert log[-1] == "a down"


async def test_a_stop_before_all_have_started_ends_them():
    log, stop, ready = [], asyncio.Event(), []

    async def slow(settings, stop, started):
        await stop.wait()

    asyncio.get_running_loop().call_later(0.01, stop.set)
    await run([part("a", log), Part("b", slow, None)], stop, lambda: ready.append(1))
    assert log == ["a up", "a down"]
    assert not ready
