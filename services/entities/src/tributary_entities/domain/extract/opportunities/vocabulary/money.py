"""Currencies, multiples and the words around sums of money, in plain spelling."""

SYMBOLS = {
    "us$": "USD",
    "u$s": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "mx$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
    "₿": "BTC",
    "zl": "PLN",
    "kc": "CZK",
    "rs": "INR",
    "rs.": "INR",
    "fr": "CHF",
    "fr.": "CHF",
    "sfr": "CHF",
    "kr": "SEK",
    "kr.": "DKK",
}

NAMES = {
    "EUR": "eur euro euros",
    "USD": "usd dollar dollars us-dollar dolares dollari",
    "GBP": "gbp pound pounds sterling pfund livres libras sterline",
    "CHF": "chf franken francs",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "PLN": "pln zloty",
    "CZK": "czk",
    "HUF": "huf",
    "RON": "ron",
    "BGN": "bgn",
    "JPY": "jpy yen",
    "CNY": "cny rmb yuan",
    "INR": "inr rupees",
    "CAD": "cad",
    "AUD": "aud",
    "NZD": "nzd",
    "SGD": "sgd",
    "HKD": "hkd",
    "BRL": "brl reais real",
    "MXN": "mxn",
    "ARS": "ars",
    "CLP": "clp",
    "COP": "cop",
    "ZAR": "zar rand",
    "KES": "kes",
    "NGN": "ngn naira",
    "TRY": "try",
    "ILS": "ils",
    "AED": "aed",
    "KRW": "krw",
    "BTC": "btc bitcoin",
    "ETH": "eth ether",
    "XMR": "xmr",
    "USDC": "usdc",
    "USDT": "usdt",
    "DAI": "dai",
    "SOL": "sol",
}
_LONG_NAMES = {
    "pesos chilenos": "CLP",
    "pesos mexicanos": "MXN",
    "pesos argentinos": "ARS",
    "pesos colombianos": "COP",
    "pesos uruguayos": "UYU",
    "soles": "PEN",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "us-dollar": "USD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "pounds sterling": "GBP",
    "british pounds": "GBP",
    "swiss francs": "CHF",
    "schweizer franken": "CHF",
    "francs suisses": "CHF",
    "francos suizos": "CHF",
    "franchi svizzeri": "CHF",
    "francs cfa": "XOF",
    "swedish kronor": "SEK",
    "danish kroner": "DKK",
    "norwegian kroner": "NOK",
    "kroner": "NOK",
    "kronor": "SEK",
    "ruble": "RUB",
    "rubles": "RUB",
    "rupien": "INR",
    "lei": "RON",
    "forint": "HUF",
}
CURRENCIES = {
    **_LONG_NAMES,
    **SYMBOLS,
    **{name: code for code, names in NAMES.items() for name in names.split()},
}

WORDS_ELSEWHERE = frozenset(
    {"real", "fr", "fr.", "try", "sol", "dai", "ron", "all", "pound", "cop", "rs", "rs.", "rand", "kc", "zl"}
)
"""Currencies that are words as well; they count behind a number and not before it, except `rs`."""

MULTIPLES = {
    "k": 1000,
    "thousand": 1000,
    "tausend": 1000,
    "tsd": 1000,
    "tsd.": 1000,
    "t": 1000,
    "mille": 1000,
    "mil": 1000,
    "mila": 1000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mm": 1_000_000,
    "mio": 1_000_000,
    "mio.": 1_000_000,
    "mln": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "millionen": 1_000_000,
    "millon": 1_000_000,
    "millones": 1_000_000,
    "milione": 1_000_000,
    "milioni": 1_000_000,
    "milhao": 1_000_000,
    "milhoes": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "billion": 1_000_000_000,
    "mrd": 1_000_000_000,
    "mrd.": 1_000_000_000,
    "milliarden": 1_000_000_000,
    "milliards": 1_000_000_000,
    "miliardi": 1_000_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
}

UP_TO, AT_LEAST, GOOD, BAD, TOTAL, EACH = "up_to", "at_least", "good", "bad", "total", "each"

