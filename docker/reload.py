"""Entry point of the development images: serves, and starts again after each edit of its sources.

They are in /src. Where the root cannot be written to, RELOADED_SOURCES names a volume for them, which is
filled when it is empty. With arguments it is the service's own command, so that `migrate` and `health` work.
"""

import os
import shutil
import sys
from pathlib import Path

from watchfiles import PythonFilter, run_process

SOURCES = os.environ.get("RELOADED_SOURCES", "/src")
COMMAND = os.environ["RELOADED_COMMAND"]

if not any(Path(SOURCES).iterdir()):
    for folder in Path("/src").iterdir():
        shutil.copytree(folder, Path(SOURCES, folder.name))
places = [SOURCES + place.removeprefix("/src") for place in os.environ["PYTHONPATH"].split(":")]
os.environ["PYTHONPATH"] = ":".join(places)

if sys.argv[1:]:
    os.execvp(COMMAND, [COMMAND, *sys.argv[1:]])  # noqa: S606 - the arguments are the caller's own
only_python = PythonFilter()
run_process(
    *places, target=COMMAND, target_type="command", watch_filter=only_python, debounce=200, sigint_timeout=30
)
