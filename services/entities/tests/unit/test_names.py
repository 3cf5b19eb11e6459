"""When two names are the same, and which words they are found by."""

import pytest
from tributary_entities.domain import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "  jane   DOE "),
        ("AI", "#ai"),
        ("AI", "“AI”,"),
        ("Straße", "STRASSE"),
        ("ﬁsh", "fish"),
        ("Cafe\u0301", "Café"),
        ("Ｆｕｌｌ", "full"),
        ("a\tb", "a b"),
        ("İstanbul", "i̇stanbul"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert names.key(one) == names.key(other) != ""


@pytest.mark.parametrize(
    "pair", [("C", "C++"), ("C", "C#"), (".NET", "Net"), ("Café", "Cafe"), ("AI", "A.I.")]
)
def test_names_that_differ(pair: tuple[str, str]) -> None:
    assert names.key(pair[0]) != names.key(pair[1])


@pytest.mark.parametrize("text", ["", " ", "…?!".replace("…", "-"), "\0", "x" * 201, "#"])
def test_what_is_no_name(text: str) -> None:
    assert names.key(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Node.js & C++", "node js c"),
        ("Éclair  ÜBUNG", "eclair ubung"),
        ("हिन्दी", "हनद"),
        ("한국어", "한국어"),
        ("!?", ""),
        ("a\0b", "a b"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert names.words(text) == words


def test_a_key_never_outgrows_its_column() -> None:
    assert len(names.key("\ufdfa" * 200)) <= names.MAX_KEY
    assert len(names.sort_key("\ufdfa" * 200)) <= names.MAX_KEY
