"""Names of occupations, and the words around them in the titles of job offers; in plain spelling."""

_ROLES = """
panadero panadera conservador conservadora restauratore restauratrice padeiro restaurador peluquero
carpintero albanil jardinero fornaio falegname sarto cozinheira azubi azubis leitung volontaer lehrling
auszubildende geschaftsfuhrung stellvertretung hausmeister kuchenhilfe reinigungskraft autisti autista
bibliothecaire bibliothekar bibliothekarin bibliotecario bibliotecaria animateur animatrice educatrice agent
agente charpentier macon boulanger patissier coiffeur community-manager officer welder roofer seamstress
usher nanny housekeeper picker packer courier hospitality barber florist groom optician radiographer
engineer engineers developer developers programmer manager managers designer designers analyst analysts
architect scientist scientists administrator consultant specialist director head lead coordinator assistant
associate executive nurse nurses teacher teachers tutor lecturer professor professorship postdoc researcher
fellow intern internship trainee apprentice technician operator driver drivers accountant auditor bookkeeper
clerk cashier chef cook waiter waitress barista bartender receptionist secretary representative advisor
adviser attendant writer copywriter editor journalist reporter translator photographer producer animator
artist illustrator librarian archivist curator paralegal lawyer attorney counsel solicitor economist
statistician mathematician physicist chemist biologist biochemist pharmacist physician doctor dentist
therapist psychologist surgeon midwife carer caregiver paramedic veterinarian electrician plumber carpenter
mechanic machinist builder foreman surveyor planner buyer purchaser strategist marketer recruiter trainer
coach instructor supervisor superintendent cto ceo cfo coo cmo cio ciso vp president devops sre tester qa
dba sysadmin devrel evangelist advocate maintainer contributor contractor freelancer volunteer cleaner guard
caretaker janitor gardener porter handyman mason painter tailor baker butcher hairdresser stylist beautician
model actor musician data-engineer scrum-master owner partner principal dean rector chair studentship
position postdoctoral phd leader expert estimator modeller modeler merchandiser investigator inspector
underwriter broker trader teller actuary dispatcher controller controllers steward captain pilot crew sailor
distributor demonstrator entwickler entwicklerin softwareentwickler softwareentwicklerin ingenieur
ingenieurin leiter leiterin berater beraterin referent referentin sachbearbeiter sachbearbeiterin
mitarbeiter mitarbeiterin assistent assistentin assistenz redakteur redakteurin lehrer lehrerin pfleger
pflegerin pflegefachkraft pflegekraft arzt arztin verkaufer verkauferin verkauf techniker technikerin
informatiker informatikerin buchhalter buchhalterin erzieher erzieherin fahrer fahrerin koch kochin
auszubildender praktikant praktikantin werkstudent werkstudentin doktorand doktorandin professur
juniorprofessur mechaniker mechatroniker elektriker elektroniker kaufmann kauffrau fachkraft spezialist
spezialistin volontariat volontar projektleiter projektleiterin teamleiter teamleiterin systemadministrator
systemadministratorin fachinformatiker developpeur developpeuse ingenieure responsable cheffe charge chargee
directeur directrice assistante technicien technicienne comptable vendeur vendeuse infirmier infirmiere
enseignant enseignante professeur chercheur chercheuse doctorant doctorante stagiaire stage alternant
alternante redacteur redactrice conseiller conseillere consultante analyste architecte administrateur
administratrice gestionnaire coordinateur coordinatrice coordonnateur coordonnatrice chauffeur cuisinier
cuisiniere serveur serveuse juriste medecin secretaire graphiste educateur ingeniero ingeniera desarrollador
desarrolladora programador programadora gerente jefe jefa directora asistente tecnico tecnica contable
vendedor vendedora enfermero enfermera profesor profesora docente investigador investigadora becario becaria
practicas redactor redactora asesor asesora consultor consultora analista arquitecto arquitecta
administrador administradora administrativo administrativa coordinador coordinadora encargado encargada
conductor cocinero cocinera camarero camarera abogado abogada medico medica disenador disenadora comercial
dependiente operario auxiliar ingegnere sviluppatore sviluppatrice programmatore programmatrice responsabile
direttore direttrice assistente contabile commesso commessa infermiere infermiera insegnante professore
ricercatore ricercatrice tirocinante tirocinio dottorando redattore redattrice consulente architetto
amministratore coordinatore addetto addetta impiegato impiegata cuoco cuoca cameriere cameriera avvocato
grafico operaio magazziniere educatore engenheiro engenheira desenvolvedor desenvolvedora diretor diretora
contador contadora enfermeiro enfermeira professora pesquisador pesquisadora estagiario estagiaria estagio
redator redatora arquiteto arquiteta coordenador coordenadora motorista cozinheiro garcom advogado advogada
atendente operador operadora bolseiro
"""
ROLES = frozenset(_ROLES.split())

ROLE_ENDINGS = (
    "entwickler",
    "entwicklerin",
    "ingenieur",
    "ingenieurin",
    "leiter",
    "leiterin",
    "manager",
    "managerin",
    "berater",
    "beraterin",
    "referent",
    "referentin",
    "assistent",
    "assistentin",
    "pfleger",
    "pflegerin",
    "techniker",
    "technikerin",
    "mechaniker",
    "lehrer",
    "lehrerin",
    "kraft",
    "kaufmann",
    "kauffrau",
    "arbeiter",
    "arbeiterin",
    "praktikum",
    "professur",
    "administrator",
    "administratorin",
    "helfer",
    "helferin",
    "fahrer",
    "arzt",
    "verkaufer",
    "verkauferin",
    "spezialist",
    "ausbildung",
    "stelle",
    "fachperson",
    "fachfrau",
    "fachmann",
    "leitung",
    "hilfe",
    "fuhrer",
    "fuhrerin",
    "lehrling",
)
"""German compounds that end so are occupations."""

