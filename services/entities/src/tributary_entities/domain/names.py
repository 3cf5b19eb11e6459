"""Names: how they are cleaned, when two are the same, and which words they are found by."""

import re
import unicodedata
from functools import lru_cache

MAX_NAME = 200
"""Characters; what is longer is a text and not a name."""

MAX_KEY = 400
"""Characters; normalising can lengthen a name."""

_LEADING = " \"'“”‘’«»„‚`,;:!?·–—|*#-_"
_TRAILING = " \"'“”‘’«»„‚`,;:!?·–—|*.-_"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def clean(text: str) -> str:
    """The text on one line: control characters become blanks, blanks are single, none at the ends."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """The text with each control character replaced by a blank, so that no position moves."""
    return text if text.isprintable() else _UNPRINTABLE.sub(" ", text)


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What two spellings of one name have in common; empty when the text is no name.

    Compatibility forms, letter case, white space and punctuation around do not count. A final `+` or `#`
    and a leading `.` or `@` do: C++, C# and .NET are names of their own.
    """
    tidy = clean(name).lstrip(_LEADING).rstrip(_TRAILING)
    if not tidy or len(tidy) > MAX_NAME:
        return ""
    folded = tidy.lower() if tidy.isascii() else _nfkc(_nfkc(tidy).casefold())
    return clean(folded)[:MAX_KEY]


@lru_cache(maxsize=8192)
def words(text: str) -> str:
    """The words a text is found by, one blank between: letters and digits, without case and accents."""
    folded = text.lower() if text.isascii() else _without_marks(text)
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def sort_key(name: str) -> str:
    """Sorts names by their words, then by spelling; every engine compares it by code points."""
    return f"{words(name)}\t{key(name)}"[:MAX_KEY]


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _nfkc("".join(c for c in letters if unicodedata.category(c)[0] != "M"))
