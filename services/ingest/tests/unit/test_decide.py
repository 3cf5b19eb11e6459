"""What a document changes: identity, revisions, flapping guids."""

import random
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.domain.decide import Decision, Known, decide
from tributary_ingest.domain.document import Enclosure, Entry, Person
from tributary_ingest.domain.feed import BY_GUID, BY_LINK
from tributary_ingest.domain.item import MAX_CONTENT, MAX_TITLE, cut_html, fit, stamp


class Shelf:
    """What a feed's store would know after each document."""

    def __init__(self, identity: str = BY_GUID, max_new: int = 1000) -> None:
        self.items: dict[str, Known] = {}
        self.entries: dict[str, Entry] = {}
        self.identity = identity
        self.max_new = max_new

    def take(self, *entries: Entry) -> Decision:
        stamped = [stamp(entry) for entry in entries]
        decision = decide(stamped, self.items.values(), identity=self.identity, max_new=self.max_new)
        for entry in decision.new:
            item_id = f"item{len(self.items)}"
            self._put(Known(item_id, 1, entry.guid_key, entry.link_key, entry.content_hash), entry.entry)
        for known, entry in decision.revised:
            self._put(
                Known(known.id, known.revision + 1, entry.guid_key, entry.link_key, entry.content_hash),
                entry.entry,
            )
        for known, entry in decision.rekeyed:
            self._put(replace(known, guid_key=entry.guid_key), entry.entry)
        return decision

    def _put(self, known: Known, entry: Entry) -> None:
        self.items[known.id] = known
        self.entries[known.id] = entry


def nothing(decision: Decision) -> bool:
    return not (decision.new or decision.revised or decision.rekeyed or decision.left_out)


def post(number: int, **more: object) -> Entry:
    made = Entry(
        guid=f"g{number}", link=f"https://a/{number}", title=f"T{number}", content=f"<p>{number}</p>"
    )
    return replace(made, **more)  # type: ignore[arg-type]


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
few = st.sampled_from(["", "a", "b", "c", "d"])
entries = st.builds(
    Entry,
    guid=few,
    link=few.map(lambda path: path and f"https://x/{path}"),
    title=texts,
    content=texts,
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    categories=st.lists(texts, max_size=3),
    authors=st.lists(st.builds(Person, name=texts), max_size=2),
)
documents = st.lists(entries, max_size=8)


@given(documents, st.sampled_from([BY_GUID, BY_LINK]), st.randoms())
def test_the_same_document_again_and_reordered_changes_nothing(
    document: list[Entry], identity: str, chance: random.Random
) -> None:
    shelf = Shelf(identity)
    shelf.take(*document)
    assert nothing(shelf.take(*document))
    shuffled = chance.sample(document, len(document))
    assert nothing(shelf.take(*shuffled))


@given(documents)
def test_white_space_changes_nothing(document: list[Entry]) -> None:
    shelf = Shelf()
    shelf.take(*document)
    spaced = [
        replace(e, title=f" {e.title}\n", content=e.content.replace(" ", " \t ") + "\n") for e in document
    ]
    assert nothing(shelf.take(*spaced))


@given(st.lists(documents, max_size=4), st.sampled_from([BY_GUID, BY_LINK]))
def test_an_item_is_claimed_by_one_entry_and_revisions_count_up(
    history: list[list[Entry]], identity: str
) -> None:
    shelf = Shelf(identity)
    for document in history:
        before = dict(shelf.items)
        decision = shelf.take(*document)
        claimed = [known.id for known, _ in decision.revised + decision.rekeyed]
        assert len(claimed) == len(set(claimed))
        for known, entry in decision.revised:
            assert shelf.items[known.id].revision == before[known.id].revision + 1
            assert entry.content_hash != before[known.id].content_hash
        assert len(decision.new) + len(claimed) <= len(document)


