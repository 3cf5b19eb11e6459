"""Months, weekdays and the words of relative dates, in plain spelling."""

_MONTHS = """
january jan januar janner jaenner janvier janv enero ene gennaio genn gen janeiro
february feb februar febr fevrier fevr fev febrero febbraio febb fevereiro
march mar marz maerz mrz mars marzo marco
april apr avril avr abril abr aprile
may mai mayo maggio magg mag maio
june jun juni juin junio giugno giu junho
july jul juli juillet juil julio luglio lugl lug julho
august aug aout agosto ago
september sep sept septembre septiembre setiembre settembre sett setembro set
october oct oktober okt octobre octubre ottobre ott outubro out
november nov novembre noviembre novembro
december dec dezember dez decembre diciembre dic dicembre dezembro
"""

MONTHS = {
    name: number for number, line in enumerate(_MONTHS.strip().splitlines(), 1) for name in line.split()
}

MONTHS_THAT_ARE_WORDS = frozenset(
    [
        "may",
        "march",
        "mar",
        "mars",
        "marco",
        "set",
        "out",
        "ago",
        "gen",
        "jan",
        "mag",
        "lug",
        "abr",
        "ene",
        "mai",
        "dec",
        "sep",
    ]
)
"""They are months in a date with a year, or with a day before them where they are not English words."""

DAY_BEFORE_IS_NO_DATE = frozenset(["may", "march", "mar", "set", "out", "ago", "gen", "mag"])
"""After a number and without a year they are months only with a capital or in a text of their language."""

MONTH_FIRST = frozenset(
    [
        "january",
        "jan",
        "february",
        "feb",
        "march",
        "mar",
        "april",
        "apr",
        "may",
        "june",
        "jun",
        "july",
        "jul",
        "august",
        "aug",
        "september",
        "sep",
        "sept",
        "october",
        "oct",
        "november",
        "nov",
        "december",
        "dec",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ]
)
"""Months that may stand before their day ("March 5")."""

_WEEKDAYS = """
monday montag lundi lunes lunedi segunda-feira
tuesday dienstag mardi martes martedi terca-feira
wednesday mittwoch mercredi miercoles mercoledi quarta-feira
thursday donnerstag jeudi jueves giovedi quinta-feira
friday freitag vendredi viernes venerdi sexta-feira
saturday samstag sonnabend samedi sabato sabado
sunday sonntag dimanche domingo domenica
"""

WEEKDAYS = {
    name: number for number, line in enumerate(_WEEKDAYS.strip().splitlines()) for name in line.split()
}

DAYS_AHEAD = {
    "today": 0,
    "tonight": 0,
    "heute": 0,
    "aujourd'hui": 0,
    "hoy": 0,
    "oggi": 0,
    "hoje": 0,
    "tomorrow": 1,
    "morgen": 1,
    "demain": 1,
    "manana": 1,
    "domani": 1,
    "amanha": 1,
    "ubermorgen": 2,
    "uebermorgen": 2,
    "dopodomani": 2,
}

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one ein einer einem eine un une uno una um uma",
            "two zwei deux dos due dois duas couple",
            "three drei trois tres tre",
            "four vier quatre cuatro quattro quatro",
            "five funf fuenf cinq cinco cinque",
            "six sechs seis sei",
            "seven sieben sept siete sette sete",
            "eight acht huit ocho otto oito",
            "nine neun neuf nueve nove",
            "ten zehn dix diez dieci dez",
            "eleven elf onze undici",
            "twelve zwolf douze doce dodici doze",
            "thirteen dreizehn treize trece tredici treze",
            "fourteen vierzehn quatorze catorce quattordici catorze",
            "fifteen funfzehn quinze quince quindici",
        ),
        1,
    )
    for word in words.split()
} | {"twenty": 20, "zwanzig": 20, "vingt": 20, "veinte": 20, "venti": 20, "vinte": 20}
NUMBERS |= {"thirty": 30, "dreissig": 30, "trente": 30, "treinta": 30, "trenta": 30, "trinta": 30}

UNITS = {
    "hour": "hour hours stunde stunden heure heures hora horas ora ore",
    "day": "day days tag tage tagen jour jours dia dias giorno giorni",
    "fortnight": "fortnight fortnights",
    "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane",
    "month": "month months monat monate monaten mois mes meses mese mesi",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}

IN = ["in", "within", "dans", "sous", "en", "dentro", "innerhalb", "binnen", "tra", "fra", "em"]
LEFT = [
    "left",
    "remaining",
    "to-go",
    "ubrig",
    "verbleiben",
    "verbleibend",
    "restants",
    "restantes",
    "rimanenti",
]
STILL = (
    "only",
    "just",
    "noch",
    "nur",
    "plus que",
    "quedan",
    "queda",
    "mancano",
    "manca",
    "faltam",
    "falta",
    "reste",
)

NEXT = [
    "next",
    "coming",
    "this",
    "upcoming",
    "nachsten",
    "naechsten",
    "nachster",
    "kommenden",
    "kommender",
    "diesen",
    "dieser",
    "proximo",
    "proxima",
    "prochain",
    "prochaine",
    "prossimo",
    "prossima",
    "este",
    "esta",
    "questo",
    "questa",
    "ce",
    "cette",
]

END_OF = (
    "end of",
    "the end of",
    "close of",
    "last day of",
    "ende",
    "fin",
    "fin de",
    "la fin de",
    "fine",
    "fine di",
    "final de",
    "finales de",
    "fim de",
    "fins de",
    "letzter tag im",
    "dernier jour de",
    "ultimo dia de",
    "ultimo giorno di",
)
MIDDLE_OF = ("mid", "middle of", "the middle of", "mitte", "mi", "mediados de", "meados de", "meta")

PERIODS = {
    "week": "week woche semaine semana settimana",
    "month": "month monats monat mois mes mese",
    "year": "year jahres jahr annee l'annee ano anno l'anno",
}
PERIOD_OF = {word: period for period, words in PERIODS.items() for word in words.split()}
COMPOUND_ENDS = {"monatsende": "month", "jahresende": "year", "wochenende": "week"}
"""Words that name the end of a period by themselves."""
