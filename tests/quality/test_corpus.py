"""The corpus holds together: halves by hash, labels that occur in their texts, real items unchanged."""

import html
import re
from collections import Counter
from datetime import date

import pytest

from tests.quality.conferences import conferences
from tests.quality.dates import written
from tests.quality.examples import CORPUS, DEV, HELD_BACK, KINDS, Example, lines, own, split_of
from tests.quality.feeds import LABELS, digest, folder
from tests.quality.scoring import owned


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).casefold().split())


def everything_of(one: Example) -> str:
    item = one.item
    parts = [item["title"], item["html"], item["author"], *item["categories"], item["feed"]["title"]]
    return words(" ".join(parts)) + " " + " ".join(item["html"].casefold().split())


def test_there_is_enough_of_each_part() -> None:
    assert len(list(own())) >= 60
    assert len(list(conferences())) >= 100
    assert len(list(lines(LABELS))) >= 150
    languages = Counter(one.lang for one in own())
    assert set(languages) == {"en", "de", "fr", "es", "it", "pt"}
    assert min(languages.values()) >= 8


def test_ids_are_unique_and_halves_follow_from_them() -> None:
    ids = [one.id for one in owned()]
    assert len(ids) == len(set(ids))
    for half in (DEV, HELD_BACK):
        assert {split_of(row["id"]) for row in lines(CORPUS / f"own-{half}.jsonl")} == {half}


def test_no_wording_of_conferences_is_in_both_halves() -> None:
    halves = {(one.id.partition(":")[0], one.split) for one in conferences()}
    assert len(halves) == len({wording for wording, _ in halves})


@pytest.mark.parametrize("one", list(own()), ids=lambda one: one.id)
def test_what_must_be_found_stands_in_the_item(one: Example) -> None:
    text = everything_of(one)
    required = [label for kind in KINDS for label in one.labels[kind] if not label.optional]
    assert [label for label in required if not any(words(name) in text for name in label.names)] == []


def test_the_facts_of_a_rendered_call_stand_in_its_text() -> None:
    for one in conferences():
        for opportunity in one.opportunities:
            assert opportunity["url"][0] in one.item["html"]


@pytest.mark.parametrize(
    ("lang", "form", "text"),
    [
        ("en", "ordinal", "3rd of May 2024"),
        ("de", "day_month_year", "3. Mai 2024"),
        ("es", "day_month_year", "3 de mayo de 2024"),
        ("en", "weekday", "Friday, May 3"),
        ("it", "numeric_slash", "03/05/2024"),
    ],
)
def test_dates_as_people_write_them(lang: str, form: str, text: str) -> None:
    assert written(date(2024, 5, 3), lang, form) == text


def test_a_real_item_is_known_by_its_words_alone() -> None:
    item = {"title": "A title", "html": "<p>Some <b>words</b></p>"}
    assert digest(item) == digest({**item, "html": "Some   <i>words</i>\n"})
    assert digest(item) != digest({**item, "html": "Some other words"})


def test_the_folder_of_feeds_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIBUTARY_FEEDS", "/somewhere")
    assert str(folder()) == "/somewhere"
