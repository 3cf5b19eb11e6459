"""Whatever the bytes are, the parser keeps its promises."""

import importlib.util
from itertools import islice
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

_SPEC = importlib.util.spec_from_file_location("fuzz_parser", Path(__file__).parent.parent / "fuzz_parser.py")
assert _SPEC is not None
assert _SPEC.loader is not None
fuzz = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fuzz)


@given(st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    fuzz.check(body)


@given(
    st.sampled_from([b"<rss>", b"<feed>", b"<rdf:RDF>", b"{", b"\xff\xfe<\x00", b"<opml>"]),
    st.binary(max_size=200),
)
def test_any_bytes_after_a_beginning(start: bytes, body: bytes) -> None:
    fuzz.check(start + body)


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_any_text_in_a_feed(title: str, link: str, content: str) -> None:
    inside = f"<title>{title}</title><link>{link}</link><description>{content}</description>"
    fuzz.check(f"<rss><channel><item>{inside}</item></channel></rss>".encode("utf-8", "surrogatepass"))


def test_damaged_golden_documents() -> None:
    for body in islice(fuzz.mutations(seed=20260301), 700):
        fuzz.check(body)
