"""Categories that keep the publisher's books, and words that are about nothing."""

from tributary_entities.domain.extract.words import phrases, words

BOOKKEEPING = phrases("""
uncategorized, uncategorised, general, misc, miscellaneous, other, others, featured, all, default, blog,
blog post, post, posts, article, articles, news, top, top stories, home, main, none, untagged, allgemein,
allgemeines, sonstiges, unkategorisiert, non classé, non catégorisé, divers, sin categoría, otros,
senza categoria, varie, sem categoria, geral, outros, front page, frontpage, sticky
""")
"""Lower case."""

EMPTY = words("""
announces announced announce launches launched launch wins won win says gets makes takes goes comes becomes
becoming hiring hired job jobs vacancy vacancies position positions opening openings call papers proposals
proposal deadline extended extension apply application applications submit submission submissions register
registration event events conference workshop summit meeting webinar day days week weeks month months year
years time times hour hours thing things way ways people person team teams part parts kind lot number numbers
level case cases place places world life work working works worker company companies group groups member
members change changes question questions answer answers problem problems issue issues idea ideas point
points reason reasons result results fact facts side start end begin begins release released releases version
versions edition tool tools app apps web site website page trailer official free online digital international
national global annual special public local available better faster bigger smaller larger simple easy hard
real true false right wrong left open closed happy sad funny beautiful bedroom apartment rent sale sales
price prices cheap discount offer offers buy sell selling weekly monthly daily morning evening night hits hit
rises rise falls fall drops drop calls plan plans could would should next beiträge vorträge
vortragsvorschläge gesucht sucht stelle stellen bewerbung bewerbungen frist jahr jahre tag tage woche zeit
menschen uhr thema mitarbeiter mitarbeiterin ausschreibung ausgeschrieben veröffentlicht startet appel
communications offre emploi poste candidatures année ans jour jours semaine convocatoria ponencias empleo
oferta plazo año años día días semana abierta abierto bando lavoro offerta scadenza anno anni giorno giorni
settimana aperto aperta for speaker chamada trabalhos vaga vagas prazo ano anos dia dias aberta aberto
""")
"""Lower case. A phrase of the title with one of these says little."""

LISTING = (
    "words", "word:", "tags", "topic", "theme", "wörter", "stichworte", "themen", "mots", "thèmes", "clave",
    "temas:", "chiave", "temi", "chave",
)  # fmt: skip
"""One of them is in every heading of a list of topics; lower case."""
