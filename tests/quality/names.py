"""When two names are the same: what labelling.md calls normalisation."""

import re
import unicodedata

ARTICLES = {"the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "gli"}
HONORIFICS = {
    *("dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dame", "sen", "rep", "rev", "lord", "lady"),
    *("herr", "frau", "mme", "mlle", "sr", "sra"),
}
LEGAL = {
    *("inc", "incorporated", "llc", "llp", "ltd", "limited", "plc", "corp", "corporation", "co", "company"),
    *("gmbh", "mbh", "ag", "kg", "se", "sa", "sas", "sarl", "nv", "bv", "ab", "as", "aps", "oy", "spa"),
    *("srl", "ltda"),
}
EVERY = "*"


def key(name: str, kind: str) -> str:
    """The name without what does not tell names apart: case, accents, punctuation, articles, legal forms."""
    words = _plain(name).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    while kind == "organisation" and len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    while kind == "creator" and len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return " ".join(words)


def keys(name: str, kind: str) -> set[str]:
    """The keys a found name may match by: a place also by what stands before its first comma."""
    found = {key(name, kind)}
    if kind == "place":
        found.add(key(name.partition(",")[0], kind))
    return found


def alike(one: str, other: str) -> bool:
    """Whether two titles name one thing: their words agree with an F1 of 0.6 or more."""
    first, second = set(_plain(one).split()), set(_plain(other).split())
    both = len(first & second)
    return both > 0 and 2 * both / (len(first) + len(second)) >= 0.6


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    letters = re.sub(r"['’]s\b", "", letters)
    return re.sub(r"[^\w]+", " ", re.sub(r"[./'’#]", "", letters)).strip()
