"""The command of a service: `tributary-ingest`, its siblings, and `python -m tributary_ingest`.

Nothing heavy is imported before it is known what to do, so that `health` is cheap.
"""

import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from tributary_kit import environment, probe
from tributary_kit.errors import TributaryError

if TYPE_CHECKING:
    import asyncio

    from tributary_kit.settings import CommonSettings

S = TypeVar("S", bound="CommonSettings")

_HELP = """{summary}

Usage: {program} [COMMAND]

Without a command it serves until SIGTERM or SIGINT, then drains.

Commands:
  migrate        bring the database's schema to this release's, and end
  health [NAME]  ask the server that runs here; NAME is {names}; status 0 or 1
  --version      show the version

Settings come from variables TRIBUTARY_…: see docs/reference/settings.md.
"""
_TERMINATED = 128 + signal.SIGTERM


def run(
    program: str,
    summary: str,
    *,
    serve: Callable[[], None],
    migrate: Callable[[], None],
    health: Callable[[str], str],
) -> None:
    """Does what the command line asks for. Status 1 after an error of ours, 2 for wrong usage.

    `health` gets one of `probe.NAMES`, returns what it found, and raises Unavailable.
    """
    # The first process of a container ignores signals that nobody handles, and importing takes a moment.
    signal.signal(signal.SIGTERM, _end)
    with reported():
        match sys.argv[1:]:
            case []:
                serve()
            case ["migrate"]:
                migrate()
            case ["health"]:
                _tell(health, "readiness")
            case ["health", name] if name in probe.NAMES:
                _tell(health, name)
            case ["--version"]:
                sys.stdout.write(f"{program} {_version()}\n")
            case ["-h" | "--help"]:
                sys.stdout.write(_help(program, summary))
            case _:
                sys.stderr.write(_help(program, summary))
                raise SystemExit(2)


@contextmanager
def reported() -> Iterator[None]:
    """Turns an error of ours into one line with what to do, and status 1."""
    try:
        yield
    except TributaryError as error:
        sys.stderr.write(f"error: {error.message} {error.remedy}\n")
        raise SystemExit(1) from None


def serve(
    name: str,
    settings_class: type[S],
    main: "Callable[[S, asyncio.Event, asyncio.Event], Awaitable[None]]",
    *,
    loop_factory: "Callable[[], asyncio.AbstractEventLoop] | None" = None,
) -> None:
    """Runs a service's `serve` with its settings until a signal; logs in the name of `name`."""
    import asyncio

    from tributary_kit.serving import process

    settings = _prepared(name, settings_class)
    process.run(lambda stop: main(settings, stop, asyncio.Event()), loop_factory=loop_factory)


def migrate(name: str, settings_class: type[S], work: Callable[[S], None]) -> None:
    """Runs a service's migration with its settings."""
    from tributary_kit import logs

    work(_prepared(name, settings_class))
    logs.get(__name__).info("schema is up to date")


def _prepared(name: str, settings_class: type[S]) -> S:
    from tributary_kit import logs
    from tributary_kit.settings import warn_of_unknown

    settings = settings_class.load()
    logs.configure(settings.log_level, name)
    warn_of_unknown(settings_class)
    return settings


def _tell(health: Callable[[str], str], name: str) -> None:
    probe.limit_time()
    sys.stdout.write(health(name) + "\n")


def _version() -> str:
    from importlib.metadata import version

    revision = environment.from_process().get("TRIBUTARY_REVISION")
    return version("tributary-kit") + (f" (revision {revision})" if revision else "")


def _help(program: str, summary: str) -> str:
    return _HELP.format(
        program=program, summary=summary, names=", ".join(probe.NAMES[:-1]) + f" or {probe.NAMES[-1]}"
    )


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(_TERMINATED)
