"""Short names for the elements of every namespace that feeds use, e.g. `dc:creator` or `title`.

RSS, RDF and Atom elements have no prefix: the formats mix them freely, and they mean the same.
Elements of unknown namespaces get the prefix `?`, so nothing mistakes them for a known one.
"""

_PLAIN = (
    "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/rss/1.0",
    "http://my.netscape.com/rdf/simple/0.9",
    "http://channel.netscape.com/rdf/simple/0.9",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    "http://example.com/newformat",
    "http://example.com/necho",
    "http://purl.org/echo",
    "uri/of/echo/namespace",
    "http://purl.org/pie",
    "http://purl.org/atom/ns",
    "http://purl.org/net/rss1.1",
    "http://www.w3.org/2005/atom",
    "http://purl.org/rss/1.0/modules/rss091",
)
_PREFIXES = {
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd": "googleplay",
    "http://search.yahoo.com/mrss": "media",
    "http://www.georss.org/georss": "georss",
    "http://www.georss.org/georss/10": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos": "geo",
    "http://www.opengis.net/gml": "gml",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://xmlns.com/foaf/0.1": "foaf",
    "http://creativecommons.org/ns": "cc",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc": "cc",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
_WELL_KNOWN = {*_PREFIXES.values(), "atom", "rss"}


_MOST = 5000
"""Names that are kept; a document may invent as many as it likes."""


class Names(dict[str, str]):
    """Short names of tags, worked out on first use."""

    def __init__(self, plain_namespace: str = "") -> None:
        """Elements of `plain_namespace` (a key of `_key`) count as plain ones, too."""
        super().__init__()
        self._plain = plain_namespace

    def __missing__(self, tag: str) -> str:
        name = self._short(tag)
        if len(self) < _MOST:
            self[tag] = name
        return name

    def _short(self, tag: str) -> str:
        if tag[0] != "{":
            prefix, colon, local = tag.rpartition(":")
            return _undeclared(prefix.lower(), local.lower()) if colon else tag.lower()
        uri, _, local = tag[1:].partition("}")
        prefix = self._prefix(_key(uri))
        return f"{prefix}:{local.lower()}" if prefix else local.lower()

    def _prefix(self, key: str) -> str:
        if key in _PREFIXES:
            return _PREFIXES[key]
        if key in _PLAIN or "backend.userland.com/rss" in key or key == self._plain:
            return ""
        return "?"


_COMMON_NAMES = Names()


def names_for(default_namespace: str | None) -> Names:
    """The names for a document by its root's default namespace; where it is unknown, it is taken as plain."""
    key = _key(default_namespace or "")
    if not key or key in _PLAIN or key in _PREFIXES:
        return _COMMON_NAMES
    return Names(key)


def _key(uri: str) -> str:
    return uri.strip().lower().rstrip("/#")


def _undeclared(prefix: str, local: str) -> str:
    """A prefix that nothing declares is taken to mean what it means everywhere else."""
    if prefix in {"atom", "rss"}:
        return local
    return f"{prefix}:{local}" if prefix in _WELL_KNOWN else f"?:{local}"
