"""Finds how the things of a document are related, each with the words that say so."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.document import AUTHOR, FEED, TEXT, TITLE
from tributary_entities.domain.extract.findings import (
    OPPORTUNITY,
    PLACE,
    Found,
    Named,
    Opportunity,
    Relation,
    Span,
)
from tributary_entities.domain.extract.lexicon import COUNTRY, REGION, ROLE, lexicon
from tributary_entities.domain.relationship import ABOUT, PUBLISHED, WROTE

WORKS_FOR, LOCATED_IN, FOUNDED, ACQUIRED = "works_for", "located_in", "founded", "acquired"
PART_OF, OFFERS, MENTIONS = "part_of", "offers", "mentions"

WIDEST = 90
"""Characters between two names that one phrase relates."""

MOST_MENTIONED = 10
MOST_CROSSED = 5
"""Things that an item's author or publisher mentions; authors and topics that are related each with each."""

_OF = r"(?:of|at|for|from|with|bei|von|der|des|de|du|d['’]|della|dell['’]|del|di|da|do|chez|en|la|l['’])"
_ROLE_AT = re.compile(
    rf"(?:,| \(|,? (?:is|was|as|serves as|works as|ist|est|es|è)) (?:[\w'’-]+,? ){{0,5}}?([\w-]+)"
    rf"(?: (?:and|und|et|y|e) [\w-]+)?(?: (?:{_OF}|the)){{1,2}} ?$"
)
_WORKS_AT = re.compile(
    r" (?:works?|worked|working|teaches|taught|is|was)(?: now)? (?:at|for|with) (?:the )?$| \($|"
    r",? (?:from|of) (?:the )?$| (?:joins?|joined|to join|"
    r"arbeitet bei|wechselt zu|travaille (?:chez|à)|trabaja en|"
    r"lavora (?:in|a|per)) (?:the )?$"
)
_ROLE_BEFORE = re.compile(r"(?:['’]s)? (?:[\w-]+ ){0,3}?([\w-]+)(?: and [\w-]+)?,? (?:(?:Dr|Prof|Sir)\.? )?$")
_FOUNDED_BY = re.compile(
    r",? (?:which )?(?:was |is )?(?:co-?)?(?:founded|started|gegründet|fondée?|fundada|fondata) "
    r"(?:in \d{4} )?(?:by|von|par|por|da) $"
)
_FOUNDED = re.compile(
    r",? (?:who )?(?:has |had )?(?:co-?)?(?:founded|founds|gründete|a fondé|fundó|ha fondato|fundou) "
    r"(?:the )?$"
)
_ACQUIRES = re.compile(
    r",? (?:which )?(?:has |had |will |is |plans |agreed |agrees |wants )?(?:to )?"
    r"(?:acquir(?:es?|ed|ing)|buys?|bought|buying|takes? over|took over|übernimmt|übernahm|kauft|rachète|"
    r"a racheté|compra|compró|acquista|ha acquisito|comprou|adquiriu)"
    r"(?: (?:the|a|an|rival|startup|start-up|company|firm|"
    r"[\w-]+ (?:startup|rival|company|firm|maker))){0,3} $"
)
_ACQUIRED_BY = re.compile(
    r",? (?:which )?(?:was |is |has been |will be |to be )?(?:acquired|bought|taken over|"
    r"übernommen) (?:by|von) (?:the )?$"
)
_PART_OF = re.compile(
    r",? (?:which is |is |was )?(?:a |an |the )?(?:[\w-]+ )?(?:part|subsidiary|division|unit|arm|branch|"
    r"member|spin-?off|Tochter|filiale|filial|unità) (?:of|von|der|de|di|da) (?:the )?$|"
    r",? (?:owned|controlled|run) by (?:the )?$|,? (?:at|of) the $"
)
_SITUATED = re.compile(
    r",? (?:which is |is |are |was |ist |est |es |è )?(?:an? )?(?:[\w-]+ )?(?:based|headquartered|located|"
    r"mit Sitz|basée?|située?|con sede|ubicad[oa]|com sede|ansässig)? ?(?:in|at|near|en|à|a|em) $|, $"
)
_BASED = re.compile(r"-based (?:[\w-]+ ){0,4}$")


class Mention(NamedTuple):
    """Characters `start` to `end` of a field name a thing, by its full name or a shorter one."""

    field: str
    start: int
    end: int
    named: Named
    confidence: float


_MENTIONABLE = (CREATOR, ORGANISATION, PLACE)

Rule = Callable[[str], tuple[str, float, bool] | None]
"""From the words between two names: the relation's type, its confidence, and whether it runs backwards."""


def relations(
    text_of: Callable[[str], str],
    mentions: Sequence[Mention],
    found: Sequence[Found],
    opportunities: Sequence[Opportunity],
) -> list[Relation]:
    """All relations, the surest of each; `mentions` by field and position."""
    best: dict[tuple[str, Named, Named], Relation] = {}
    stated = (*_said(text_of, mentions), *_offered(opportunities, found), *_from_metadata(found))
    for each in stated:
        key = each.type, each.source, each.target
        if each.source != each.target and (key not in best or best[key].confidence < each.confidence):
            best[key] = each
    return list(best.values())


