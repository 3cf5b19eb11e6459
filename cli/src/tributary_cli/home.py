"""The home of an embedded Tributary: its folder, secret, sockets and lock."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tributary_cli.failure import Failure

SERVICES = ("ingest", "entities", "auth")
# The kernel allows 107 bytes for the path of a unix socket.
LONGEST_SOCKET_PATH = 107


class Home:
    """A folder that holds everything one `tributary up` keeps."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.secret_file = self.path / "internal-secret"
        self.url_file = self.path / "run" / "gateway.url"
        self.log_file = self.path / "logs" / "tributary.jsonl"
        self.demo_marker = self.path / "demo-loaded"
        self.password_file = self.path / "admin-password"

    def prepare(self) -> None:
        """Makes the folders and the secret; what is there already stays."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in ("run", "logs"):
                (self.path / name).mkdir(exist_ok=True)
            self._make_secret()
        except OSError as error:
            raise Failure(
                f"The home {self.path} cannot be used.",
                error.strerror or "",
                "Name another with --home or TRIBUTARY_HOME, or correct its owner and mode.",
            ) from None
        self.url_file.unlink(missing_ok=True)

    def _make_secret(self) -> None:
        if self.secret_file.exists():
            return
        handle, name = tempfile.mkstemp(dir=self.path)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        Path(name).replace(self.secret_file)

    def secret(self) -> str:
        """The secret that signs calls between the services."""
        return self.secret_file.read_text().strip()

    def url(self) -> str:
        """Where the gateway of this home answers. Raises OSError while it does not."""
        return self.url_file.read_text().strip()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Holds the home alone. Raises Failure when another process has it."""
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise self._taken(file.name) from None
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield

    def _taken(self, name: str) -> Failure:
        holder = Path(name).read_text().strip() or "unknown"
        return Failure(
            f"Another `tributary up` (process {holder}) is using the home {self.path}.",
            remedy="Use that one, stop it, or name another home with --home.",
        )

    @contextmanager
    def sockets(self) -> Iterator[dict[str, str]]:
        """The gRPC targets by setting; in a short folder when the home is too deep for sockets."""
        folder = self.path / "run"
        deep = len(os.fsencode(str(folder / "entities.sock"))) > LONGEST_SOCKET_PATH
        with _short_folder(self.path) if deep else contextlib.nullcontext(folder) as chosen:
            for name in SERVICES:
                (chosen / f"{name}.sock").unlink(missing_ok=True)
            yield {f"{name}_target": f"unix:{chosen / name}.sock" for name in SERVICES}


@contextmanager
def _short_folder(home: Path) -> Iterator[Path]:
    digest = hashlib.sha256(os.fsencode(str(home))).hexdigest()[:8]
    with tempfile.TemporaryDirectory(prefix=f"tributary-{digest}-", dir="/tmp") as name:
        yield Path(name)
