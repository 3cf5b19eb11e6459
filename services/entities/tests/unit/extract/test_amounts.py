"""What an opportunity is worth, in the spellings of six languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.opportunities.amounts import find_amount
from tributary_entities.domain.extract.opportunities.page import read
from tributary_entities.domain.extract.opportunities.sums import find_sums
from tributary_entities.domain.extract.opportunities.words import plain, split

AMOUNTS = [
    ("Grants of up to €50,000 are available", None, "50000", "EUR"),
    ("Budget: EUR 2 million", "2000000", "2000000", "EUR"),
    ("Salary: $120k–$150k per year", "120000", "150000", "USD"),
    ("Gehalt 45.000–55.000 € brutto", "45000", "55000", "EUR"),
    ("Salaire : 40-45 k€", "40000", "45000", "EUR"),
    ("Prize: 10.000 EUR", "10000", "10000", "EUR"),
    ("dotation de 1 000 €", "1000", "1000", "EUR"),
    ("a total budget of €5m; grants of up to €250 000 per project", None, "250000", "EUR"),
    ("The registration fee is €100. The prize is worth £5,000.", "5000", "5000", "GBP"),
    ("Fördersumme: bis zu 1,5 Mio. Euro", None, "1500000", "EUR"),
    ("mindestens 1.500 und höchstens 8.000 Euro", "1500", "8000", "EUR"),
    ("ayudas de hasta 20.000 euros", None, "20000", "EUR"),
    ("importo massimo di 30 mila euro", None, "30000", "EUR"),
    ("bolsas de R$ 2.500,00 por mês", "2500.00", "2500.00", "BRL"),
    ("bounty of 0.5 ETH", "0.5", "0.5", "ETH"),
    ("reward $500 to $10,000", "500", "10000", "USD"),
    ("between CHF 80'000 and CHF 90'000", "80000", "90000", "CHF"),
    ("we pay 25 USD/hour", "25", "25", "USD"),
    ("from $20/hour", "20", None, "USD"),
    ("US$1.2M grant", "1200000", "1200000", "USD"),
    ("€ 3.500,- Gehalt", "3500", "3500", "EUR"),
    ("2 millions d'euros de financement", "2000000", "2000000", "EUR"),
    ("premio de 1 millón de euros", "1000000", "1000000", "EUR"),
    ("premio de 800.000 pesos chilenos", "800000", "800000", "CLP"),
    ("Salary: 60-70k EUR", "60000", "70000", "EUR"),
    ("jusqu'à 5 000 € de subvention", None, "5000", "EUR"),
    ("bis 1 March 2024, 10.000 EUR prize", "10000", "10000", "EUR"),
]


@pytest.mark.parametrize(("text", "least", "most", "currency"), AMOUNTS)
def test_the_amount_of_a_text(text: str, least: str | None, most: str | None, currency: str):
    page = read(Document(text=text))
    amount = find_amount(page, 0, len(page.whole))
    assert amount is not None
    assert amount.least == (Decimal(least) if least else None)
    assert amount.most == (Decimal(most) if most else None)
    assert amount.currency == currency


NONE = [
    "Company raised $20 million in a Series B",
    "Registration fee: 120 EUR",
    "Teilnahmegebühr 50 Euro",
    "There were 300 people in 1999.",
    "an rs of 5",
]


@pytest.mark.parametrize("text", NONE)
def test_fees_and_news_are_no_amount(text: str):
    page = read(Document(text=text))
    assert find_amount(page, 0, len(page.whole)) is None


@given(
    st.integers(1, 10**9),
    st.sampled_from((",", ".", " ", "'", "\u202f")),
    st.sampled_from(("€", "EUR", "euros")),
)
def test_every_grouped_number_is_read_again(number: int, mark: str, currency: str):
    text = f"a grant of {number:,}".replace(",", mark) + f" {currency}."
    (one,) = find_sums(split(plain(text)))
    assert (one.least, one.most, one.currency) == (number, number, "EUR")
    assert text[one.start : one.end].endswith(currency)
