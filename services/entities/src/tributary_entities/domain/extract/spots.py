"""A spot: characters of a field that name something, as the single rules hand it to each other."""

from functools import lru_cache
from typing import NamedTuple

from tributary_entities.domain.extract.scan import Run


class Spot(NamedTuple):
    """Characters `start` to `end` name a thing of this kind; tokens of the run up to `after` are used up."""

    kind: str
    start: int
    end: int
    confidence: float
    after: int


class Reading(NamedTuple):
    """A run being read, with the field's whole text around it. `german`: nouns have capitals, too."""

    text: str
    run: Run
    german: bool

    def writes_small(self, word: str) -> bool:
        """Whether the text has the word in lower case, too: then its capital proves nothing."""
        small = f" {word.lower()}"
        at = self.text.find(small)
        return at >= 0 and not self.text[at + len(small) : at + len(small) + 1].isalnum()


@lru_cache(maxsize=64)
def before(text: str, start: int) -> str:
    """The last word before, in lower case, within its sentence; "" at the beginning of one."""
    piece = text[max(start - 24, 0) : start]
    words = piece.split()
    if not words or piece[-1:] not in " '’-(\"“„«":
        return ""
    return words[-1].lower().lstrip("(\"'“„«").rpartition("'")[2].rpartition("’")[2]


def role_before(text: str, start: int) -> str:
    """The last word before, in lower case, also where a comma stands between: "the chief executive, …"."""
    return before(text, start).rstrip(",:")


def following(text: str, end: int) -> str:
    """The next word, in lower case, when a blank or a possessive stands between; else ""."""
    piece = text[end : end + 26]
    if piece[:2] in ("'s", "’s"):
        piece = piece[2:]
    if piece[:1] != " ":
        return ""
    words = piece.split(None, 1)
    return words[0].rstrip(".,:;!?)").lower() if words else ""
