"""Sends each request to the fetcher of its scheme. Redirects never pass here: no answer leads to a file."""

from tributary_ingest.adapters.fetching.bundled import SCHEME
from tributary_ingest.ports.fetcher import Fetcher, FetchRequest, FetchResult


class Door:
    """One fetcher made of two: `demo:` for bundled files, everything else is HTTP's to fetch or refuse."""

    def __init__(self, http: Fetcher, bundled: Fetcher) -> None:
        self._http = http
        self._bundled = bundled

    async def fetch(self, request: FetchRequest) -> FetchResult:
        fetcher = self._bundled if request.url.startswith(f"{SCHEME}:") else self._http
        return await fetcher.fetch(request)

    async def aclose(self) -> None:
        await self._http.aclose()
        await self._bundled.aclose()
