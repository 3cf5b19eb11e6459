"""What a feed's document changes: new items, new revisions, or nothing. Pure.

An item is known again by its guid, else by its link, else by its content. A guid or a link counts only while
it is telling: one that several entries of the document or several known items share identifies none of them.
An entry whose guid is new but whose content is that of a known item that the document no longer names is the
same item. A feed that gives many known links new guids changes its guids at will ("flapping"): those
entries are identified by link at once, and after two such documents in a row the whole feed is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tributary_ingest.domain.feed import BY_LINK
from tributary_ingest.domain.item import Stamped

FLAPS_AT_LEAST = 3
FLAPS_IN_A_ROW = 2

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a stored item: keys as in Stamped, of its newest revision."""

    id: str
    revision: int
    guid_key: bytes
    link_key: bytes
    content_hash: bytes


@dataclass(slots=True)
class Decision:
    """What to store. `revised` and `rekeyed` pair a known item with the entry that now speaks for it.

    `rekeyed` items say the same as before under a new guid. `left_out` counts new entries beyond the cap:
    they are still unknown and come with the next fetch. `flapping` is whether this document gave many known
    items new guids.
    """

    new: list[Stamped] = field(default_factory=list)
    revised: list[tuple[Known, Stamped]] = field(default_factory=list)
    rekeyed: list[tuple[Known, Stamped]] = field(default_factory=list)
    left_out: int = 0
    flapping: bool = False


def decide(entries: Sequence[Stamped], known: Iterable[Known], *, identity: str, max_new: int) -> Decision:
    """What the entries of one document change.

    `known` are the feed's items that share a guid, link or content key with any of the entries; others may be
    among them. `new` comes in the order of the document, cut after `max_new`.
    """
    entries = list(_distinct(entries))
    match = _Match(entries, known, by_link=identity == BY_LINK)
    return _weigh(entries, match, max_new, keep_guids=identity != BY_LINK)


def _weigh(entries: list[Stamped], match: "_Match", max_new: int, *, keep_guids: bool) -> Decision:
    decision = Decision(flapping=match.flapping)
    for index, entry in enumerate(entries):
        item = match.found.get(index)
        if item is None:
            decision.new.append(entry)
        elif item.content_hash != entry.content_hash:
            decision.revised.append((item, entry))
        elif keep_guids and entry.guid_key and item.guid_key != entry.guid_key:
            decision.rekeyed.append((item, entry))
    decision.left_out = max(0, len(decision.new) - max_new)
    del decision.new[max_new:]
    return decision


def _distinct(entries: Sequence[Stamped]) -> Iterator[Stamped]:
    """The entries without repetitions.

    Entries with one guid are one, whose newest version counts, unless they link to different places: then the
    guid is no guid. Entries without a guid are one when they say the same.
    """
    links: dict[bytes, set[bytes]] = {}
    best: dict[bytes, Stamped] = {}
    for entry in entries:
        if entry.guid_key:
            links.setdefault(entry.guid_key, set()).add(entry.link_key)
            best[entry.guid_key] = max(best.get(entry.guid_key, entry), entry, key=_age)
    seen: set[bytes] = set()
    for entry in entries:
        honest = entry.guid_key and len(links[entry.guid_key] - {b""}) <= 1
        same = entry.guid_key if honest else entry.guid_key + entry.link_key + entry.content_hash
        if same not in seen:
            seen.add(same)
            yield best[entry.guid_key] if honest else entry


def _age(version: Stamped) -> tuple[datetime, bool, bytes]:
    """Sorts versions of an entry by age; without dates by something that no order of entries changes."""
    entry = version.entry
    return entry.updated or entry.published or _NEVER, bool(version.link_key), version.content_hash


class _Match:
    """Which entry speaks for which known item; `found` goes by the entry's place in the document.

    Each item is claimed at most once, by the strongest key first: identity, then content, then the link of
    entries whose guid flapped.
    """

    def __init__(self, entries: list[Stamped], known: Iterable[Known], *, by_link: bool) -> None:
        self.found: dict[int, Known] = {}
        self.flapping = False
        self._entries = entries
        self._known = list(known)
        self._claimed: set[str] = set()
        if self._known:
            self._guids = _Telling((e.guid_key for e in entries), ((k.guid_key, k) for k in self._known))
            self._links = _Telling((e.link_key for e in entries), ((k.link_key, k) for k in self._known))
            self._by_identity(by_link=by_link)
            flapped = self._by_content()
            if not by_link:
                self._by_flapped_link(flapped)

    def _by_identity(self, *, by_link: bool) -> None:
        for index, entry in enumerate(self._entries):
            guid, link = (self._guids, entry.guid_key), (self._links, entry.link_key)
            for index_of, key in (link, guid) if by_link else (guid, link):
                if index_of.tells(key):
                    self._claim(index, index_of.item(key))
                    break

    def _by_content(self) -> int:
        """Claims by content; returns how many of these entries have a guid that is new."""
        same: dict[bytes, list[Known]] = {}
        for each in self._known:
            same.setdefault(each.content_hash, []).append(each)
        flapped = 0
        for index, entry in self._unfound():
            if entry.telling or not self._guids.tells(entry.guid_key):
                free = [k for k in same.get(entry.content_hash, ()) if k.id not in self._claimed]
                item = min(free, key=lambda k: k.guid_key != entry.guid_key, default=None)
                self._claim(index, item)
                flapped += bool(item and self._guids.tells(entry.guid_key))
        return flapped

    def _by_flapped_link(self, flapped: int) -> None:
        moved = [
            (index, item)
            for index, entry in self._unfound()
            if self._guids.tells(entry.guid_key)
            and self._links.tells(entry.link_key)
            and (item := self._links.item(entry.link_key))
            and item.id not in self._claimed
        ]
        count = flapped + len(moved)
        self.flapping = count >= FLAPS_AT_LEAST and 2 * count >= len(self._entries)
        if self.flapping:
            for index, item in moved:
                self._claim(index, item)

    def _unfound(self) -> list[tuple[int, Stamped]]:
        return [(index, entry) for index, entry in enumerate(self._entries) if index not in self.found]

    def _claim(self, index: int, item: Known | None) -> None:
        if item is not None and item.id not in self._claimed:
            self.found[index] = item
            self._claimed.add(item.id)


class _Telling:
    """Looks items up by one kind of key, and knows which keys are shared and so tell nothing."""

    def __init__(self, mine: Iterable[bytes], known: Iterable[tuple[bytes, Known]]) -> None:
        self._mine = Counter(mine)
        self._known: dict[bytes, list[Known]] = {}
        for key, each in known:
            self._known.setdefault(key, []).append(each)

    def tells(self, key: bytes) -> bool:
        return bool(key) and self._mine[key] == 1 and len(self._known.get(key, ())) <= 1

    def item(self, key: bytes) -> Known | None:
        return next(iter(self._known.get(key, ())), None)
