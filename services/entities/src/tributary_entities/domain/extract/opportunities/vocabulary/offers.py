"""Words by which a text says who offers something, to whom, and from where; in plain spelling."""

LABEL, ACT, ELIGIBLE, REMOTE, ON_SITE, HYBRID, ONLINE = (
    "label",
    "act",
    "eligible",
    "remote",
    "on_site",
    "hybrid",
    "online",
)

OFFER_CUES = {
    # A name follows.
    LABEL: """
organised by, organized by, hosted by, funded by, sponsored by, offered by, issued by, run by
launched by, presented by, provided by, on behalf of, contracting authority, employer, company
organisation, organization, client, buyer, funder, institution, funding body, organiser, organizer
procuring entity, awarding body, agency, arbeitgeber, auftraggeber, veranstalter, veranstalterin
unternehmen, ausrichter, fordergeber, einrichtung, vergabestelle, ausgelobt von, vergeben von
veranstaltet von, organisiert von, im auftrag der, im auftrag des, im auftrag von, organise par
organisee par, finance par, financee par, propose par, proposee par, employeur, entreprise
pouvoir adjudicateur, acheteur, organisateur, lance par, lancee par, organizado por, organizada por
convocado por, convocada por, financiado por, empresa, entidad, organismo, entidad convocante
organo de contratacion, poder adjudicador, organizzato da, organizzata da, organizzato dal
organizzato dalla, promosso da, promossa da, promosso dalla, finanziato da, azienda, ente
stazione appaltante, datore di lavoro, promovido por, promovida por, entidade, entidade adjudicante
instituicao, orgao, hiring company, company name, anbieter, trager""",
    # The name of who offers stands before.
    ACT: """
invites, invited, inviting, invite, announces, announced, announcing, announce, offers, offering, seeks
seeking, seek, looking for, looks for, hiring, recruiting, recruits, recruit, launches, launched, opens
opened, opening, accepts, accepting, accept, calls for, awards, awarding, welcomes, issues, issued
requires, wants, pays, supports, provides, providing, advertises, advertising, encourages, solicits
intends to, publishes, published, procures, gives, rewards, intend to, plans to hire, is open
has opened, extends, has extended, ladt, laden, sucht, suchen, vergibt, vergeben, schreibt, schreiben
bietet, bieten, fordert, verleiht, stellt, lobt, ruft, veroffentlicht, stellt ein, unterstutzt
verlangert, lance, lancent, recherche, recherchent, recrute, recrutent, propose, proposent, organise
offre, ouvre, publie, decerne, finance, embauche, attribue, prolonge, cherche, soutient, remet, convoca
convocan, ofrece, ofrecen, busca, buscan, abre, lanza, invita, publica, otorga, financia, contrata
licita, selecciona, concede, amplia, necesita, bandisce, bandiscono, cerca, cercano, offrono, apre
lancia, mette, assegna, finanzia, assume, indice, seleziona, eroga, proroga, oferece, oferecem, procura
procuram, lanca, convida, seleciona, divulga, atribui, prorroga, promove, premiara, premia, otorgara
concedera, otorgan, premiera, abrira, lancera, remettra, vergabe, organisiert, zeichnet, organizza
organiza, has an opening, has openings, has a vacancy, has vacancies, has a position, has two
hat eine stelle, incorpora, dispone de, asume, stellt zur verfugung, schreibt aus""",
    # Whom it is for follows.
    ELIGIBLE: """
open to, eligible are, eligible to apply are, eligible applicants, eligible applicants are, eligibility
eligibility criteria, who can apply, who may apply, applicants must, applicants should
applicants need to, applicants have to, candidates must, candidates should, participants must
entrants must, proposers must, bidders must, available to, restricted to, aimed at, eligible, only for
for students, for researchers, for early career, for women, for phd, for graduates, for postgraduates
for undergraduates, for artists, for startups, for smes, for citizens, for residents, for nonprofits
for ngos, applicants will have, antragsberechtigt sind, antragsberechtigt, teilnahmeberechtigt sind
teilnahmeberechtigt, bewerben konnen sich, teilnehmen konnen, mitmachen konnen, richtet sich an
zielgruppe, voraussetzung, voraussetzungen, fur studierende, offen fur, ouvert a, ouverte a, ouverts a
ouvertes a, ouvert aux, ouverte aux, ouverts aux, s adresse a, s adresse aux, eligibilite, eligibles
destine a, destine aux, destinee aux, reserve aux, peuvent postuler, peuvent participer, dirigido a
dirigida a, dirigidos a, dirigidas a, abierto a, abierta a, abiertas a, abiertos a, requisitos
podran participar, pueden participar, podran presentarse, destinatarios, rivolto a, rivolta a
rivolto ai, rivolto agli, rivolta ai, aperto a, aperta a, aperto ai, possono partecipare
possono candidarsi, destinatari, requisiti, riservato a, destinado a, destinada a, destinado aos
destinadas a, destinados a, aberto a, aberta a, podem participar, podem candidatar, podem concorrer
voltado a, voltada a, voltado para""",
    REMOTE: """
remote, remotely, work from home, works from home, working from home, work from anywhere, from anywhere
wfh, home office, homeoffice, telecommute, telecommuting, no office, teletravail, a distance
teletrabajo, remoto, remota, telelavoro, smart working, teletrabalho, ortsunabhangig, distributed team
mobiles arbeiten""",
    ON_SITE: """
not remote, no remote, non remote, not a remote, on site, onsite, on site only, in office
in person only, vor ort, sur site, sur place, presencial, in presenza, in sede, kein homeoffice
kein home office, keine remote""",
    HYBRID: """
hybrid, hybride, hibrido, hibrida, ibrido, ibrida, partly remote, teilweise remote, days in the office""",
    ONLINE: """
virtual event, virtual conference, virtual workshop, virtual summit, virtual hackathon, virtual meetup
online event, online conference, online workshop, online summit, online hackathon, online competition
online meetup, online only, online edition, held online, held virtually, place online, place virtually
happening online, happens online, runs online, fully online, entirely online, completely online
fully virtual, fully remote, is online, be online, virtual edition, online konferenz
online veranstaltung, findet online, online statt, rein online, en ligne, en linea, evento virtual
evento online, conferencia virtual, 100 online, totalmente online, si terra online, si svolge online
sera online, acontece online, realizado online""",
}

