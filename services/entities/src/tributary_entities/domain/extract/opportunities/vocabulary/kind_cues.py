"""The words that say what kind of opportunity a text offers.

A call names the offer itself ("we are hiring", "call for papers"); a subject only names what it is about
("grant"), and needs words that invite.
"""

from tributary_entities.domain.extract.findings import (
    BOUNTY,
    CALL_FOR_PAPERS,
    CALL_FOR_PROPOSALS,
    COMPETITION,
    GRANT,
    JOB,
    SCHOLARSHIP,
    TENDER,
)

CALL, SUBJECT = "call:", "subject:"
"""Labels are one of these with a kind."""

INVITE, NEWS, MANY, SUPPORT, ANY, PAST = "invite", "news", "many", "support", "any", "past"
VENUE = "venue"

KIND_CUES: dict[str, str] = {
    CALL + JOB: """
hiring, is hiring, are hiring, we re hiring, now hiring, hiring now, job opening, job openings
job opportunity, job opportunities, job offer, job vacancy, job vacancies, vacancy, vacancies
open position, open positions, open role, open roles, career opportunity, job posting, job ad
join our team, join the team, position available, positions available, postdoc position
postdoctoral position, phd position, phd positions, faculty position, faculty positions, job alert
we are recruiting, is recruiting, are recruiting, seeks a, seeks an, is seeking a, is seeking an
is looking for a, is looking for an, are looking for a, are looking for an, re looking for a
re looking for an, internship, internships, traineeship, traineeships, position is open, who is hiring
jobs at, careers at, tenure track, now recruiting, work with us, come work with, freelance wanted
stellenangebot, stellenangebote, stellenausschreibung, stellenausschreibungen, stellenanzeige
offene stelle, offene stellen, freie stelle, freie stellen, wir suchen, wir stellen ein, sucht eine
sucht einen, sucht ab sofort, suchen eine, suchen einen, verstarkung fur unser team, zur verstarkung
ausbildungsplatz, praktikum, werkstudent, werkstudentin, doktorandenstelle, m w d, w m d, m f d, f m d
d m w, m w x, f m x, m f x, w m x, all genders, m f, offre d emploi, offres d emploi, recrute
recrutement, recrutons, poste a pourvoir, postes a pourvoir, cherche un, cherche une, recherche un
recherche une, nous recherchons, rejoignez notre equipe, nous recrutons, offre de stage, poste en cdi
cdi, h f, f h, oferta de empleo, ofertas de empleo, oferta de trabajo, ofertas de trabajo, busca un
busca una, buscamos, se busca, contrata, puesto vacante, vacante, vacantes, plaza vacante
unete a nuestro equipo, unete al equipo, estamos contratando, incorporar, offerta di lavoro
offerte di lavoro, cerca un, cerca una, cerchiamo, si cerca, assume, assunzioni, posizione aperta
posizioni aperte, lavora con noi, siamo alla ricerca, selezione di personale, concorso pubblico, vaga
vagas, vaga de emprego, vagas de emprego, oferta de emprego, contrata se, procura um, procura uma
procuramos, estamos a contratar, venha trabalhar, zu besetzen, stellt ein, a pourvoir, to be filled
se cubrira, se precisa, we want to hire, want to hire, looking to hire, to hire a, vacancies for
cubrir una plaza, cubrir plazas, cubrir _ plazas, plaza fija, offene position, admite, recrutamento
recrutamento de, reclutamiento, vacancy notice, on recrute, embauche, embauchons, we need a, we need an
needs somebody, needs a, are looking to, suchen wir, sucht ab, sucht zum, come and work, work for us""",
    SUBJECT + JOB: """
job, position, role, career, careers, postdoc, postdoctoral researcher, stelle, job offer, poste, emploi
empleo, puesto, lavoro, emprego, posto de trabalho, recruitment, assistantship, employment, jobs, plaza
plazas, puestos, postes, posti, conservatorship, conservator""",
    CALL + GRANT: """
grant program, grant programme, grant scheme, grants program, grants programme, grant call, funding call
funding opportunity, funding opportunities, call for funding, grants available, grant available
funding available, seed funding, seed grants, seed grant, research grants, travel grants, small grants
project grants, grant applications, grant application, grants round, grant round, apply for funding
notice of funding opportunity, notice of funding, nofo, apply for a grant, apply for grants, microgrants
microgrant, call for grant applications, innovation fund, funding round open, forderprogramm
forderaufruf, forderausschreibung, forderbekanntmachung, forderrichtlinie, forderantrag, forderantrage
projektforderung, zuschuss, zuschusse, antrag auf forderung, forderung beantragen, subvention
subventions, appel a financement, aide financiere, appel a manifestation d interet, subvenciones
convocatoria de ayudas, convocatoria de subvenciones, ayudas, bando di finanziamento
finanziamento a fondo perduto, contributi a fondo perduto, chamada de financiamento, edital de fomento
apoio financeiro, financiamento nao reembolsavel""",
    SUBJECT + GRANT: """
grant, grants, funding, fund, funds, residency, residencies, artist residency, accelerator, incubator
forderung, fordermittel, financement, residence, subvencion, ayuda, financiacion, bando, finanziamento
contributi, fomento, financiamento, subsidio, subsidy, apoio, apoios, aides, aide, contributo
forderungen, micro grants, forderpreis, voucher, vouchers, projektmittel, zuschuss, zuschusse, incentivi
subsidies, incentivos, fondi, bonus, fonds, mecenat, fondo, fundo, subsidios, residenz, residencia
residenza, residences, residencias, seed money, co funding, cofinancing, kofinanzierung, startgeld
anschubfinanzierung, money for, geld fur, argent pour, dinero para, soldi per, dinheiro para, fordert
fordern, coup de pouce""",
    CALL + CALL_FOR_PAPERS: """
call for papers, calls for papers, call for paper, call for full papers, call for _ papers
call for abstracts, call for _ abstracts, call for speakers, call for _ speakers, call for talks
call for _ talks, call for presentations, call for contributions, call for participation
call for chapters, call for book chapters, call for submissions, call for posters, call for demos
call for articles, call for lightning talks, call for sessions, call for tutorials, call for workshops
call for workshop proposals, call for talk proposals, call for session proposals, call for presenters
call for manuscripts, cfp, cfps, c f p, special issue, submit a talk, submit your talk, submit a paper
submit your paper, submit your talks, talk submissions, paper submission, paper submissions
talk proposals, speaker applications, speaker submissions, session proposals, submit a session
submit a proposal to speak, speak at, become a speaker, submit an abstract, submit your abstract
paper submission deadline, abstract submission, abstract submissions, looking for speakers
submit a proposal for a talk, propose a talk, submit talks, vortragseinreichung, vortragseinreichungen
vortrage gesucht, aufruf zur einreichung, aufruf fur vortrage, sprecher gesucht, vortragsvorschlage
referenten gesucht, speaker gesucht, beitragseinreichung, einreichung von vortragen
einreichung von beitragen, aufruf fur beitrage, call for beitrage, appel a communications
appel a communication, appel a contributions, appel a contribution, appel a articles
appel a conferenciers, appel a conferences, appel a orateurs, appel a presentations, appel a speakers
appel aux communications, appel a interventions, propositions de communication, appel a sujets
appel a auteurs, convocatoria de ponencias, convocatoria de articulos, convocatoria de comunicaciones
llamada a ponencias, llamado a ponencias, llamado a contribuciones, convocatoria para ponentes
convocatoria de charlas, envio de ponencias, llamado a presentacion, convocatoria de trabajos
peticion de contribuciones, presentacion de ponencias, propuestas de charlas, llamada a contribuciones
llamado de trabajos, invito a presentare contributi, richiesta di contributi
invito a presentare articoli, chiamata per articoli, proposte di talk, proposte di intervento
invito a presentare interventi, chiamata a contributi, presentazione di abstract, chamada de trabalhos
chamada para trabalhos, chamada de artigos, chamada para artigos, chamada de palestras
chamada para palestrantes, submissao de trabalhos, submissao de artigos, submissao de palestras
chamada de propostas de palestras, chamada de contribuicoes, edited volume, edited collection
chapters wanted, papers wanted, speakers wanted, talks wanted, contributions wanted, articles wanted
essays wanted, themenheft, sammelband, numero thematique, numero monografico, dossie, ouvrage collectif
volume collettaneo, submissoes abertas, submissoes ate, soumissions ouvertes, want to give a talk
give a talk, give a talk at, einreichung offen, talk ideas, session ideas, ideas for talks
ideas for sessions, ideas for a talk, like to talk about, like to speak about, sessionvorschlage
workshopvorschlage, se aceptan comunicaciones, se aceptan ponencias""",
    SUBJECT + CALL_FOR_PAPERS: """
paper, papers, speakers, abstracts, proceedings, submissions, palestras, ponencias, vortrage, beitrage
beitrag, vortrag, contributions, communications, trabajos, comunicaciones, charlas
proposte di intervento, interventi, trabalhos, comunicacoes, sessions, abstract, posters, poster
submissoes, submissao, soumissions, resumos, resumenes, kurzfassungen, riassunti""",
    CALL + CALL_FOR_PROPOSALS: """
call for proposals, calls for proposals, call for project proposals, call for _ proposals
call for projects, call for ideas, call for artists, call for entries from artists
solicitation of proposals, call for pre proposals, call for research proposals, call for concept notes
invites proposals, inviting proposals, aufruf zur einreichung von vorschlagen
aufforderung zur einreichung, projektaufruf, aufruf zur einreichung von projekten
aufruf zur antragstellung, aufruf fur projekte, projektausschreibung, einreichung von projektvorschlagen
aufforderung zur antragstellung, ideenaufruf, appel a projets, appel a projet, appel a propositions
appel a idees, convocatoria de propuestas, convocatoria de proyectos, llamado a propuestas
convocatoria para proyectos, presentacion de propuestas, convocatoria a proyectos
invito a presentare proposte, invito a presentare progetti, bando per progetti, call per progetti
presentazione di proposte, chiamata a progetti, chamada de propostas, chamada de projetos
chamada para propostas, edital de chamada, chamada para projetos, convite a apresentacao de propostas""",
    SUBJECT + CALL_FOR_PROPOSALS: "edital, convocatoria",
    CALL + BOUNTY: """
bug bounty, bug bounties, bounty program, bounty programme, bounty available, open bounty
vulnerability rewards program, vulnerability reward program, vulnerability disclosure program
security bounty, bounty reward, bounties available, code bounty, issue bounty
responsible disclosure rewards, bounty for, bounty of, bounty on, bug bounty programm
kopfgeld fur fehler, programme de primes, prime aux bogues, programa de recompensas
programma di bug bounty, recompensa por bugs, we pay _ for, reward for finding, pays for bugs
reward for a fix, for whoever fixes, paid for bugs, find bugs, finding bugs, report bugs
zahlt fur sicherheitslucken, wer eine lucke, recompense _ failles, recompensa por""",
    SUBJECT + BOUNTY: """
bounty, bounties, rewards hackers, recompensas, reward, prime, primes, belohnung, pramie, pramien
ricompensa, ricompense, vulnerabilities, vulnerability, vulnerabilidades, sicherheitslucken
sicherheitslucke, failles, hackers, bug""",
    CALL + TENDER: """
invitation to tender, invitation for bids, invitation to bid, call for tenders, call for tender
call for bids, request for proposals, request for proposal, rfp, rfps, request for quotation
request for quotations, rfq, request for tender, request for tenders, rft, contract notice
tender notice, procurement notice, itt, expression of interest, request for expressions of interest
reoi, invitation for expressions of interest, public tender, open tender, open tenders, open procedure
tender opportunity, contracting authority, request for information, invites tenders, invites bids
sealed bids, prior information notice, framework agreement, tender for, tender submission
ausschreibung der, offentliche ausschreibung, auftragsbekanntmachung, offenes verfahren
vergabeverfahren, vergabebekanntmachung, beschrankte ausschreibung, eu ausschreibung
europaweite ausschreibung, auftraggeber, aufforderung zur angebotsabgabe, offentlicher auftraggeber
leistungsverzeichnis, verhandlungsverfahren, appel d offres, appels d offres, avis de marche
marche public, pouvoir adjudicateur, avis d appel, procedure ouverte, consultation publique pour
licitacion, licitaciones, licitacion publica, anuncio de licitacion, concurso publico de
poder adjudicador, pliego, pliegos, convocatoria de licitacion, procedimiento abierto, gara d appalto
gare d appalto, bando di gara, appalto, procedura aperta, stazione appaltante, avviso di gara
amministrazione aggiudicatrice, licitacao, licitacoes, aviso de licitacao, pregao, pregao eletronico
concurso publico internacional, edital de licitacao, tomada de precos, concorrencia publica
entidade adjudicante, anuncio de procedimento, manifestazione di interesse, manifestazioni di interesse
affidamento, empreitada, mise en concurrence, adjudication, consulta preliminar, requests quotes
request quotes, invites quotes, quotations are invited, bids are invited, tenders are invited
quotes due, bids due, sucht anbieter, suchen anbieter, lieferung von, lieferung und, vergibt auftrag
fournisseur, fourniture de, suministro de, fornitura di, fornecimento de, aquisicao de, contratacion de
presupuesto base, supply of, preco base, base d asta, award a contract, concurso publico
bittet um angebote, bitten um angebote, framework contract, lieferung und montage, licita, licitan
saca a licitacion, contrato de servicios, contrato de obras, contrato de suministro, marche de services
marche de travaux, marche de fournitures, planungsleistungen, dienstleistungsauftrag, bauauftrag
servizio di, appalta, contrata o servico, reception des offres, remise des offres, depot des offres
receipt of tenders, receipt of bids, submission of tenders, submission of bids, ricezione delle offerte
presentazione delle offerte, presentacion de ofertas, recepcion de ofertas, apresentacao de propostas
entrega das propostas, eingang der angebote, abgabe der angebote, abgabe von angeboten""",
    SUBJECT + TENDER: """
tender, tenders, procurement, bid, bids, ausschreibung, vergabe, marche, gara, contract, supplier
suppliers, contractor, contractors, vendor, vendors, bidders, bieter, anbieter, auftrag, prestataire
proveedor, fornitore, fornecedor, angebote, offres, les offres, ofertas, offerte""",
    CALL + COMPETITION: """
hackathon, hackathons, call for entries, call for nominations, call for competition, competition open
enter the competition, design competition, photo contest, writing contest, coding contest
photo competition, writing competition, essay competition, student competition, startup competition
pitch competition, innovation challenge, open innovation challenge, nominations open
nominations are open, nominations now open, entries open, enter now, enter our contest
prize competition, challenge prize, kaggle competition, ideas competition, architecture competition
nominations for, short story contest, datathon, game jam, call for award nominations, award nominations
capture the flag, ideenwettbewerb, wettbewerb fur, architekturwettbewerb, gestaltungswettbewerb
fotowettbewerb, schreibwettbewerb, grunderwettbewerb, preisausschreiben, ausschreibung des preises
preis ausgeschrieben, schulerwettbewerb, realisierungswettbewerb, planungswettbewerb, concours ouvert
concours photo, concours d idees, concours d architecture, appel a concours, concours de nouvelles
concours etudiant, concours d ecriture, concours de startups, concurso de fotografia, concurso de ideas
concurso literario, concurso de cuentos, convocatoria del premio, concurso abierto, bases del concurso
certamen, concorso di idee, concorso fotografico, concorso letterario, bando di concorso
concorso di progettazione, concorso aperto, concurso de ideias, premio aberto""",
    SUBJECT + COMPETITION: """
competition, competitions, contest, contests, challenge, challenges, prize, prizes, award, awards
wettbewerb, wettbewerbe, preis, concours, prix, concurso, premio, premios, concorso, desafio
gewinnspiel, concursos, competicao, competicoes, premi, concorsi, defi, trophees, trophee, reto, retos
hackaton, hackatones, sfida, maratona, preisausschreiben, nachwuchspreis, slam, quiz, olympiad
olympiade, race, races, championship entry, hack, battle""",
    CALL + SCHOLARSHIP: """
scholarship program, scholarship programme, scholarships available, scholarship available
scholarship applications, scholarship opportunity, scholarships open, apply for scholarships
fellowship program, fellowship programme, fellowships available, fellowship applications
fellowship opportunity, call for fellowships, call for fellowship applications, postdoctoral fellowship
postdoctoral fellowships, phd studentship, phd studentships, studentship, studentships, phd scholarship
phd scholarships, fully funded scholarship, fully funded scholarships, masters scholarship, bursary
bursaries, phd fellowship, phd fellowships, research fellowships, doctoral fellowship
doctoral fellowships, summer school scholarships, stipendienprogramm, promotionsstipendium
forschungsstipendium, stipendienausschreibung, stipendien ausgeschrieben, ausschreibung von stipendien
bewerbung um ein stipendium, promotionsstipendien, bourse d etudes, bourses d etudes
bourse de recherche, bourses de recherche, bourse doctorale, bourses doctorales, appel a bourses
bourse d excellence, programme de bourses, beca completa, becas completas, convocatoria de becas
programa de becas, becas de investigacion, beca de investigacion, becas para, beca para
becas de posgrado, borsa di studio, borse di studio, borse di ricerca, borsa di ricerca, bando per borse
assegno di ricerca, assegni di ricerca, bolsa de estudo, bolsas de estudo, bolsa de estudos
bolsas de estudos, bolsa de investigacao, bolsas de investigacao, bolsa de pesquisa, bolsas de pesquisa
programa de bolsas, bolsa de mestrado, bolsa de doutoramento""",
    SUBJECT + SCHOLARSHIP: """
scholarship, scholarships, fellowship, fellowships, stipend, stipends, stipendium, stipendien, bourse
bourses, beca, becas, borsa, borse, bolsa, bolsas, residencies for students, bolseiros, fellows
stipendiat, stipendiaten, stipendiatin, boursiers, becarios""",
    # A call that says nothing of what for.
    CALL + ANY: """
call for applications, call for _ applications, open call, open calls, request for applications
call for expressions of interest, call for fellows, call for startups, call for innovators
call for partners, call for entries, call for nominations, call is open, call now open
applications are open, applications open, applications now open, applications are invited
applications are now open, now accepting applications, accepting applications, invites applications
inviting applications, nominations are invited, invites entries, deadline for applications
application deadline, submission deadline, deadline extended, offener aufruf, bewerbungsphase
jetzt bewerben, bewerbungsschluss, bewerbungsfrist, einsendeschluss, einreichungsfrist, antragsfrist
aufruf, appel a candidatures, appel a candidature, appel ouvert, candidatures ouvertes
date limite de candidature, convocatoria abierta, abierta la convocatoria, abre la convocatoria
plazo de presentacion, plazo de solicitud, convocatoria, avviso pubblico, candidature aperte
presentazione delle domande, scadenza domande, bando aperto, chamada publica, inscricoes abertas, edital
candidaturas abertas, prazo de candidatura, abre inscricoes, riaperti i termini, riapre i termini
nuova apertura, apre lo sportello, riapre lo sportello, apertura sportello, abre plazo, abierto el plazo
ouverture des candidatures, ouverture de l appel, inschrijving, abre candidaturas, neue ausschreibung
neue forderrunde, new round, next round, annahmeschluss, schreibt _ aus, schreiben _ aus, eu call
horizon call, horizon europe call, thematic call, joint call, transnational call, call identifier
call text, call closes, call opens, call deadline, call closed, antragszeitraum, bewerbungszeitraum
einreichungszeitraum, expressions of interest, eoi""",
    # What texts about a job say.
    SUPPORT: """
responsibilities, your profile, your tasks, your role, the role, qualifications, years of experience
years experience, work experience, experience with, experience in, salary, salaries, salary range
compensation, benefits, full time, part time, permanent, cover letter, cv, we offer, you will, you have
job description, what you ll do, about you, who you are, about the role, requirements, skills, our team
remote, hybrid, on site, onsite, equal opportunity employer, equity, visa sponsorship, fixed term
contract, hourly, per hour, per annum, entry level, relocation, report to, reports to, start date
bachelor, degree, hours per week, apply now, apply, ihre aufgaben, deine aufgaben, ihr profil
dein profil, wir bieten, vollzeit, teilzeit, unbefristet, befristet, gehalt, berufserfahrung
abgeschlossenes studium, lebenslauf, anschreiben, kenntnisse, homeoffice, arbeitsort, festanstellung
eintrittstermin, vergutung, tv l, tvod, bewerbung, bewerbungen, bewirb, bewerben, vos missions, missions
profil recherche, votre profil, salaire, experience, temps plein, temps partiel, cdi, cdd, teletravail
lettre de motivation, remuneration, nous offrons, candidature, postuler, competences, alternance
requisitos, funciones, ofrecemos, salario, experiencia, jornada completa, tiempo completo, media jornada
contrato indefinido, curriculum, teletrabajo, sueldo, remuneracion, requisiti, mansioni, offriamo
stipendio, esperienza, tempo pieno, tempo indeterminato, tempo determinato, contratto, smart working
retribuzione, ral, candidati, inviare cv, beneficios, oferecemos, tempo integral, remuneracao
atividades, regime clt, pj, trabalho remoto, curriculo, successful candidate, candidate, candidates
applicants, applicant, responsible for, join us, work in, career as, job, position, unterlagen
zu besetzen, bewerben sie sich, stundenlohn, monatslohn, lohn, schicht, pensum, an hour, a month, a year
per month, shifts, hours a week, your resume, a resume, vencimento, retribucion, bruts, nets
brutos mensuales, grade, duty station, jornada, turno, turnos, carga horaria, horario, urgence
employment type, job type, department, stunde, die stunde, days a week, day a week, al mes, por mes
au mois, par mois, im monat, pro stunde, pro monat, ordenado, curricula, curriculum vitae, temporada
entgelt, arbeitszeit, arbeitszeiten, entgeltgruppe, tarifvertrag, eingruppierung, tvod sue
deine bewerbung, ihre bewerbung, schick uns, ausbildung, ausbildungsbeginn, night shift, shift
tips included, contrato, a termo, contrat, netos, netto, brutto, gross salary, vaste, help wanted""",
    # Words that invite the reader to take part.
    INVITE: """
apply, apply now, apply here, apply online, apply by, how to apply, to apply, applications, application
applicants, eligible, eligibility, submit, submissions, submission, submit your, deadline, closing date
invites, invited, inviting, we invite, nominations, nominate, accepting, closes, closing soon, now open
is open, are open, opens, open for, cover letter, cv, cvs, enter, entries, send your, send us, register
sign up, candidates, applicant, prequalified, tender documents, bid documents, join us
selection criteria, requirements, qualifications, proposals, who can apply, win up to, up for grabs
report vulnerabilities, report a vulnerability, researchers can earn, hackers can earn, due, participate
last day, bewerben, bewerbung, bewerbungen, bewirb, bewerbungsschluss, bewerbungsfrist, einreichen
einreichung, einreichungen, einsendeschluss, einreichungsfrist, antragsfrist, antrage, teilnehmen
teilnahme, frist, angebotsfrist, anmeldung, jetzt bewerben, gesucht, voraussetzungen, antragsberechtigt
mitmachen, abgabefrist, ausgeschrieben, ausschreibung, candidature, candidatures, candidater, postuler
postulez, date limite, soumettre, soumission, soumissions, deposer, dossier, eligibles, participer
envoyez, inscription, inscriptions, candidats, remise des offres, cloture, ouvert, ouverte, ouvertes
solicitudes, solicitar, solicitud, postular, postulaciones, candidaturas, inscripcion, inscripciones
plazo, fecha limite, requisitos, presentar, enviar, participar, convoca, abierta, abierto, bases
aspirantes, domande, domanda, candidarsi, candidatura, scadenza, partecipare, requisiti, presentare
inviare, iscrizioni, iscriversi, entro, aperto, aperte, aperta, inscricoes, inscricao, candidatar
candidate se, prazo, submeter, submissao, inscreva se, abertas, edital, no deadline, rolling, tell us
write to us, send yours, submit yours, envie, mande, inviate, schicken, senden, unterlagen
melden sie sich, no later than, not later than, offers until, proposals are invited, your resume
a resume, offers, angebote, offerte, propuestas, proposte, propostas, teams, register by, interested
interessierte, interesados, interessados, interessati, interesses, who would like to, anyone who
quienes, chi vuole, quem quiser, ceux qui, wer, form, forms, formular, formulare, formulaire, formulario
modulo, to be considered, hand in, drop us a line, get in touch, post your, reach us, reaches us, bids
bid, quotes, dernier jour, responses, laufend, beantragen, beantragt werden, gestellt werden
antragstellung, demander, demandez, on a rolling basis, anytime, at any time, jederzeit, en continu
a sportello, fluxo continuo""",
    # Words of reports: somebody got, lost or stopped it.
    NEWS: """
awarded, wins, won, winner, winners, receives, received, secures, secured, lands, landed, gets, got
bags, named, honored, honoured, honors, recipients, recipient, scoops, nabs, earns, earned, takes home
given, gives, announces winners, cut, cuts, slashed, slashes, loses, quits, quit, resigns, resigned
sacked, fired, fires, fined, sues, sued, suspended, cancelled, canceled, scrapped, axed, layoffs
lays off, job losses, job cuts, unemployment, jobless, jobs report, criticised, criticized, scandal
probe, investigation, court, arrested, accused, election, brexit, parliament, senate, minister
president, says, said, told, could, stabbed, killed, steps down, appointed, appoints, joins, promoted
retires, hires, hired, raises, raised, celebrates, congratulations, congratulates, review, immunity
asylum, planning permission, injury, match, league, goal, coach, striker, season, championship, cup
tournament, squad, premiere, oscar, grammy, emmy, nobel, steve jobs, bounty hunter, granted, amnesty
pardon, ceasefire, competition authority, competition watchdog, antitrust, legal tender, robocall, beats
defeats, revealed, reveals, recap, how we, what we learned, lessons, gewinnt, gewann, gewonnen, erhalt
erhielt, erhalten, ausgezeichnet, verliehen, geehrt, entlassen, entlasst, gekundigt, streicht
stellenabbau, arbeitslos, arbeitslosigkeit, verurteilt, ermittlungen, wahl, bundestag, prasident, sagte
sagt, ernannt, wechselt, tritt zuruck, preistrager, preistragerin, meisterschaft, bundesliga, spieltag
gekurzt, zuschlag erhalten, bekommt, erstochen, remporte, remporte le, gagne, recoit, recu, obtient
laureat, laureats, laureate, licencie, licenciements, suppression, demissionne, condamne, ministre
nomme, nommee, chomage, enquete, elections, championnat, decroche, a dit, gana, gano, ganador, ganadora
ganadores, recibe, recibio, obtiene, galardonado, galardonada, despide, despidos, dimite, condenado
ministro, presidente, nombrado, paro, desempleo, elecciones, liga, adjudica, adjudicado, dijo, vince
vinto, vincitore, vincitori, vincitrice, riceve, ricevuto, ottiene, premiato, premiata, licenzia
licenziati, licenziamenti, dimette, condannato, nominato, disoccupazione, elezioni, campionato
aggiudica, ha detto, arrestato, vence, venceu, vencedor, vencedora, vencedores, recebe, recebeu, ganha
ganhou, premiado, premiada, demite, demissao, demissoes, nomeado, desemprego, eleicoes, campeonato
disse, tickets, ticket, ticket sale, ticket sales, on sale, early bird, vorverkauf, eintrittskarten
karten fur, billetterie, billets, entradas, venta de entradas, biglietti, ingressos, discount, rabatt
fruhbucher, lineup, line up, schedule is, programme is, program is, recordings, vote, votes
job interview, interview questions, how to prepare, tips, advice, survey, study finds, audit, dies, died
obituary, tax, taxes, refund, passenger, voters, voter, steuererklarung, steuer, umfrage, impots
contribuables, renta, contribuyentes, contribuintes, irs, how to write, how to win, how to get
how to find, club, transfer, rejected, matricula, matriculas, season begins, oscars, penalty, objections
planning, census, olympia, olympics, a look back, look back, looking back, school choice, passport
gericht, arresti, inchiesta, arrests, protest, protestan, doa, beat, surge, fall, falls, rise, rises
so gelingt, tipps, tribunal, juicio""",
    # Words of calls that are over.
    PAST: """
closed, closed long ago, has closed, have closed, is closed, are closed, now closed, is over, has ended
already closed, was closed, last year s call, ist abgelaufen, abgeschlossen, ist beendet
ist geschlossen, clos, close depuis, est clos, est close, cerrada, cerrado, ha cerrado, chiuso, chiusa
encerrada, encerrado, encerradas""",
    # Where papers are given or printed.
    VENUE: """
conference, workshop, symposium, congress, summit, meetup, journal, special issue, track, proceedings
lecture series, unconference, konferenz, tagung, kongress, barcamp, zeitschrift, sammelband, colloque
congres, journees, revue, seminaire, congreso, jornadas, simposio, revista, seminario, convegno
congresso, conferenza, rivista, encontro, conferencia""",
    # Words that announce several.
    MANY: """
calls for papers, cfps, calls for proposals, open calls, open positions, open roles, job openings
vacancies, jobs, grants, tenders, bounties, competitions, scholarships, fellowships, hackathons
opportunities, roundup, round up, digest, newsletter, this week, this month, upcoming, deadlines
list of, weekly, monthly, who is hiring, overview, calls, contests, awards, prizes, stellenangebote
offene stellen, ausschreibungen, wettbewerbe, stipendien, ubersicht, aktuelle, wochenuberblick
forderungen, fristen, offres d emploi, appels, bourses, concours, cette semaine, ofertas, convocatorias
becas, concursos, esta semana, licitaciones, offerte, bandi, borse, concorsi, scadenze, vagas, editais
bolsas, chamadas, licitacoes""",
}

