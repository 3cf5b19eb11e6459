"""People, organisations and places in texts of six languages: what is found, and what is not."""

import pytest
from tributary_entities.domain.entity import CREATOR, ORGANISATION
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import PLACE
from tributary_entities.domain.extract.rules import extract


def found(text, kind, **facts):
    document = Document(text=text, **facts)
    return {each.name for each in extract(document).found if each.kind == kind}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The talk is by Dr. Helena Marsh, who leads the lab.", {"Helena Marsh"}),
        ("“We are ready,” said commissioner Folake Brightwater on Monday.", {"Folake Brightwater"}),
        ("Orla Finnegan, chief executive of Brandt Ltd, resigned.", {"Orla Finnegan"}),
        ("It was written by J. K. Rowland for children.", {"J. K. Rowland"}),
        ("Der Bürgermeister Jonas Winkler eröffnete die Halle.", {"Jonas Winkler"}),
        ("Le ministre Bruno Le Maire est arrivé hier.", {"Bruno Le Maire"}),
        ("La alcaldesa Carmen Ibáñez dijo que no.", {"Carmen Ibáñez"}),
        ("Ha parlato il sindaco Matteo Ricci ieri sera.", {"Matteo Ricci"}),
        ("A professora Beatriz Nogueira explicou o plano.", {"Beatriz Nogueira"}),
        ("They met Ursula von der Leyen there.", {"Ursula von der Leyen"}),
        ("Jane Smith opened the fair. Smith said it was the last one.", {"Jane Smith"}),
        ("The prices rose in the spring and fell in the summer.", set()),
        ("Die Verkehrswende kostet nach Angaben der Regierung viel Geld.", set()),
    ],
)
def test_people(text, names):
    assert found(text, CREATOR) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She works at Korvath Industries in the north.", {"Korvath Industries"}),
        ("Belmora GmbH & Co. KG baut um.", {"Belmora GmbH & Co. KG"}),
        ("The World Health Organization (WHO) warned on Monday.", {"World Health Organization"}),
        (
            "He studied at the University of California, Berkeley for a year.",
            {"University of California, Berkeley"},
        ),
        ("Das Bundesverfassungsgericht hat entschieden.", {"Bundesverfassungsgericht"}),
        ("L'association Les Mains Libres recrute un chargé de mission.", {"Les Mains Libres"}),
        ("El Banco de España publicó el informe.", {"Banco de España"}),
        ("Il Ministero della Salute ha deciso.", {"Ministero della Salute"}),
        ("A Universidade de Coimbra abriu o concurso.", {"Universidade de Coimbra"}),
        ("Marlow & Finch expects more orders this year.", {"Marlow & Finch"}),
        ("The startup Quillo raised two million.", {"Quillo"}),
        ("Call the customer service team for more.", set()),
    ],
)
def test_organisations(text, names):
    assert found(text, ORGANISATION) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It rains in Paris, Texas, all year.", {"Paris", "Texas"}),
        ("The Berlin-based firm grows.", {"Berlin"}),
        ("Das Treffen in München war kurz, das in Wien war lang.", {"München", "Wien"}),
        ("Elle habite à Londres depuis un an.", {"Londres"}),
        (
            "The boat left Bosnia and Herzegovina for Rio de Janeiro.",
            {"Bosnia and Herzegovina", "Rio de Janeiro"},
        ),
        ("Remote within Europe, or from our office in the US.", {"Europe", "US"}),
        ("Paris Hilton and Jordan Peterson talked for an hour.", set()),
        ("Reading is nice, and so is a bath.", set()),
        ("French and German readers liked it.", set()),
    ],
)
def test_places(text, names):
    assert found(text, PLACE) == names


def test_a_title_with_every_word_in_capitals_is_no_list_of_names():
    document = Document(
        title="Why Most Big Projects Fail And What To Do About It", text="It is about planning."
    )
    assert extract(document).found == ()


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Jane Doe", {"Jane Doe"}),
        ("Von Heike Lohmann", {"Heike Lohmann"}),
        ("Sam Jones in Madrid and Stephen Burgen in Barcelona", {"Sam Jones", "Stephen Burgen"}),
        ("Scott Hanselman, Rob Caron", {"Scott Hanselman", "Rob Caron"}),
        ("Jane Doe, Staff Writer", {"Jane Doe"}),
        ("jdoe42", {"jdoe42"}),
        ("admin", set()),
        ("noreply@example.org", set()),
    ],
)
def test_authors(author, names):
    assert found("", CREATOR, author=author) == names


def test_an_agency_is_no_person():
    assert found("", ORGANISATION, author="Associated Press") == {"Associated Press"}
    assert found("", CREATOR, author="Associated Press") == set()


def test_every_span_holds_the_name_or_a_short_form_of_it():
    text = (
        "Kiran Patel founded Patel Robotics Ltd in Leeds. Patel hired Dr. Ada Brook from Oxford University."
    )
    document = Document(title="Patel Robotics Ltd opens in Leeds", text=text, author="By Lee Chan")
    for each in extract(document).found:
        words = document.field(each.span.field)[each.span.start : each.span.end]
        assert words in each.name or each.name in words