_LEADING = """
leitung azubi lehrling ausbildung professor director head lecturer vp president developpeur developpeuse
ingenieur ingenieure responsable chef cheffe charge chargee directeur directrice technicien technicienne
chercheur chercheuse ingeniero ingeniera desarrollador desarrolladora programador programadora jefe jefa
tecnico tecnica profesor profesora investigador investigadora directora administrador coordinador
coordinadora encargado ingegnere sviluppatore sviluppatrice programmatore responsabile direttore direttrice
ricercatore addetto addetta impiegato engenheiro engenheira desenvolvedor desenvolvedora gerente diretor
diretora pesquisador coordenador analista consultor consultora leiter leiterin referent referentin
mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin professur assistant assistante assistent assistenz
medico enfermeiro redactor redacteur consulente postdoc stage stagiaire architecte analyste administrateur
consultant comptable gestionnaire coordinateur phd position intern internship vendedor auxiliar operador
praktikum praktikant werkstudent conducteur juriste
"""
LEADING = frozenset(_LEADING.split())
"""Occupations that words may follow: "Director of Sales", "Ingénieur en électronique"."""

_NOT_A_TITLE = """
expressions how why what when who where meet interview inside life story former ex ask show tell is are was
were does did can could should will would has have had says said after before amid over during warum wie wer
ehemaliger ehemalige pourquoi comment ancien ancienne por que como cuando perche quando ganha vence
"""
NOT_A_TITLE = frozenset(_NOT_A_TITLE.split())
"""Words that begin or sit in the titles of stories and not of job offers."""

SEEKS = """
is hiring, are hiring, hiring, is now hiring, is looking for, are looking for, is seeking, seeks, is
recruiting, recruits, wants, needs, looking for, sucht, sucht ab sofort, sucht zum nachstmoglichen
zeitpunkt, stellt ein, recrute, recherche, cherche, embauche, busca, contrata, necesita, selecciona,
cerca, assume, seleziona, procura"""
"""What an organisation does that offers a job; the occupation follows."""

PREFIX = (
    r"(?:hiring|now hiring|we(?:'re| are) hiring|job|jobs|new job|job (?:offer|opening|alert|posting"
    r"|vacancy)|vacancy|vacancies"
    r"|open position|position|career|careers|remote job|stellenangebot|stellenausschreibung|stelle"
    r"|offre d'emploi|emploi|recrutement"
    r"|oferta de (?:empleo|trabajo|emprego)|empleo|vacante|offerta di lavoro|lavoro|vaga|vaga de emprego"
    r"|emprego|internship"
    r"|praktikum|for hire|wanted|gesucht|se busca|cercasi|wir suchen|we are looking for|we're looking for)"
)
"""What may stand before the occupation, with a colon, a dash or in brackets."""

GENDERS = (
    r"\((?:[mwfdxhvi](?:\s?[/|,*]\s?[mwfdxhvia]){1,3}|all genders?|alle geschlechter|gn|h\s?/\s?f"
    r"|f\s?/\s?h|gender neutral|m/w/divers)\)"
)
"""Letters in brackets that say people of every gender may apply: only job offers have them."""

_LEGAL_FORMS = """
gmbh ag kg se mbh ohg inc llc ltd plc corp co company corporation sa sas sarl srl spa bv nv oy ab as aps kk
pty group holding university universitat universite universidad universita universidade institute institut
instituto istituto college school hospital foundation stiftung fondation fundacion fondazione fundacao bank
agency ministry council labs lab studio studios technologies solutions systems consulting partners trust
association verein klinikum hochschule ltda gruppe museum
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())

IN_NEWS = frozenset(
    (
        "ceo",
        "president",
        "coach",
        "actor",
        "chief",
        "leader",
        "officer",
        "model",
        "musician",
        "journalist",
        "reporter",
        "guard",
        "captain",
        "owner",
        "expert",
        "agent",
        "minister",
        "doctor",
        "trainer",
        "presidente",
        "actriz",
    )
)
"""Occupations that headlines are about."""

NOT_FIRST = frozenset(
    ("my", "our", "your", "the", "this", "these", "i", "we", "he", "she", "they", "a", "an")
)
"""Words that the titles of stories begin with."""

NOT_EMPLOYED = frozenset(
    (
        "chapters",
        "papers",
        "speakers",
        "talks",
        "proposals",
        "ideas",
        "contributions",
        "articles",
        "essays",
        "abstracts",
        "posters",
        "vortrage",
        "beitrage",
        "ponencias",
        "texte",
        "bids",
        "tenders",
        "quotes",
        "partners",
        "suppliers",
        "startups",
        "artists",
        "authors",
        "vorschlage",
        "referenten",
        "sprecher",
        "stories",
        "photos",
        "fotos",
        "designs",
        "projects",
        "projekte",
        "ideen",
        "bug",
        "bugs",
        "hackers",
        "buyer",
        "buyers",
        "way",
        "help",
        "witnesses",
        "zeugen",
        "winner",
        "finalists",
        "member",
        "members",
    )
)
"""What is wanted and no occupation."""