_SEEKING = (
    "need, needs, seeks, seek, seeking, looking for, wants, invites, invite, inviting, welcomes, welcome"
    ", calls for"
    ", call for, accepts, accepting"
    ", accept, solicits, submit, send us, send in, propose, sucht, suchen, recherche, cherche, cherchons"
    ", attend, attendons, busca"
    ", buscamos, recibe, acepta, invita a enviar, cerca, cerchiamo, accetta, procura, procuramos, aceita"
    ", recebe"
)
_SOUGHT = (
    "papers, chapters, essays, articles, book chapters, short papers, talks, speakers, abstracts"
    ", presentations, contributions, talk proposals, session proposals, workshop proposals"
    ", proposals for talks, submissions of talks, manuscripts, posters, lightning talks, sessions"
    ", your talk, your talks, your paper"
    ", your papers, your abstract, a talk, a paper, an abstract, a session, a workshop, a presentation"
    ", beitrage, vortrage, speaker"
    ", sprecher, sprecherinnen, referenten, referentinnen, vortragsvorschlage, vortragende, orateurs"
    ", conferenciers, intervenants"
    ", communications, des communications, des orateurs, ponencias, ponentes, charlas, conferencistas"
    ", comunicaciones, trabajos"
    ", relatori, interventi, talk, contributi, palestras, palestrantes, oradores, comunicacoes, trabalhos"
)
_WELCOME = "welcome, wanted, sought, invited, needed, bienvenus, bienvenidas, benvenuti, bem vindos"
_HANDED = (
    "beitrag, beitrage, vortrag, vortrage, vortragsvorschlage, talk, talks, abstract, abstracts, workshop",
    "einreichen, einsenden, eingereicht, vorschlagen, gesucht, willkommen, anbieten",
)
_HANDING = (
    "manda, mandad, enviad, propon, proponed, mande, mandem, proponha, manda, mandate, presentar, enviar"
    ", envia, proponer, proponi, proporre, inviare, invia, presentare, presenta, submeter, submeta, envie"
    ", enviar"
    ", propor, proposer, proposez, soumettre, soumettez, presenter, presente",
    "trabajo, trabajos, ponencia, ponencias, charla, charlas, comunicacion, comunicaciones, un talk, talk"
    ", intervento, interventi"
    ", un intervento, paper, abstract, trabalho, trabalhos, palestra, palestras, comunicacao"
    ", comunicacoes, communication"
    ", une communication, un sujet, une conference, une presentation, un article, sujet, sujets"
    ", una charla, una ponencia, uma palestra, conferences, vos conferences, vos sujets"
    ", propositions de conference",
)


