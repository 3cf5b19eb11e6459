"""Job offers by the grammar of their titles: an occupation, who offers it, and where."""

import re
from dataclasses import dataclass, replace

from tributary_entities.domain.extract.opportunities.vocabulary import roles
from tributary_entities.domain.extract.opportunities.words import plain

_PREFIX = re.compile(rf"\s*[\[(]?{roles.PREFIX}[\])]?\s?(?::|-|\||(?<=[\])]))\s*|\s*\[[^\]]{{2,24}}\]\s*")
_GENDERS = re.compile(roles.GENDERS)
_SEEKS = re.compile(
    r"\b(?:"
    + "|".join(sorted((" ".join(p.split()) for p in roles.SEEKS.split(",")), key=len, reverse=True))
    + r")\b"
    r":?\s?(?:for\s)?(?:(?:a|an|one|two|several|multiple|eine[nr]?|ein|une?|des|una?|um|uma"
    r"|\d{1,2})\s)?(?:(?:ou|or|oder|o|e)\s(?:une?|a|an|eine[nr]?|una?|uma?)\s)?(?:\(?new\)?\s)?"
)
_AT = re.compile(r"\s(?:at|@|bei|beim|chez|presso|joining|na empresa)\s|\s@")
_IN = re.compile(r"\s(?:in|near|based in|a|en|em|zu|nahe|for the)\s")
_SEPARATOR = re.compile(r"\s+[-|·•:]+\s+|\s?\|\s?|,\s|:\s|\s(?=\()|\s[•·]\s")
_EMPLOYS = re.compile(
    r"(?:is |are )?(?:now )?(?:hiring|recruiting|recruits)\b|stellt ein|recrute|embauche|contrata|assume"
)
_WANTED = re.compile(
    r"\s(?:wanted|needed|required|sought|gesucht|recherchee?s?|cercasi|se busca|procura-se)"
    r"\s?!?(?=\s*(?:$|[-|,:!(]|in\s))"
)
_LED = re.compile(
    r"(?:se (?:necesita|busca|precisa)n?|precisa-se(?: de)?|procura-se|cercasi|cerchiamo|si cerca(?:no)?"
    r"|buscamos|procuramos"
    r"|join us as|we need|become|come and work as|work as|nous cherchons|nous recrutons|on recrute"
    r"|on cherche|wir suchen|wir brauchen"
    r"|werde|we want|we are hiring|we're hiring|we are looking for|we're looking for|looking for)\s"
    r"(?:(?:an?|our|une?|eine[nr]?|una?|uma?|two|three|zwei|deux|dos|due|dois|\d{1,2})\s)?"
)
_FORMS = re.compile(r"[/·*:(_](?:as?|os?|in(?:nen)?|e|se|euse|trice|rice|eure|ere|h|f|r|ne|iere)\)?(?=\W|$)")
_SMALL = frozenset(("of", "and", "in", "the", "for", "de", "du", "des", "der", "für", "di", "do", "da", "&"))
_EDGES = " \t\n-|,:;·•()[]"
_LONGEST_TITLE = 160
_MOST_WORDS = 9
_MOST_UNKNOWN = 6
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class JobTitle:
    """The occupation at `start` to `end` of a title; who offers it may be empty; how sure, from 1 up.

    `others` are the title's parts that may name who offers it, or where. Where `cut` is not 0, the words from
    there on are a field ("in Economic History") or a place ("in Berlin").
    """

    start: int
    end: int
    organisation: tuple[int, int]
    strength: int
    others: tuple[tuple[int, int], ...] = ()
    cut: int = 0


def read_job_title(title: str) -> JobTitle | None:
    """What a title says if it is that of a job offer."""
    if not 4 <= len(title) <= _LONGEST_TITLE:
        return None
    text = plain(title)
    genders = _GENDERS.search(text)
    prefix = _PREFIX.match(text) or _LED.match(text)
    start = prefix.end() if prefix else 0
    wanted = _WANTED.search(text)
    text = _blanked(text, *wanted.span()) if wanted else text
    named = _sought(title, text, start) or _offered(
        title, text, start, sure=bool(genders or prefix or wanted)
    )
    if named is None:
        return None
    strength = named.strength + (2 if genders or wanted else 0) + (1 if prefix else 0)
    return replace(named, strength=strength)


def _sought(title: str, text: str, start: int) -> JobTitle | None:
    """An organisation that seeks somebody: "Acme is hiring a Senior Engineer"."""
    match = _SEEKS.search(text, start)
    if match is None or match.start() == start:
        return None
    if len(text[start : match.start()].split()) > 6 or not title[start : start + 1].isupper():
        return None
    segments = _segments(text, match.end())
    role = _trimmed(text, match.end(), segments[0][1])
    at = _AT.search(text, *role)
    role = _trimmed(text, role[0], at.start()) if at else role
    sure = is_role(text[slice(*role)]) or _hires(match.group(), text[slice(*role)])
    if not sure and not _is_short(text, role):
        return None
    strength = 4 if sure else 1
    return JobTitle(*role, _trimmed(text, start, match.start()), strength, cut=_field(text, role))


