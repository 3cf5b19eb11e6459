"""Where a command's access token comes from.

In this order: TRIBUTARY_TOKEN; a saved login of this URL, refreshed when it is about to expire; and,
when the gateway is on this machine and the home holds the first administrator's password, a login
with that. Logins are saved in `$XDG_CONFIG_HOME/tributary/logins.json`, readable by the user only.
"""

import ipaddress
import json
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import urlsplit

from tributary_kit import environment

if TYPE_CHECKING:
    import httpx2

PASSWORD_FILE = "admin-password"  # noqa: S105 - the name of the file, not the password
# Seconds before the end of an access token at which it is no longer used.
MARGIN = 30.0
LOGIN = "/api/v1/auth/login"
REFRESH = "/api/v1/auth/refresh"


class Saved(TypedDict):
    """One saved login."""

    email: str
    access_token: str
    refresh_token: str
    expires_at: float


class Logins:
    """The tokens for one gateway."""

    def __init__(self, url: str, home: Path, file: Path | None = None) -> None:
        self._url = url
        self._home = home
        self._file = file or _config_file()

    def token(self, http: "httpx2.Client") -> str:
        """A token that is good now, or an empty string when there is none."""
        given = os.environ.get("TRIBUTARY_TOKEN")
        if given:
            return given
        saved = self.saved()
        if saved and saved["expires_at"] - MARGIN > time.time():
            return saved["access_token"]
        if self.renew(http):
            renewed = self.saved()
            return renewed["access_token"] if renewed else ""
        return ""

    def renew(self, http: "httpx2.Client") -> bool:
        """Gets a new token without asking anyone; False when that is not possible."""
        if os.environ.get("TRIBUTARY_TOKEN"):
            return False
        return self._refresh(http) or self._log_in_as_first_admin(http)

    def log_in(self, http: "httpx2.Client", email: str, password: str) -> "httpx2.Response":
        """Logs in and saves the tokens when the answer is good."""
        answer = http.post(LOGIN, json={"email": email, "password": password})
        if answer.is_success:
            self._keep(email, answer.json())
        return answer

    def replace(self, answer: dict[str, Any]) -> None:
        """Saves the tokens that take the place of the saved login's."""
        saved = self.saved()
        if saved:
            self._keep(saved["email"], answer)

    def saved(self) -> Saved | None:
        """The saved login of this URL."""
        return self._read().get(self._url)

    def forget(self) -> None:
        """Removes the saved login of this URL."""
        logins = self._read()
        if logins.pop(self._url, None):
            self._write(logins)

    def _refresh(self, http: "httpx2.Client") -> bool:
        saved = self.saved()
        if not saved or not saved["refresh_token"]:
            return False
        answer = http.post(REFRESH, json={"refresh_token": saved["refresh_token"]})
        if answer.is_success:
            self._keep(saved["email"], answer.json())
        return answer.is_success

    def _log_in_as_first_admin(self, http: "httpx2.Client") -> bool:
        password = first_password(self._home)
        if not password or not is_loopback(self._url):
            return False
        return self.log_in(http, first_email(), password).is_success

    def _keep(self, email: str, answer: dict[str, Any]) -> None:
        logins = self._read()
        logins[self._url] = Saved(
            email=email,
            access_token=answer["access_token"],
            refresh_token=answer.get("refresh_token", ""),
            expires_at=time.time() + float(answer["expires_in"]),
        )
        self._write(logins)

    def _read(self) -> dict[str, Saved]:
        try:
            logins: dict[str, Saved] = json.loads(self._file.read_text())
        except (OSError, json.JSONDecodeError):
            return {}
        return logins

    def _write(self, logins: dict[str, Saved]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._file.parent)
        with os.fdopen(handle, "w") as file:
            json.dump(logins, file, indent=1)
        Path(name).replace(self._file)


class OneToken(Logins):
    """One token, or none when it is empty, whatever is saved or set on this machine."""

    def __init__(self, token: str) -> None:
        self._token = token

    def token(self, http: "httpx2.Client") -> str:
        del http
        return self._token

    def renew(self, http: "httpx2.Client") -> bool:
        del http
        return False


def first_email() -> str:
    """The first administrator's e-mail."""
    return environment.given().get("TRIBUTARY_ADMIN_EMAIL") or "admin@localhost"


def first_password(home: Path) -> str:
    """The first administrator's password, empty when this home has none to give."""
    try:
        return (home / PASSWORD_FILE).read_text().strip()
    except OSError:
        return ""


def is_loopback(url: str) -> bool:
    """Whether the URL names this machine, so that its home's password may be used there."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _config_file() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "tributary" / "logins.json"
