"""The bus as a queue in a database: consumers may be away, and take their messages when they are back."""

from collections.abc import Callable, Sequence

from tributary_kit.bus.port import BusUnavailable, Envelope, Rejection
from tributary_kit.errors import DeadlineExceeded, Unavailable
from tributary_kit.sql.messages import Messages


class DbQueueBus:
    """Puts messages into a table from which a consumer's pump takes them.

    `wake` is called after each hand-over; where the consumer lives in the same process, it is its pump's.
    """

    def __init__(self, messages: Messages, wake: Callable[[], None] = lambda: None) -> None:
        self._messages = messages
        self._wake = wake

    def publish(self, envelopes: Sequence[Envelope]) -> list[Rejection]:
        """See `Bus.publish`. Never rejects."""
        try:
            self._messages.put(envelopes)
        except (Unavailable, DeadlineExceeded) as error:
            raise BusUnavailable("The queue's database cannot be reached.") from error
        self._wake()
        return []
