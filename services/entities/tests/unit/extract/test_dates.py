"""Dates are found in every language and form, at their characters."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_entities.domain.extract.opportunities.dates import find_dates
from tributary_entities.domain.extract.opportunities.moments import DAY, FIRST, LAST, Moment, Reading
from tributary_entities.domain.extract.opportunities.words import plain, split

TODAY = date(2024, 2, 14)
"""A Wednesday."""

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
FORMS = {
    "en": (
        "{d} {m} {y}",
        "{d} {m}, {y}",
        "{m} {d}, {y}",
        "{m} {d} {y}",
        "{o} of {m} {y}",
        "{m} {o}, {y}",
        "the {o} of {m}, {y}",
        "{d}-{m}-{y}",
        "{d}-{a}-{y}",
        "{a} {d}, {y}",
        "{a}. {d}, {y}",
        "{y} {m} {d}",
    ),
    "de": ("{d}. {m} {y}", "{d}.{n}.{y}", "{d}. {n}. {y}", "{d:02}.{n:02}.{y}", "{d:02}. {m} {y}"),
    "fr": ("{d} {m} {y}", "{d:02}/{n:02}/{y}", "{d}er {m} {y}"),
    "es": ("{d} de {m} de {y}", "{d} de {m} del {y}", "{d}/{n}/{y}", "{d} {m} {y}"),
    "it": ("{d} {m} {y}", "{d}° {m} {y}", "{d:02}/{n:02}/{y}", "{d}.{n}.{y}"),
    "pt": ("{d} de {m} de {y}", "{d}º de {m} de {y}", "{d:02}/{n:02}/{y}", "{d:02}-{n:02}-{y}"),
}
EVERYWHERE = ("{y}-{n:02}-{d:02}", "{y}/{n:02}/{d:02}", "{y}.{n:02}.{d:02}")
BEFORE = {
    "en": "by ",
    "de": "bis zum ",
    "fr": "avant le ",
    "es": "hasta el ",
    "it": "entro il ",
    "pt": "até ",
}


def found(text: str, lang: str = "", today: date | None = TODAY) -> list[Moment]:
    return find_dates(text, split(plain(text)), Reading(today, False, lang))


def written(day: date, lang: str, form: str) -> str:
    name = MONTHS[lang].split()[day.month - 1]
    suffix = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    parts = {"d": day.day, "n": day.month, "y": day.year, "m": name, "a": name[:3], "o": f"{day.day}{suffix}"}
    return form.format(**parts)


@st.composite
def dated(draw: st.DrawFn) -> tuple[str, str, str, date]:
    """A language, the words before a date, the date as written, and the date."""
    lang = draw(st.sampled_from(sorted(FORMS)))
    day = draw(st.dates(date(2001, 1, 1), date(2089, 12, 31)))
    return lang, BEFORE[lang], written(day, lang, draw(st.sampled_from((*FORMS[lang], *EVERYWHERE)))), day


@given(dated(), st.sampled_from((".", ",", " ", "!", ")", "\n", "")))
def test_every_written_date_is_found_again_at_its_characters(case: tuple[str, str, str, date], after: str):
    lang, before, words, day = case
    text = f"{before}{words}{after}"
    (moment,) = found(text, lang)
    assert moment.at == day
    assert text[moment.start : moment.end].strip(" .").endswith(words.removeprefix("the ").strip("."))


@given(st.dates(date(2024, 2, 14), date(2025, 1, 30)), st.sampled_from(sorted(MONTHS)))
def test_a_day_without_a_year_is_the_next_one(day: date, lang: str):
    form = {"en": "{d} {m}", "de": "{d}. {m}", "es": "{d} de {m}", "pt": "{d} de {m}"}.get(lang, "{d} {m}")
    (moment,) = found(BEFORE[lang] + written(day, lang, form) + ".", lang)
    assert moment.at == day


@given(st.text(max_size=200))
def test_plain_keeps_every_position(text: str):
    assert len(plain(text)) == len(text)


@given(st.text(alphabet="0123456789./-: maiMärzdec", max_size=60))
def test_no_text_breaks_the_dates(text: str):
    for moment in found(text):
        assert 0 <= moment.start < moment.end <= len(text)


TIMES = [
    ("March 1, 2024 23:59 AoE", "23:59", "AoE"),
    ("1 March 2024 (anywhere on Earth)", None, "AoE"),
    ("15. März 2024, 12:00 Uhr MEZ", "12:00", "CET"),
    ("1er avril 2024 à 17h00 (heure de Paris)", "17:00", "Europe/Paris"),
    ("3 de mayo de 2024 a las 14:00 (hora de Madrid)", "14:00", "Europe/Madrid"),
    ("5 giugno 2024 ore 12.00", "12:00", ""),
    ("ore 12 del 20 marzo 2024", "12:00", ""),
    ("30 de setembro de 2024 às 18h00 (horário de Brasília)", "18:00", "America/Sao_Paulo"),
    ("2024-03-01T23:59:00Z", "23:59", "UTC"),
    ("5pm ET on Friday 1 March", "17:00", "America/New_York"),
    ("23:59 (AoE) on March 1", "23:59", "AoE"),
    ("Jan. 9th, 2023, 5:00 p.m. Eastern Time", "17:00", "America/New_York"),
    ("8 January 2023 at 23:59 UTC+01:00", "23:59", "+01:00"),
    ("27/09/2024 12:00 (Europe/Dublin)", "12:00", "Europe/Dublin"),
    ("12 avril 2024 à minuit", "23:59", ""),
    ("noon on 1 March 2024", "12:00", ""),
    ("9 April 2024, 12 noon", "12:00", ""),
    ("1. März 2024 (24:00 Uhr)", "23:59", ""),
    ("1 March 2024. 10.000 EUR", None, ""),
    ("1 March 2024, 10 people", None, ""),
]


@pytest.mark.parametrize(("text", "clock", "zone"), TIMES)
def test_times_and_zones_beside_a_date(text: str, clock: str | None, zone: str):
    (moment,) = found(text)
    assert moment.clock == (time.fromisoformat(clock) if clock else None)
    assert moment.zone == zone


RELATIVE = [
    ("tomorrow", "2024-02-15"),
    ("in two weeks", "2024-02-28"),
    ("within 10 days", "2024-02-24"),
    ("next Friday", "2024-02-16"),
    ("this Sunday", "2024-02-18"),
    ("by end of March", "2024-03-31"),
    ("by the end of the month", "2024-02-29"),
    ("mid-March", "2024-03-15"),
    ("2 days left", "2024-02-16"),
    ("Ende des Monats", "2024-02-29"),
    ("Ende März", "2024-03-31"),
    ("in drei Wochen", "2024-03-06"),
    ("noch 3 Tage", "2024-02-17"),
    ("dans quinze jours", "2024-02-29"),
    ("vendredi prochain", "2024-02-16"),
    ("fin mars", "2024-03-31"),
    ("en dos semanas", "2024-02-28"),
    ("el próximo viernes", "2024-02-16"),
    ("a finales de marzo", "2024-03-31"),
    ("tra due settimane", "2024-02-28"),
    ("fine marzo", "2024-03-31"),
    ("em duas semanas", "2024-02-28"),
    ("final de março", "2024-03-31"),
    ("próxima sexta-feira", "2024-02-16"),
]


@pytest.mark.parametrize(("text", "day"), RELATIVE)
def test_relative_dates_start_from_the_items_date(text: str, day: str):
    (moment,) = found(text)
    assert moment.at.isoformat() == day
    assert found(text, today=None) == []


RANGES = [
    ("12–14 May 2024", "2024-05-12", "2024-05-14"),
    ("May 12-14, 2024", "2024-05-12", "2024-05-14"),
    ("28 Feb – 2 Mar 2024", "2024-02-28", "2024-03-02"),
    ("between 1 March and 5 April 2024", "2024-03-01", "2024-04-05"),
    ("30 December to 2 January 2025", "2024-12-30", "2025-01-02"),
    ("12.-14.05.2024", "2024-05-12", "2024-05-14"),
    ("vom 3. bis 5. Mai 2024", "2024-05-03", "2024-05-05"),
    ("du 3 au 5 mai 2024", "2024-05-03", "2024-05-05"),
    ("del 3 al 5 de mayo de 2024", "2024-05-03", "2024-05-05"),
    ("dal 3 al 5 maggio 2024", "2024-05-03", "2024-05-05"),
    ("de 3 a 5 de maio de 2024", "2024-05-03", "2024-05-05"),
]


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_ranges_have_two_ends(text: str, first: str, last: str):
    one, other = found(text)
    assert (one.role, other.role) == (FIRST, LAST)
    assert (one.at.isoformat(), other.at.isoformat()) == (first, last)


NO_DATES = [
    "You may 10 set 5 out of 3 march 3",
    "version 10.1.15.2 and 192.168.1.12",
    "https://a.example/2024/03/01/x",
    "01.23.45.67.89",
    "$3.12 and 10.000 EUR",
    "May I ask about Mars and the mai tai?",
    "31 February 2024",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date(text: str):
    assert [moment for moment in found(text) if not moment.weak] == []


@pytest.mark.parametrize(
    ("month_first", "day"), [(True, date(2024, 3, 4)), (False, date(2024, 4, 3))], ids=["american", "other"]
)
def test_3_4_is_read_as_the_text_reads_it(month_first: bool, day: date):
    (moment,) = find_dates("3/4/2024", split("3/4/2024"), Reading(TODAY, month_first, "en"))
    assert (moment.at, moment.role) == (day, DAY)


def test_a_day_without_a_year_comes_before_the_latest_date_of_the_text():
    text = "Deadline 5 January. The programme starts on 1 April 2024."
    assert [str(moment.at) for moment in found(text)] == ["2024-01-05", "2024-04-01"]


def test_without_a_date_of_the_item_a_year_is_taken_from_the_text():
    text = "Deadline 5 May. The conference is on 1 September 2023."
    assert [str(moment.at) for moment in found(text, today=None)] == ["2023-05-05", "2023-09-01"]
    assert found("Deadline 5 May.", today=None) == []


def test_small_words_are_no_zones():
    (moment,) = found("La date limite du 12 mai 2024 est proche", "fr")
    assert moment.zone == ""
    (moment,) = found("le 12 mai 2024 et après", "fr")
    assert moment.zone == ""
    (moment,) = found("12 May 2024 at 5 pm EST")
    assert moment.zone == "America/New_York"


OF_MONTH = [
    ("by the 28th of this month", "2024-02-28"),
    ("by the 3rd of next month", "2024-03-03"),
    ("bis zum 28. des Monats", "2024-02-28"),
    ("avant le 28 du mois", "2024-02-28"),
    ("by the 20th.", "2024-02-20"),
    ("by the 3rd, please", "2024-03-03"),
    ("September the 13th", "2024-09-13"),
    ("in vierzehn Tagen", "2024-02-28"),
    ("in a fortnight", "2024-02-28"),
    ("bis Freitagabend", "2024-02-16"),
]


@pytest.mark.parametrize(("text", "day"), OF_MONTH)
def test_days_of_this_month(text: str, day: str):
    (moment,) = found(text)
    assert moment.at.isoformat() == day


SLASHED = [("11/10/2024", "2024-10-20", "2024-11-10"), ("11/10/2024", "2024-09-20", "2024-10-11")]


@pytest.mark.parametrize(("text", "today", "day"), SLASHED)
def test_of_two_readings_one_that_lies_ahead_counts(text: str, today: str, day: str):
    (moment,) = found(text, today=date.fromisoformat(today))
    assert moment.at.isoformat() == day


def test_a_time_belongs_to_the_date_that_it_leads_to():
    one, other = found("aberto de 4 de novembro até às 17h00 do dia 6 de dezembro de 2024")
    assert (one.clock, other.clock) == (None, time(17, 0))
    (moment,) = found("noon, Fri 29 Nov 2024")
    assert moment.clock == time(12, 0)
