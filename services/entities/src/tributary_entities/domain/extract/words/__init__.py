"""The vocabularies of the rules, in English, German, French, Spanish, Italian and Portuguese."""


def words(text: str) -> frozenset[str]:
    """The words of a text, which white space parts."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a text, which commas part."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())