def _pairs(firsts: str, seconds: str) -> str:
    """Every first phrase followed by every second one, with up to two words between."""
    return "\n".join(
        f"{first.strip()} _ {second.strip()}" for first in firsts.split(",") for second in seconds.split(",")
    )


KIND_CUES[CALL + CALL_FOR_PAPERS] += "\n" + "\n".join(
    (_pairs(_SEEKING, _SOUGHT), _pairs(_SOUGHT, _WELCOME), _pairs(*_HANDED), _pairs(*_HANDING))
)

_COMPOUNDS = (
    (("stipendium", "stipendien"), (SUBJECT + SCHOLARSHIP,)),
    (("wettbewerb", "wettbewerbe"), (SUBJECT + COMPETITION,)),
    (("preis", "preises"), (SUBJECT + COMPETITION,)),
    (
        ("forderung", "forderprogramm", "zuschuss", "fonds", "gutschein", "gutscheine", "beihilfe"),
        (SUBJECT + GRANT,),
    ),
    (("stelle", "stellen", "anzeige", "praktikum"), (SUBJECT + JOB,)),
    (("ausschreibung",), (INVITE,)),
    (("schluss", "frist"), (INVITE,)),
)
_PRICES = (
    "eintritt",
    "fruhbucher",
    "kauf",
    "strom",
    "gas",
    "miet",
    "verkauf",
    "markt",
    "einkauf",
    "sonder",
    "ticket",
    "benzin",
    "immobilien",
    "energie",
    "lebensmittel",
    "angebot",
    "verbraucher",
    "olpreis",
    "rohol",
    "spotpreis",
)
"""What has a price and is no prize."""

_OFFICES = (
    "vergabe",
    "schnitt",
    "bau",
    "tank",
    "dienst",
    "geschafts",
    "beratungs",
    "melde",
    "post",
    "halte",
    "anlauf",
    "leit",
    "unfall",
)
"""What is a place or an office and no post."""

_PARTS = tuple(ending for endings, _ in _COMPOUNDS for ending in endings)


_DEADLINES_OF = (
    ("antrag", GRANT),
    ("angebot", TENDER),
    ("bieter", TENDER),
    ("einsend", COMPETITION),
    ("teilnahme", COMPETITION),
)


def deadline_kinds(word: str) -> tuple[str, ...]:
    """What a German word for a deadline says of the kind: an Antragsfrist is one for money."""
    return tuple(SUBJECT + kind for stem, kind in _DEADLINES_OF if word.startswith(stem))


def kind_compounds(word: str) -> tuple[str, ...]:
    """The labels of a German compound, by its last part: a Forschungsstipendium is a scholarship."""
    if not word.endswith(_PARTS) or word.startswith((_PRICES, _OFFICES)[word.endswith("stelle")]):
        return ()
    return next(labels for endings, labels in _COMPOUNDS if word.endswith(endings))
