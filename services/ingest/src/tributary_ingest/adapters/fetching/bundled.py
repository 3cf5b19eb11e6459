"""Serves the files that come with the product as `demo:NAME`: no network, the same answers as HTTP's.

`demo:NAME?WORD` is the same file again at an address of its own, so that many can watch it at once.
"""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from tributary_ingest.ports.fetcher import FetchRequest, FetchResult

SCHEME = "demo"
MEDIA_TYPES = {".json": "application/feed+json", ".html": "text/html"}


class BundledFetcher:
    """A fetcher for the files of one folder, each by its exact name. See `ports.fetcher.Fetcher`."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """`folder` replaces the demo folder of this package."""
        self._folder = folder or files("tributary_ingest") / "demo"

    async def fetch(self, request: FetchRequest) -> FetchResult:
        # The name is looked up in the folder's listing and never joined to a path.
        name = request.url.removeprefix(f"{SCHEME}:").partition("?")[0]
        file = next((file for file in self._folder.iterdir() if file.name == name and file.is_file()), None)
        if file is None:
            return FetchResult(status=404, url=request.url)
        body = file.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        if request.etag == etag:
            return FetchResult(status=304, url=request.url, etag=etag, not_modified=True)
        media_type = MEDIA_TYPES.get(name[name.rfind(".") :], "application/xml")
        return FetchResult(status=200, url=request.url, body=body, etag=etag, content_type=media_type)

    async def aclose(self) -> None:
        """Nothing is open."""
