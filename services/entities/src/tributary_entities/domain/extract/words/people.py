"""Cues for people: titles, roles, and verbs of speech."""

from tributary_entities.domain.extract.words import words

HONOURS = words("""
mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister brother rabbi imam
sheikh pastor bishop archbishop cardinal pope saint st sgt sergeant lt lieutenant capt captain maj major col
colonel gen general adm admiral cmdr commander cpl corporal pvt private sen senator rep representative gov
hon judge justice herr frau dipl ing hr m mm mme mlle madame monsieur maître me docteur sr sra srta don doña
señor señora dott dottor dottoressa signor signora sig avv onorevole on senhor senhora dra doutor doutora
prof.ª king queen prince princess duke duchess emperor empress sultan crown kaiser könig königin papst papa
pape roi reine rey reina president chancellor mayor governor minister präsident kanzler bundeskanzler
presidente ministro ministre président detective officer inspector constable sheriff chef
""")
"""Lower case, without the full stop. They stand directly before a name."""

ROLES = words("""
grandmaster veteran cinéaste réalisateur réalisatrice bademeister herausgeber herausgeberin redakteur
redakteurin scholar bassist pilot astronaut farmer teenager widow mother father brother sister son daughter
wife husband friend colleague neighbour neighbor organiser organizer volunteer broker expert specialist
consultant advisor adviser lobbyist campaigner whistleblower dissident suspect defendant victim witness
survivor refugee curator contributor responsável editora editor coordinatore coordinadora coordinador
coordenador coordenadora responsable responsabile kollegin kollege freund freundin anwalt anwältin ärztin
arzt lehrer lehrerin künstler künstlerin president vice-president premier minister chancellor secretary
senator congressman congresswoman congressperson representative governor mayor councillor councilman
councilwoman ambassador commissioner speaker leader chairman chairwoman chairperson chair ceo cfo cto coo cio
cmo cso chief director head manager boss founder co-founder cofounder founders co-founders owner partner
principal officer executive professor lecturer researcher scientist engineer economist analyst historian
philosopher psychologist physicist chemist biologist astronomer mathematician statistician epidemiologist
virologist surgeon physician doctor nurse lawyer attorney prosecutor solicitor barrister judge justice
detective inspector sergeant commander general admiral colonel captain journalist reporter correspondent
columnist critic author writer novelist poet playwright screenwriter filmmaker producer actor actress
comedian singer songwriter musician rapper guitarist drummer pianist composer conductor artist painter
sculptor photographer designer architect illustrator developer programmer hacker maintainer entrepreneur
investor billionaire millionaire philanthropist activist spokesman spokeswoman spokesperson coach striker
midfielder defender goalkeeper quarterback pitcher forward winger champion driver cyclist boxer golfer
swimmer sprinter athlete player teammate skipper star host co-host cohost guest presenter anchor moderator
panelist keynote blogger youtuber podcaster king queen prince princess duke duchess pope bishop archbishop
cardinal candidate nominee incumbent dictator treasurer accountant librarian dean provost rector fellow
postdoc student teacher präsident präsidentin bundespräsident bundespräsidentin us-präsident bundeskanzler
bundeskanzlerin kanzler kanzlerin ministerin ministerpräsident ministerpräsidentin außenminister
außenministerin innenminister innenministerin finanzminister verteidigungsminister wirtschaftsminister
gesundheitsminister bürgermeister oberbürgermeister oberbürgermeisterin chef chefin geschäftsführer
geschäftsführerin vorstand vorstandschef vorstandsvorsitzender vorsitzende vorsitzender parteichef
parteichefin gründer gründerin direktor direktorin leiter leiterin sprecher sprecherin autor autorin
schauspieler schauspielerin sänger sängerin trainer trainerin professorin forscher forscherin politiker
politikerin regisseur regisseurin journalistin président présidente ministre première chancelier chancelière
maire sénateur sénatrice député députée gouverneur directeur directrice pdg fondateur fondatrice cofondateur
patron patronne porte-parole écrivain écrivaine auteur auteure acteur actrice chanteur chanteuse entraîneur
sélectionneur chercheur chercheuse professeur professeure avocat avocate journaliste procureur presidente
presidenta primer ministro ministra canciller alcalde alcaldesa senador senadora diputado diputada gobernador
gobernadora directora fundador fundadora portavoz escritor escritora autora actriz cantante entrenador
profesor profesora abogado abogada periodista fiscal candidato candidata líder sindaco sindaca senatore
deputato governatore direttore direttrice fondatore portavoce scrittore scrittrice attore attrice regista
allenatore professore professoressa avvocato giornalista segretario amministratore procuratore
primeiro-ministro prefeito prefeita deputado deputada governador diretor diretora porta-voz ator atriz cantor
cantora treinador professora advogado jornalista
""")
"""Lower case. A name may follow directly ("CEO Tim Cook") or after what they lead."""

SAYS = words("""
said says say told tells added adds wrote writes explained explains noted notes argued argues warned warns
claimed claims tweeted tweets posted asked asks replied replies admitted admits insisted insists believes
thinks recalled recalls commented comments joked testified confirmed confirms declared declares stated states
reports reported predicted predicts suggested suggests urged urges vowed conceded concluded remarked
responded denied denies hopes thought knew felt remembered laughed smiled died resigned retired married sagte
sagt erklärte erklärt betonte betont meinte meint schrieb schreibt kritisierte forderte fordert teilte warnte
warnt kündigte dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté estime estimé indique
précise assure raconte dijo dice afirmó afirma explicó explica aseguró asegura señaló señala añadió declaró
comentó advirtió anunció disse ha afferma affermato spiega spiegato dichiara dichiarato sostiene racconta
scrive commenta aggiunge diz afirmou explicou declarou ressaltou destacou contou
""")
"""Lower case. Beside a full name they make it a person."""

PARTICLES = words(
    "de da do dos das del della delle di du van von vom zu zum der den la le bin ibn al el ten ter af"
)
"""May stand inside a person's name."""

LONE = words("de da do dos das del della delle di du van von vom bin ibn af ben")
"""Of these, those that may be the only one of a name."""

NOBODY = words("""
admin administrator editor editors editorial staff team unknown anonymous guest webmaster author contributor
contributors root user newsroom desk redaktion redaction redacción redazione redação noreply no-reply info
chairs committee office abteilung personalabteilung veranstalter organizers organisers organizer hr human
resources
""")
"""Authors' texts that name nobody."""

NOT_PEOPLE = words("director general head lead major partner principal host star fellow anchor goes")
"""Roles that are other words, too, and prove nothing beside a name."""
