"""Known finds against known labels: the scorer itself."""

from typing import Any

import pytest

from tests.quality import ratchet
from tests.quality.entities import PHRASE, score_entities
from tests.quality.examples import Example, example
from tests.quality.names import alike, key
from tests.quality.opportunities import score_opportunities
from tests.quality.tally import Tally

JOB: dict[str, Any] = {
    "kind": "job",
    "title": ["Bell founder"],
    "organisation": ["Tin & Copper"],
    "deadline": "2024-03-15T17:00",
    "tz": ["Europe/Berlin"],
    "amount": [40000, 50000],
    "currency": "EUR",
    "place": ["Jena"],
    "url": ["https://tin.example/apply"],
}
FOUND_JOB: dict[str, Any] = {
    "kind": "job",
    "title": "Bell founder (m/f)",
    "organisation": "Tin & Copper GmbH",
    "deadline": "2024-03-15T17:00:00",
    "deadline_tz": "+01:00",
    "amount_min": 40000,
    "amount_max": "50000.00",
    "currency": "EUR",
    "place": "Jena, Germany",
    "remote": None,
    "url": "http://tin.example/apply/",
    "status": "closed",
}


def labelled(labels: dict[str, list[str]], *opportunities: dict[str, Any], **item: Any) -> Example:
    of_item = {"title": "A title", "feed": {"title": "Bells - The Feed"}, "categories": [], **item}
    row = {"lang": "en", "labels": labels, "opportunities": list(opportunities)}
    return example(row, "x", "own", "dev", of_item)


def found(*entities: tuple[str, str], opportunities: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    named = [{"kind": kind, "name": name} for kind, name in entities]
    return {"id": "x", "entities": named, "opportunities": opportunities or []}


def test_an_entity_counts_once_whatever_its_spelling() -> None:
    one = labelled({"organisation": ["Havgaard A/S", "European Commission|EC"]})
    answer = found(("organisation", "HAVGAARD"), ("organisation", "Havgaard A/S"), ("organisation", "EC"))
    assert score_entities(one, answer)["organisation"].tally == Tally(right=2)


def test_a_wrong_kind_is_wrong_there_and_missed_here() -> None:
    outcomes = score_entities(labelled({"place": ["Jena"]}), found(("organisation", "Jena")))
    assert outcomes["organisation"].tally == Tally(wrong=1)
    assert outcomes["place"].tally == Tally(missed=1)


def test_optional_names_and_the_feed_itself_are_neither_right_nor_wrong() -> None:
    one = labelled({"organisation": ["?Red Cross"]})
    answer = found(("organisation", "Red Cross"), ("organisation", "The Feed"))
    assert score_entities(one, answer)["organisation"].tally == Tally()


def test_a_surname_alone_neither_finds_the_person_nor_is_wrong() -> None:
    outcome = score_entities(labelled({"creator": ["Ada Byron"]}), found(("creator", "Byron")))["creator"]
    assert (outcome.tally, outcome.missed) == (Tally(missed=1), ["Ada Byron"])


def test_a_category_is_a_topic_but_no_phrase_that_was_found() -> None:
    one = labelled({"topic": ["bronze|bell founding"]}, categories=["craft", "Jena"])
    outcomes = score_entities(
        one, found(("topic", "craft"), ("topic", "bell founding"), ("topic", "the year"))
    )
    assert outcomes["topic"].tally == Tally(right=2, wrong=1, missed=1)
    assert outcomes[PHRASE].tally == Tally(right=1, wrong=1)


def test_a_category_that_names_an_entity_need_not_be_a_topic() -> None:
    one = labelled({"place": ["Jena"]}, categories=["Jena"])
    assert score_entities(one, found(("topic", "Jena")))["topic"].tally == Tally()
    assert score_entities(one, found(("place", "Jena")))["topic"].tally == Tally()


def test_equal_facts_are_right_however_they_are_written() -> None:
    outcomes = score_opportunities(labelled({}, JOB), found(opportunities=[FOUND_JOB]))
    assert {name: outcome.tally for name, outcome in outcomes.items()} == {
        name: Tally() if name == "remote" else Tally(right=1) for name in outcomes
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "grant"),
        ("deadline", "2024-03-16T17:00"),
        ("amount_max", 55000),
        ("currency", "USD"),
        ("place", "Gera"),
        ("url", "https://tin.example/other"),
        ("organisation", "Copper"),
        ("title", "About us"),
        ("deadline_tz", "UTC"),
    ],
)
def test_another_value_is_wrong_and_leaves_the_right_one_missed(name: str, value: Any) -> None:
    outcomes = score_opportunities(labelled({}, JOB), found(opportunities=[{**FOUND_JOB, name: value}]))
    assert outcomes[name.removesuffix("_max")].tally == Tally(wrong=1, missed=1)
    assert outcomes["detection"].tally == Tally(right=1)