_NOT_NAMES = """
we i you they he she it this that these those the our your applications submissions proposals candidates
applicants who which what deadline call calls there registration nominations entries papers job jobs
position positions here wir sie er es ich ihr die der das nous vous ils elles on il elle nosotros ellos noi
loro nos eles und and or but if when hiring vacancy new open now apply please today se si man all everybody
everyone anyone people small more
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words with a capital that are no names."""

AUXILIARIES = "is|are|has|have|will|now|today|again|once|also|a|ha|hat"
"""Words between a name and what it does."""

OWN_VOICE = frozenset(
    (
        "we",
        "our",
        "us",
        "wir",
        "unser",
        "unsere",
        "unserem",
        "unseren",
        "uns",
        "nous",
        "notre",
        "nos",
        "nosotros",
        "nuestro",
        "nuestra",
        "nuestros",
        "noi",
        "nostro",
        "nostra",
        "nossa",
        "nosso",
        "buscamos",
        "cerchiamo",
        "procuramos",
        "recrutons",
        "recherchons",
    )
)
"""Words of a text that speaks for who publishes it."""

FEED_WORDS = (
    r"(?:the\s)?(?:blog|news|newsroom|feed|rss|jobs|careers?|vacancies|stellen(?:angebote)?|updates?"
    r"|announcements?|website|magazine)"
)
BOARD_WORDS = frozenset(
    (
        "jobs",
        "careers",
        "vacancies",
        "board",
        "news",
        "weekly",
        "daily",
        "digest",
        "calls",
        "cfp",
        "cfps",
        "opportunities",
        "tenders",
        "grants",
        "scholarships",
        "funding",
        "notices",
        "stellen",
        "stellenmarkt",
        "ausschreibungen",
        "emploi",
        "emplois",
        "offres",
        "empleo",
        "ofertas",
        "convocatorias",
        "becas",
        "licitaciones",
        "lavoro",
        "bandi",
        "concorsi",
        "vagas",
        "editais",
        "concursos",
        "today",
        "times",
        "zeitung",
        "post",
        "herald",
        "list",
        "feed",
        "channel",
        "newsletter",
        "events",
        "agenda",
        "remote",
        "work",
        "hacker",
        "planet",
    )
)
"""A feed with one of these in its title publishes what others offer."""
