"""Make the HTML of strangers safe to show, and turn it into plain text where text is wanted.

nh3 (ammonia, html5ever) decides what stays: no script, no handlers, no frames, no forms, no styles,
only schemes that link somewhere. Its output is canonical, every attribute quoted and every `<` of
the text escaped, so a pass over single tags can then finish what a sanitizer does not know.
"""

import re
import threading
from html import escape, unescape
from html.entities import html5

import nh3

from tributary_ingest.adapters.parsers.trackers import is_pixel, may_have_trackers, without_trackers
from tributary_ingest.adapters.parsers.urls import SCHEMES, absolute

_MORE_TAGS = {"audio", "video", "source", "track", "picture", "tfoot", "big", "dir", "menu", "font"}
_TAGS = (nh3.ALLOWED_TAGS | _MORE_TAGS) - {"area", "map"}
_DROPPED_WITH_CONTENT = {
    "script", "style", "iframe", "object", "applet", "noembed", "noframes", "template", "title", "textarea",
    "select", "svg", "math", "xmp", "plaintext", "noscript",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"title", "lang", "dir"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "audio": {"src", "controls"},
    "video": {"src", "controls", "poster", "width", "height"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "data": {"value"},
}
_KNOWN_TAGS = (
    _TAGS
    | _DROPPED_WITH_CONTENT
    | {"form", "input", "button", "label", "option", "fieldset", "embed", "param"}
)
_TEXT_ONLY = nh3.Cleaner(tags=set(), clean_content_tags=_DROPPED_WITH_CONTENT)

_TAG = re.compile(r"<(a|img|video|audio|source|blockquote|q|del|ins)((?: [a-z-]+=\"[^\"]*\")*)>")
_IMAGE = re.compile(r"<img((?: [a-z-]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")
_SOURCE = re.compile(r' src="([^"]+)"')
_TINY = re.compile(r' (?:width|height)="[01](?:px)?"')
_LINKING = frozenset({"href", "src", "cite", "poster"})
_UNRESOLVED = frozenset({"video", "blockquote", "q", "del", "ins"})
"""Elements with an address that nh3 does not know as one, and so leaves as it is."""

_BLOCK_END = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/dd|/dt|/td|/blockquote)\b", re.IGNORECASE)
_HTML_SIGN = re.compile(
    r"</[A-Za-z][A-Za-z0-9]{0,20}\s{0,3}>|&#?[A-Za-z0-9]{1,31};|<(?:br|hr|img|wbr)\b", re.IGNORECASE
)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,30})")
_ENTITY_NAME = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,30});")


class HtmlCleaner:
    """Cleans HTML. It remembers the base of the fragment at hand, so each thread has its own."""

    def __init__(self) -> None:
        self.base = ""
        self._cleaner = nh3.Cleaner(
            tags=_TAGS,
            clean_content_tags=_DROPPED_WITH_CONTENT,
            attributes=_ATTRIBUTES,
            url_schemes=set(SCHEMES),
            url_relative=self._resolve,
            strip_comments=True,
            link_rel=None,
        )

    def clean(self, html: str, base: str) -> str:
        """Return safe HTML with absolute addresses; text without any markup comes back as it is."""
        if "<" not in html and "&" not in html:
            return html
        self.base = base
        safe = self._cleaner.clean(html)
        if "&nbsp;" in safe:
            safe = safe.replace("&nbsp;", "\xa0")
        if ' cite="' in safe or ' poster="' in safe or may_have_trackers(safe):
            return _TAG.sub(self._finish_tag, safe)
        if "<img" in safe:
            return _IMAGE.sub(_visible, safe)
        return safe

    def _resolve(self, address: str) -> str | None:
        return absolute(self.base, address) or None

    def _finish_tag(self, match: re.Match[str]) -> str:
        name, written = match.groups()
        if name == "img" and _is_useless(written):
            return ""
        if "?" not in written and "#" not in written and written.isprintable() and name not in _UNRESOLVED:
            return match[0]
        finished = [self._finish_attribute(key, value) for key, value in _ATTRIBUTE.findall(written)]
        return f"<{name}{''.join(finished)}>"

    def _finish_attribute(self, name: str, value: str) -> str:
        if name in _LINKING and value:
            address = without_trackers(absolute(self.base, unescape(value)))
            value = escape(address) if address else ""
            if not value:
                return ""
        return f' {name}="{value}"'


_LOCAL = threading.local()


def html_cleaner() -> HtmlCleaner:
    """The cleaner of the running thread."""
    cleaner = getattr(_LOCAL, "cleaner", None)
    if not isinstance(cleaner, HtmlCleaner):
        cleaner = _LOCAL.cleaner = HtmlCleaner()
    return cleaner


def _visible(match: re.Match[str]) -> str:
    """An image as it is, or nothing instead of one that shows nothing."""
    return "" if _is_useless(match[1]) else match[0]


def _is_useless(attributes: str) -> bool:
    """Tell from an image's attributes, in canonical form, that there is nothing to see."""
    source = _SOURCE.search(attributes)
    if source is None or is_pixel(source[1]):
        return True
    return ('="0' in attributes or '="1' in attributes) and len(_TINY.findall(attributes)) == 2


def html_to_text(html: str) -> str:
    """Return the text of a fragment of HTML, with entities decoded once and white space collapsed."""
    if "<" in html:
        html = _TEXT_ONLY.clean(_BLOCK_END.sub(lambda match: " " + match.group(), html))
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def text_to_html(text: str) -> str:
    """Return HTML that shows exactly `text`."""
    return escape(text, quote=False) if "&" in text or "<" in text else text


def looks_like_html(text: str) -> bool:
    """Tell whether text that may be either is HTML: a closing tag or an entity, and nothing unknown."""
    if ("<" not in text and "&" not in text) or not _HTML_SIGN.search(text):
        return False
    known_tags = all(name.lower() in _KNOWN_TAGS for name in _TAG_NAME.findall(text))
    return known_tags and all(f"{name};" in html5 for name in _ENTITY_NAME.findall(text))
