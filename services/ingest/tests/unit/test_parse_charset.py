"""Charsets: declared, undeclared and wrong."""

import pytest
from tributary_ingest.adapters.parsers.charset import to_text
from tributary_ingest.adapters.parsers.parse import parse_feed

SAMPLES = {
    "utf-8": "Zażółć 日本 €", "utf-16": "Zażółć 日本", "utf-32": "Zażółć 日本", "utf-16-le": "日本",
    "utf-32-be": "日本", "iso-8859-1": "Café déjà", "iso-8859-2": "Zażółć gęślą", "iso-8859-5": "Привет",
    "iso-8859-7": "Ελληνικά", "iso-8859-9": "Türkçe ğış", "iso-8859-15": "€uro",
    "windows-1250": "Zażółć", "windows-1251": "Привет, мир", "windows-1252": "“quoted” €",
    "windows-1255": "שלום", "windows-1256": "مرحبا", "koi8-r": "Привет, мир", "koi8-u": "Привіт",
    "shift_jis": "日本語のテスト", "euc-jp": "日本語のテスト", "iso-2022-jp": "日本語のテスト",
    "gb2312": "中文测试", "gbk": "中文測試", "gb18030": "中文测试", "big5": "中文測試",
    "euc-kr": "한국어 테스트", "tis-620": "ภาษาไทย",
    "mac_roman": "Café", "cp037": "EBCDIC", "cp866": "Привет",
}  # fmt: skip


def document(title: str, declaration: str = "") -> str:
    return f"{declaration}<rss version='2.0'><channel><title>{title}</title></channel></rss>"


@pytest.mark.parametrize("charset", SAMPLES)
@pytest.mark.parametrize("stated", ["in the declaration", "in the header"])
def test_stated_charset(charset: str, stated: str) -> None:
    inside = stated == "in the declaration"
    declaration = f'<?xml version="1.0" encoding="{charset}"?>' if inside else '<?xml version="1.0"?>'
    body = document(SAMPLES[charset], declaration).encode(charset)
    content_type = "" if inside else f'text/xml; charset="{charset}"'
    assert parse_feed(body, url="", content_type=content_type).title == SAMPLES[charset]


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (document("café", '<?xml version="1.0" encoding="iso-8859-1"?>').encode(), "", "café"),
        (document("café", '<?xml version="1.0" encoding="nonsense"?>').encode(), "", "café"),
        (document("café", '<?xml version="1.0" encoding="utf-16"?>').encode(), "", "café"),
        (document("café", '<?xml version="1.0" encoding="utf-8"?>').encode("latin-1"), "", "café"),
        (document("café").encode("latin-1"), "text/xml", "café"),
        (document("Привет").encode(), "text/xml; charset=iso-8859-1", "Привет"),
        (document("été ").encode().replace(b"t\xc3\xa9 ", b"t\xc3\xa9 \x93q\x94"), "", "été “q”"),
        (document("cafÃ© â\x80\x99").encode(), "", "café ’"),
        (document("it&#146;s \x93so\x94").encode(), "", "it’s “so”"),
        (b"\xef\xbb\xbf" + document("café", '<?xml version="1.0" encoding="koi8-r"?>').encode(), "", "café"),
        (document("x", '<?xml version="1.0" encoding="punycode"?>').encode(), "text/xml; charset=bz2", "x"),
    ],
)
def test_wrong_charset(body: bytes, content_type: str, expected: str) -> None:
    assert parse_feed(body, url="", content_type=content_type).title == expected


def test_forbidden_characters_are_dropped() -> None:
    assert to_text(b"a\x00b\x0bc\x7fd\xef\xbf\xbfe", "") == "abcd\ufffde"
