"""Names of months, weekdays and time zones as feeds write them. All keys are in lower case."""

_MONTH_NAMES = (
    "jan january janv ene gen janeiro jän січ янв ιαν sty led ocak",
    "feb february févr fév fev febr лют фев φεβ lut únor şub",
    "mar march mars mär märz mrz mrt maa maart бер мар μάρ μαρ μάώ μαώ brez mart",
    "apr april avr abr kvi кві апр απρ kwi dub nis",
    "may mai mag maj mei maio тра май мая μάι μαϊ μαι kvě",
    "jun june juin giu juni чер июн ιούν ιον ιουν cze čer haz",
    "jul july juil lug juli лип июл ιούλ ιολ ιουλ lip tem",
    "aug august août aoû ago сер авг αύγ αυγ sie srp ağu",
    "sep sept september set вер сен σεπ wrz zář eyl",
    "oct october okt out ott жов окт οκτ paź říj eki",
    "nov november лис ноя νοέ νοε lis kas",
    "dec december dez déc dic des гру дек δεκ gru pro ara",
)

MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_HUNGARIAN = (
    "január február március április május június július augusztus szeptember október november december"
)

HUNGARIAN_MONTHS = {name: number for number, name in enumerate(_HUNGARIAN.split(), 1)} | {"februári": 2}

_WEEKDAYS = """
mon tue wed thu fri sat sun mo. di. mi. do. fr. sa. so. mit die don fre sam son lun mar mer jeu ven dim
mié mie jue vie sáb sab dom gio seg ter qua qui sex κυρ δευ τρι τετ πεμ παρ σαβ
пон втр сре чет пят суб вос пн вт ср чт пт сб вс
"""

WEEKDAYS = frozenset(_WEEKDAYS.split())

ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
    "adt": -3, "ast": -4, "at": -4, "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3,
    "edt": -4, "est": -5, "et": -5,
    "cdt": -5, "cst": -6, "ct": -6,
    "mdt": -6, "mst": -7, "mt": -7,
    "pdt": -7, "pst": -8, "pt": -8,
    "akdt": -8, "akst": -9, "hst": -10,
    "a": -1, "n": 1, "m": -12, "y": 12,
    "cet": 1, "cest": 2, "met": 1, "mest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "sgt": 8, "hkt": 8, "awst": 8,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