MONEY_CUES = {
    UP_TO: """
up to, as much as, maximum, maximum of, max, no more than, not exceeding, not exceed, capped at, at most
less than, under, below, limit of, bis zu, bis, maximal, hochstens, maximum de, jusqu a, au maximum
plafond de, hasta, maximo, un maximo de, como maximo, fino a, massimo, un massimo di, non superiore a
ate, no maximo, maximo de, not to exceed, must not exceed, cannot exceed, plafonnee a, plafonne a
bis maximal""",
    AT_LEAST: """
from, at least, minimum, min, minimum of, starting at, starting from, starts at, more than, over
no less than, upwards of, above, ab, mindestens, mind, uber, a partir de, au moins, plus de, desde
al menos, como minimo, mas de, minimo, da, almeno, a partire da, oltre, piu di, pelo menos, mais de
no minimo""",
    GOOD: """
grant, grants, funding, funded, fund, prize, prizes, award, awards, salary, salaries, pay, pays, paid
wage, stipend, stipends, bounty, bounties, reward, rewards, worth, value, valued, estimated value
contract value, compensation, scholarship, scholarships, fellowship, fellowships, earn, offers, offering
win, receive, support, remuneration, amount, per year, per annum, a year, annually, per month, base, ote
rate, salary range, prize pool, purse, up for grabs, gehalt, vergutung, jahresgehalt, bruttogehalt
preisgeld, dotiert, fordersumme, gefordert, forderung, zuschuss, stipendium, auftragswert, wert
hohe von, pramie, fordermittel, verdienst, brutto, dotation, dote, salaire, montant, subvention, bourse
financement, prix, valeur estimee, valeur, brut, prime, dotado, dotacion, sueldo, salario, importe
premio, premios, beca, ayuda, subvencion, cuantia, valor estimado, recompensa, financiacion, bruto
stipendio, importo, compenso, retribuzione, premi, borsa, contributo, finanziamento, valore, base d asta
ral, montepremi, remuneracao, bolsa, apoio, financiamento, valor, receives, gets, get, wins, recebe
erhalt, erhalten, recoit, recevra, recibe, recibira, riceve, ricevera, receberao, a gagner, in palio
zu gewinnen, je projekt, per project, each, per person, par projet, por proyecto, premiara, valuta
dotacion de, finance, financia, finanzia, finanziert, premia, vencimento, retribucion, bruts, nets
brutos, lordi, netti, subvenciona, apoio de, taschengeld, lohn, monatslohn, stundenlohn""",
    BAD: """
fee, fees, registration, ticket, tickets, price, priced, prices, revenue, revenues, valuation, raised
raises, raise, series, fine, fined, debt, cost, costs, tuition, deposit, rent, turnover, endowment, loss
profit, sales, discount, entry fee, admission, membership, subscription, assets, investment, stock
shares, processing fee, application fee, cost of, market, deal, acquisition, gebuhr, gebuhren
teilnahmegebuhr, kosten, eintritt, umsatz, preis pro, miete, kaution, beitrag, strafe, schulden, frais
cout, couts, tarif, chiffre d affaires, loyer, amende, inscription, tasa, tasas, cuota, coste, costo
entrada, ingresos, multa, alquiler, quota, tassa, costi, iscrizione, biglietto, fatturato, affitto, taxa
custo, ingresso, receita, aluguel, inscricao, per night, ticket price, earlybird, early bird
entry costs, costs of""",
    # All of it together, which nobody gets.
    TOTAL: """
total, total budget, overall, overall budget, budget, altogether, in total, programme budget, prize pool
pool, gesamt, gesamtbudget, gesamtvolumen, insgesamt, budget total, enveloppe, au total, presupuesto
presupuesto total, en total, dotazione complessiva, budget complessivo, complessivamente, orcamento
orcamento total, no total, ceiling, pot""",
    # What each one gets.
    EACH: """
per project, each, per person, per award, per grant, per fellow, per student, per applicant, per year
a year, per month, per annum, apiece, je projekt, pro projekt, pro person, jeweils, par projet, chacun
chacune, par personne, por proyecto, cada uno, cada una, por persona, per progetto, ciascuno, ciascuna
a testa, por projeto, por pessoa, first prize, erster preis, premier prix, primer premio, primo premio
primeiro premio""",
}
