"""The writer's turn: in order, within the time, never lost."""

import threading
import time

import pytest
from tributary_kit import deadline
from tributary_kit.errors import DeadlineExceeded, Unavailable
from tributary_kit.sql.locks import Slots, WriterLock


def waiting(lock, count):
    until = time.monotonic() + 10
    while len(lock._waiting) < count:
        assert time.monotonic() < until
        time.sleep(0.001)


def test_threads_get_it_in_the_order_they_came():
    lock, order, threads = WriterLock(), [], []

    def take(number):
        with lock.held(10):
            order.append(number)

    with lock.held(1):
        for number in range(5):
            threads.append(threading.Thread(target=take, args=(number,)))
            threads[-1].start()
            waiting(lock, number + 1)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_who_waits_in_vain_leaves_the_queue():
    lock, caught = WriterLock(), []

    def take(seconds):
        try:
            with deadline.limit(seconds), lock.held(0.05):
                pass
        except (DeadlineExceeded, Unavailable) as error:
            caught.append(type(error))

    with lock.held(1):
        for seconds in (0.01, None, 0):
            thread = threading.Thread(target=take, args=(seconds,))
            thread.start()
            thread.join()
    assert caught == [DeadlineExceeded, Unavailable, DeadlineExceeded]
    with lock.held(0):
        pass


def test_a_turn_that_comes_at_the_last_moment_is_not_lost():
    lock = WriterLock()
    for _ in range(200):
        with lock.held(1):
            thread = threading.Thread(target=lambda: quietly(lock))
            thread.start()
            time.sleep(0.001)
        thread.join()
    with lock.held(0):
        pass


def quietly(lock):
    try:
        with lock.held(0.001):
            pass
    except Unavailable:
        pass


def test_slots_are_limited_and_come_back():
    slots = Slots(1)
    with slots.taken(1), pytest.raises(Unavailable), slots.taken(0.01):
        pass
    with slots.taken(0):
        pass
