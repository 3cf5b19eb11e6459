"""HTML as plain text with links and embedded data."""

from tributary_entities.adapters.extractors.page import plain, read
from tributary_entities.domain.extract.rules import extract


def test_text_has_paragraphs_lines_and_cells():
    page = read(
        "<h1>Call</h1><p>One&nbsp;<b>two</b>.</p><ul><li>a<li>b</ul><table><tr><td>Due<td>1 May</table>"
    )
    assert page.text == "Call\n\nOne two.\n\na\nb\n\nDue\t1 May"


def test_links_point_at_their_words():
    page = read('<p>See <a href="/x">the <i>form</i></a>.</p>', base="https://a.example/b/")
    (link,) = page.links
    assert (page.text[link.start : link.end], link.url) == ("the form", "https://a.example/x")


def test_scripts_give_data_and_no_text():
    page = read(
        '<script type="application/ld+json">{"@graph":[{"@type":"Event","name":"x"}]}</script><p>Hi</p>'
    )
    assert page.text == "Hi"
    assert page.structured == ({"@type": "Event", "name": "x"},)


def test_microdata_nest():
    page = read(
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop=name>Conf</b><span itemprop=location '
        'itemscope itemtype="https://schema.org/Place"><i itemprop=name>Rome</i></span></div>'
    )
    assert page.structured == (
        {"@type": "Event", "name": "Conf", "location": {"@type": "Place", "name": "Rome"}},
    )


def test_broken_data_are_no_data():
    assert read('<script type="application/ld+json">{"@type":</script>').structured == ()


def test_lines_broken_for_their_length_are_whole_again():
    long = "word " * 12
    assert read(f"{long}\nends here.\n\n- one\n- two").text == f"{long.strip()} ends here.\n\n- one\n- two"


def test_preformatted_lines_stay():
    assert read("<pre>Deadline: 1 May\nPlace: Rome</pre>").text == "Deadline: 1 May\nPlace: Rome"


def test_titles_lose_tags_and_entities():
    assert plain("A &amp; B <b>c</b>") == "A & B c"


def test_names_in_structured_data_are_found():
    author = '"author":{"@type":"Person","name":"Jane Doe"}'
    publisher = '"publisher":{"@type":"Organization","name":"Acme Press"}'
    data = f'{{"@type":"Article",{author},{publisher},"keywords":"tea, milk"}}'
    page = read(f'<script type="application/ld+json">{data}</script>')
    assert [(each.kind, each.name) for each in extract(page).found] == [
        ("creator", "Jane Doe"),
        ("organisation", "Acme Press"),
        ("topic", "tea"),
        ("topic", "milk"),
    ]