def _said(text_of: Callable[[str], str], mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Relations that the words between two neighbours state."""
    for one, other in pairwise(mentions):
        if one.field != other.field or not 0 <= other.start - one.end <= WIDEST:
            continue
        between = text_of(one.field)[one.end : other.start]
        if "\n" in between or ". " in between:
            continue
        rule = _RULES.get((one.named.kind, other.named.kind))
        if rule is not None and (said := rule(between)) is not None:
            yield _relation(one, other, *said)
        elif one.named.kind == other.named.kind == PLACE and between == ", " and _encloses(other, one):
            yield _relation(one, other, LOCATED_IN, 0.9, False)


def _relation(one: Mention, other: Mention, type_: str, sure: float, backwards: bool) -> Relation:
    source, target = (other, one) if backwards else (one, other)
    span = Span(one.field, one.start, other.end)
    return Relation(
        type_, source.named, target.named, span, round(sure * min(one.confidence, other.confidence), 3)
    )


def _person_then_organisation(between: str) -> tuple[str, float, bool] | None:
    if _FOUNDED.match(between):
        return FOUNDED, 0.95, False
    if (role := _ROLE_AT.match(between)) and _is_role(role[1]):
        return (FOUNDED if "founder" in role[1].lower() else WORKS_FOR), 0.95, False
    return (WORKS_FOR, 0.75, False) if _WORKS_AT.match(between) else None


def _organisation_then_person(between: str) -> tuple[str, float, bool] | None:
    if _FOUNDED_BY.match(between):
        return FOUNDED, 0.95, True
    if (role := _ROLE_BEFORE.match(between)) and _is_role(role[1]):
        return (FOUNDED if "founder" in role[1].lower() else WORKS_FOR), 0.9, True
    return None


def _two_organisations(between: str) -> tuple[str, float, bool] | None:
    if _ACQUIRES.match(between):
        return ACQUIRED, 0.9, False
    if _ACQUIRED_BY.match(between):
        return ACQUIRED, 0.9, True
    return (PART_OF, 0.75, False) if _PART_OF.match(between) else None


def _organisation_then_place(between: str) -> tuple[str, float, bool] | None:
    if _SITUATED.match(between):
        return LOCATED_IN, (0.9 if len(between) > 6 else 0.7), False
    return None


def _place_then_organisation(between: str) -> tuple[str, float, bool] | None:
    return (LOCATED_IN, 0.85, True) if _BASED.match(between) else None


_RULES: dict[tuple[str, str], Rule] = {
    (CREATOR, ORGANISATION): _person_then_organisation,
    (ORGANISATION, CREATOR): _organisation_then_person,
    (ORGANISATION, ORGANISATION): _two_organisations,
    (ORGANISATION, PLACE): _organisation_then_place,
    (PLACE, ORGANISATION): _place_then_organisation,
}


def _is_role(word: str) -> bool:
    return bool(lexicon().flags.get(word.lower(), 0) & ROLE)


def _encloses(outer: Mention, inner: Mention) -> bool:
    """Whether the one place is a country or region with the other one in it."""
    for large in lexicon().places(outer.named.name):
        for small in lexicon().places(inner.named.name):
            inside = large.kind == COUNTRY or (large.kind == REGION and large.region == small.region)
            if inside and large.country == small.country and large != small:
                return True
    return False


def _offered(opportunities: Sequence[Opportunity], found: Sequence[Found]) -> Iterator[Relation]:
    known = {Named(each.kind, each.name) for each in found}
    for each in opportunities:
        offer = Named(OPPORTUNITY, each.title)
        if (offerer := Named(ORGANISATION, each.organisation)) in known:
            yield Relation(OFFERS, offerer, offer, each.span, each.confidence)
        if (place := Named(PLACE, each.place)) in known:
            yield Relation(LOCATED_IN, offer, place, each.span, each.confidence)


def _from_metadata(found: Sequence[Found]) -> Iterator[Relation]:
    """Who published and wrote, what about, and the few surest things that the item mentions."""
    authors = [_End(each) for each in found if each.span.field == AUTHOR][:MOST_CROSSED]
    publishers = [_End(each) for each in found if each.span.field == FEED][:1]
    topics = [_End(each) for each in found if each.kind == TOPIC][:MOST_CROSSED]
    for author in authors:
        yield from (publisher.to(PUBLISHED, author) for publisher in publishers)
        yield from (author.to(WROTE, topic) for topic in topics)
    yield from (publisher.to(ABOUT, topic) for publisher in publishers for topic in topics)
    for speaker in (publishers or authors)[:1]:
        yield from (speaker.to(MENTIONS, _End(each)) for each in _mentioned(found))


def _mentioned(found: Sequence[Found]) -> list[Found]:
    said = [each for each in found if each.kind in _MENTIONABLE and each.span.field in (TITLE, TEXT)]
    return sorted(said, key=lambda each: -each.confidence)[:MOST_MENTIONED]


class _End:
    """A finding as one end of relations."""

    __slots__ = ("found", "named")

    def __init__(self, found: Found) -> None:
        self.found = found
        self.named = Named(found.kind, found.name)

    def to(self, type_: str, other: "_End") -> Relation:
        """The relation from here to the other end, shown where that is named."""
        sure = min(self.found.confidence, other.found.confidence)
        return Relation(type_, self.named, other.named, other.found.span, sure)