def _offered(title: str, text: str, start: int, *, sure: bool) -> JobTitle | None:
    """An occupation with who offers it: "Senior Engineer at Acme", "Engineer – Acme GmbH, Berlin"."""
    words = text[start:].split()
    if not words or words[0] in roles.NOT_FIRST or not roles.NOT_A_TITLE.isdisjoint(words):
        return None
    segments = _segments(text, start)
    for index, segment in enumerate(segments[:3]):
        at = _AT.search(text, *segment)
        role = _trimmed(text, segment[0], at.start() if at else segment[1])
        if not is_role(text[slice(*role)]) and not (sure and index == 0 and _is_short(text, role)):
            continue
        if index and not sure and len(segments) < 3:
            return None
        cut = _field(text, role)
        at = at or _AT.search(text, role[1])
        others = tuple(
            s for i, s in enumerate(segments) if i != index and s[1] > s[0] and title[s[0]].isupper()
        )
        if at:
            end = next((s[1] for s in segments if s[0] <= at.end() <= s[1]), len(text))
            strength = 3 if _is_named(title, at.end(), end) and not _in_news(text, role) else 1
            return JobTitle(*role, _organisation_after(title, text, at.end(), end), strength, others, cut)
        organisation = _organisation(text, others)
        return JobTitle(*role, organisation, _strength(text, organisation, segments), others, cut)
    return None


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _is_named(title: str, start: int, end: int) -> bool:
    """Whether all words have capitals, as those of names do and those of headlines do not."""
    words = title[start:end].split()
    return all(not word[0].islower() or word in _SMALL for word in words)


def _in_news(text: str, role: tuple[int, int]) -> bool:
    """Whether the occupation is one that headlines are about."""
    return not roles.IN_NEWS.isdisjoint(text[slice(*role)].split())


def _is_short(text: str, role: tuple[int, int]) -> bool:
    """Whether a phrase may be an occupation that is not known."""
    words = _LETTERS.findall(_bare(text[slice(*role)]))
    return 1 <= len(words) <= _MOST_UNKNOWN and roles.NOT_EMPLOYED.isdisjoint(words)


def _strength(text: str, organisation: tuple[int, int], segments: list[tuple[int, int]]) -> int:
    """A legal form or a word for working from anywhere makes it surer."""
    words = set(text[slice(*organisation)].split())
    remote = re.search(r"\b(?:remote|home-?office|remoto|teletravail|teletrabajo)\b", text) is not None
    return 1 + 2 * bool(words & roles.LEGAL_FORMS) + remote + (len(segments) > 1)


def _segments(text: str, start: int) -> list[tuple[int, int]]:
    found = []
    for match in _SEPARATOR.finditer(text, start):
        found.append((start, match.start()))
        start = match.end()
    return [_trimmed(text, *segment) for segment in (*found, (start, len(text))) if segment[1] > segment[0]]


def is_role(text: str) -> bool:
    """Whether a plain phrase names an occupation: at its end, or at its start where words may follow."""
    words = _LETTERS.findall(_bare(text))
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    head = re.split(r"\s(?:in|of|for|de|du|des|en|di|per|fur|im|para|mit|with|bei|a)\s", text, maxsplit=1)[0]
    ends = _LETTERS.findall(_bare(head))
    return bool(ends) and (
        _occupation(ends[-1]) or _occupation(words[-1]) or any(w in roles.LEADING for w in words[:3])
    )


def _bare(text: str) -> str:
    """The phrase without its forms for every gender: "camarero/a", "boulanger·ère", "(m/w/d)"."""
    return _FORMS.sub("", _GENDERS.sub("", text))


def _occupation(word: str) -> bool:
    return (
        word in roles.ROLES
        or word.rstrip("s") in roles.ROLES
        or (len(word) > 8 and word.endswith(roles.ROLE_ENDINGS))
    )


def _field(text: str, role: tuple[int, int]) -> int:
    """Where "in …" begins behind an occupation; 0 where nothing of the kind does."""
    match = _IN.search(text, *role)
    return match.start() if match and is_role(text[role[0] : match.start()]) else 0


def _hires(verb: str, role: str) -> bool:
    """Whether the verb is said of employers only, so that a few words behind it are an occupation."""
    return _EMPLOYS.match(verb) is not None and 1 <= len(_LETTERS.findall(role)) <= _MOST_WORDS


def _organisation_after(title: str, text: str, start: int, end: int) -> tuple[int, int]:
    match = _IN.search(text, start, end)
    found = _trimmed(text, start, match.start() if match else end)
    return found if title[found[0] : found[0] + 1].isupper() or found[1] - found[0] > 1 else (0, 0)


def _organisation(text: str, others: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The part of the title that has a legal form."""
    legal = (s for s in others if not roles.LEGAL_FORMS.isdisjoint(_LETTERS.findall(text[slice(*s)])))
    return next(legal, (0, 0))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n-|,:;·•([":
        start += 1
    while start < end and text[end - 1] in " \t\n-|,:;·•([":
        end -= 1
    return start, end
