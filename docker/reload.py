"""Entry point of the development images: serves, and starts again after each edit under /src.

With arguments it is the service's own command, so that `migrate` and `health` work as in the other images.
"""

import os
import sys

from watchfiles import PythonFilter, run_process

COMMAND = os.environ["RELOADED_COMMAND"]

if sys.argv[1:]:
    os.execvp(COMMAND, [COMMAND, *sys.argv[1:]])  # noqa: S606 - the arguments are the caller's own
run_process(
    "/src", target=COMMAND, target_type="command", watch_filter=PythonFilter(), debounce=200, sigint_timeout=30
)
