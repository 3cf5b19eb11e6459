"""Named points at which a process kills itself, so that tests can prove what survives. Off by default.

`TRIBUTARY_FAILPOINT=after-commit` kills at the first passage of that point, `after-commit:5` at the fifth.
The death is SIGKILL: nothing is flushed, closed or rolled back.
"""

import os
import signal
from collections import Counter

_passages: Counter[str] = Counter()


def hit(name: str) -> None:
    """Marks that the work has come to the point `name`; kills the process when the environment says so."""
    armed = os.environ.get("TRIBUTARY_FAILPOINT", "")
    point, _, passage = armed.partition(":")
    if point != name:
        return
    _passages[name] += 1
    if _passages[name] >= int(passage or 1):
        os.kill(os.getpid(), signal.SIGKILL)