def test_facts_that_the_item_does_not_state_are_wrong() -> None:
    label = {"kind": "grant", "title": ["Small grants"], "amount": "*"}
    grant = {"kind": "grant", "title": "Small grants", "amount_min": 5, "currency": "EUR", "remote": True}
    outcomes = score_opportunities(labelled({}, label), found(opportunities=[grant]))
    assert outcomes["amount"].tally == Tally()
    assert outcomes["currency"].tally == outcomes["remote"].tally == Tally(wrong=1)


def test_the_end_of_the_day_says_no_more_than_the_day() -> None:
    label, day = {**JOB, "deadline": "2024-03-15"}, {**FOUND_JOB, "deadline": "2024-03-15T23:59:59"}
    outcomes = score_opportunities(labelled({}, label), found(opportunities=[day]))
    assert (outcomes["deadline"].tally, outcomes["deadline_time"].tally) == (Tally(right=1), Tally())


def test_a_missed_and_an_invented_opportunity_count_with_their_facts() -> None:
    missed = score_opportunities(labelled({}, JOB), found())
    assert missed["detection"].tally == missed["deadline"].tally == Tally(missed=1)
    invented = score_opportunities(labelled({}), found(opportunities=[FOUND_JOB]))
    assert invented["detection"].tally == invented["url"].tally == Tally(wrong=1)


def test_an_optional_opportunity_may_be_found_or_not() -> None:
    one = labelled({}, {**JOB, "optional": True})
    for answer in (found(), found(opportunities=[FOUND_JOB])):
        assert {outcome.tally.right for outcome in score_opportunities(one, answer).values()} == {0}
        assert all(outcome.tally == Tally() for outcome in score_opportunities(one, answer).values())


def test_several_opportunities_pair_with_what_agrees_most() -> None:
    grant: dict[str, Any] = {"kind": "grant", "title": ["Bell fund"], "deadline": "2024-05-01"}
    finds = [{"kind": "grant", "title": "Bell fund", "deadline": "2024-05-01"}, FOUND_JOB]
    outcomes = score_opportunities(labelled({}, JOB, grant), found(opportunities=finds))
    assert (outcomes["detection"].tally, outcomes["deadline"].tally) == (Tally(right=2), Tally(right=2))


def test_anywhere_on_earth_is_twelve_hours_behind() -> None:
    label = {"kind": "job", "title": ["Bell founder"], "deadline": "2024-05-31", "tz": ["AoE"]}
    for zone, tally in (("-12:00", Tally(right=1)), ("Mars/Base", Tally(0, 1, 1)), ("", Tally(missed=1))):
        answer = found(opportunities=[{**FOUND_JOB, "deadline_tz": zone}])
        assert score_opportunities(labelled({}, label), answer)["deadline_tz"].tally == tally


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Thalheim Möbel AG", "THALHEIM MOBEL", "organisation"),
        ("Marelli Costruzioni S.r.l.", "Marelli Costruzioni", "organisation"),
        ("The Netherlands", "Netherlands", "place"),
        ("Prof. Dr. Silke Ahrendt", "Silke Ahrendt", "creator"),
        ("N.J.", "NJ", "place"),
        ("Angie’s List", "Angie's List", "organisation"),
    ],
)
def test_names_that_are_the_same(one: str, other: str, kind: str) -> None:
    assert key(one, kind) == key(other, kind)


def test_titles_agree_by_most_of_their_words() -> None:
    assert alike("Night Manager", "Night manager (part time)")
    assert not alike("Night Manager", "Head of marketing")


def test_scores_follow_from_the_counts() -> None:
    tally = Tally(right=6, wrong=2, missed=6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, 0.6)
    assert Tally().f1 == 1


def test_the_ratchet_only_goes_up_and_tells_what_fell() -> None:
    best = {"own dev": {"place": 0.9, "topic": 0.5, "creator": 1.0}}
    now = {"place": Tally(500, 60, 60), "topic": Tally(500, 500, 505), "creator": Tally(9, 1, 1)}
    assert ratchet.fallen(best, {"own dev": now}) == []
    now |= {"place": Tally(500, 70, 70), "creator": Tally(8, 2, 2)}
    assert ratchet.fallen(best, {"own dev": now}) == [
        "own dev, creator: 0.800 is below 1.000",
        "own dev, place: 0.877 is below 0.900",
    ]
    assert ratchet.raised(best, {"own dev": {"place": 0.8, "topic": 0.6}, "feeds dev": {"place": 0.1}}) == {
        "own dev": {"place": 0.9, "topic": 0.6, "creator": 1.0},
        "feeds dev": {"place": 0.1},
    }