@given(st.lists(st.integers(0, 50), unique=True, min_size=1), st.integers(1, 10))
def test_every_distinct_entry_is_stored_once_whatever_the_cap(numbers: list[int], max_new: int) -> None:
    shelf = Shelf(max_new=max_new)
    document = [post(number) for number in numbers]
    for _ in range(len(document) // max_new + 1):
        shelf.take(*document)
    assert len(shelf.items) == len(document)
    assert nothing(shelf.take(*document))


def test_an_edited_entry_is_a_revision() -> None:
    shelf = Shelf()
    shelf.take(post(1), post(2))
    decision = shelf.take(post(1, title="Edited"), post(2))
    assert not decision.new
    assert [known.id for known, _ in decision.revised] == ["item0"]


def test_only_updated_changed_is_no_edit() -> None:
    shelf = Shelf()
    shelf.take(post(1, updated=datetime(2026, 1, 1, tzinfo=UTC)))
    assert nothing(shelf.take(post(1, updated=datetime(2026, 2, 1, tzinfo=UTC))))


def test_what_counts_as_an_edit() -> None:
    base = post(1, categories=["a", "b"], enclosures=[Enclosure("https://a/1.mp3", "audio/mpeg", 5)])
    same = [
        replace(base, categories=["b", "a"]),
        replace(base, enclosures=[Enclosure("https://a/1.mp3", "audio/mpeg", 6)]),
        replace(base, language="de"),
    ]
    other = [
        replace(base, categories=["a"]),
        replace(base, summary="s"),
        replace(base, authors=[Person("Ada")]),
        replace(base, published=datetime(2026, 1, 1, tzinfo=UTC)),
        replace(base, enclosures=[]),
    ]
    assert {stamp(each).content_hash for each in same} == {stamp(base).content_hash}
    assert stamp(base).content_hash not in {stamp(each).content_hash for each in other}
    assert len({stamp(each).content_hash for each in other}) == len(other)


def test_old_dates_are_no_reason_to_drop_an_item() -> None:
    shelf = Shelf()
    shelf.take(post(1, published=datetime(2026, 1, 1, tzinfo=UTC)))
    assert len(shelf.take(post(2, published=datetime(1970, 1, 1, tzinfo=UTC))).new) == 1


def test_without_a_guid_the_link_identifies() -> None:
    shelf = Shelf()
    shelf.take(post(1, guid=""))
    decision = shelf.take(post(1, guid="", title="Edited"))
    assert len(decision.revised) == 1


def test_without_guid_and_link_the_content_identifies() -> None:
    shelf = Shelf()
    document = [Entry(title="A", content="1"), Entry(title="A", content="2"), Entry(title="A", content="1")]
    assert len(shelf.take(*document).new) == 2
    assert nothing(shelf.take(*document))


def test_entries_that_share_a_link_are_all_kept() -> None:
    """Feeds that link every entry to the home page."""
    shelf = Shelf()
    document = [Entry(link="https://a/", title=str(number)) for number in range(3)]
    assert len(shelf.take(*document).new) == 3
    assert nothing(shelf.take(*document))
    assert len(shelf.take(Entry(link="https://a/", title="3"), *document[:2]).new) == 1
    assert nothing(shelf.take(document[1]))
    assert len(shelf.take(Entry(link="https://a/", title="4")).new) == 1


def test_one_guid_for_different_links_is_no_guid() -> None:
    shelf = Shelf()
    document = [post(1, guid="same"), post(2, guid="same")]
    assert len(shelf.take(*document).new) == 2
    assert nothing(shelf.take(*document))
    assert nothing(shelf.take(document[1]))


def test_versions_of_one_entry_in_a_document_are_one_item() -> None:
    old = post(1, title="Old", updated=datetime(2026, 1, 1, tzinfo=UTC))
    new = post(1, title="New", updated=datetime(2026, 1, 2, tzinfo=UTC))
    for document in ([old, new], [new, old]):
        decision = Shelf().take(*document)
        assert [entry.entry.title for entry in decision.new] == ["New"]


def test_an_entry_repeated_in_a_document_is_one_item() -> None:
    decision = Shelf().take(post(1), post(1), post(2))
    assert len(decision.new) == 2


def test_a_new_guid_for_a_known_content_is_the_same_item() -> None:
    shelf = Shelf()
    shelf.take(post(1), post(2))
    decision = shelf.take(post(1, guid="other"), post(2))
    assert not decision.new
    assert not decision.revised
    assert [known.id for known, _ in decision.rekeyed] == ["item0"]
    assert len(shelf.take(post(1, guid="other", title="Edited"), post(2)).revised) == 1


def test_equal_contents_under_two_guids_are_two_items() -> None:
    shelf = Shelf()
    document = [post(1, link="", guid="a"), post(1, link="", guid="b")]
    assert len(shelf.take(*document).new) == 2
    assert nothing(shelf.take(*document))


def test_a_bare_title_is_not_enough_to_know_an_entry_again() -> None:
    shelf = Shelf()
    shelf.take(Entry(guid="monday", title="Daily digest"))
    assert len(shelf.take(Entry(guid="tuesday", title="Daily digest")).new) == 1


def test_flapping_guids_with_the_same_texts_make_nothing_new() -> None:
    shelf = Shelf()
    shelf.take(*(post(n) for n in range(5)))
    for turn in range(3):
        decision = shelf.take(*(post(n, guid=f"{turn}-{n}") for n in range(5)))
        assert decision.flapping
        assert not decision.new
        assert not decision.revised


def test_flapping_guids_with_changing_texts_are_revisions() -> None:
    shelf = Shelf()
    shelf.take(*(post(n) for n in range(5)))
    decision = shelf.take(*(post(n, guid=f"x{n}", title=f"Now {n}") for n in range(5)))
    assert decision.flapping
    assert not decision.new
    assert len(decision.revised) == 5


def test_identified_by_link_guids_may_change_at_will() -> None:
    shelf = Shelf(BY_LINK)
    shelf.take(*(post(n) for n in range(5)))
    assert nothing(shelf.take(*(post(n, guid=f"y{n}") for n in range(5))))
    assert len(shelf.take(post(0, guid="z", title="Edited")).revised) == 1


def test_a_few_new_entries_at_known_links_are_new_items() -> None:
    """A change log links each entry to the page that changed."""
    shelf = Shelf()
    shelf.take(*(post(n) for n in range(5)))
    decision = shelf.take(post(9, link="https://a/0"), post(1), post(2))
    assert not decision.flapping
    assert len(decision.new) == 1


def test_the_cap_keeps_the_first_and_counts_the_rest() -> None:
    shelf = Shelf(max_new=3)
    document = [post(number) for number in range(8)]
    decision = shelf.take(*document)
    assert [entry.entry.guid for entry in decision.new] == ["g0", "g1", "g2"]
    assert decision.left_out == 5


def test_what_is_too_long_is_cut() -> None:
    long = Entry(
        guid="g" * 9999,
        link="https://a/" + "x" * 9999,
        title="t" * 9999,
        content="<p>&amp;</p>" * 100_000,
        categories=["c" * 9999, "kept"],
        authors=[Person("Ada")] * 999,
    )
    cut = fit(long)
    assert len(cut.title) == MAX_TITLE
    assert cut.link == ""
    assert len(cut.content) <= MAX_CONTENT
    assert cut.categories == ["kept"]
    assert len(cut.authors) == 500
    assert fit(cut) is cut


@given(st.lists(st.sampled_from(["<p>", "</p>", '<a href="x">', "&amp;", "word "])), st.integers(0, 60))
def test_cut_html_ends_outside_of_tags(pieces: list[str], limit: int) -> None:
    html = "".join(pieces)
    cut = cut_html(html, limit)
    assert len(cut) <= limit or cut == html
    assert html.startswith(cut)
    if cut != html:
        assert cut.rfind("<") <= cut.rfind(">")
        assert cut.count("&") == cut.count(";")
