"""The words around dates that say what a date is. `_` stands for up to two words, commas part phrases."""

DUE, BY, APPLY, PAPER, ABSTRACT = "due", "by", "apply", "paper", "abstract"
NOT, EVENT, OCCASION, START, REGISTER = "not", "event", "occasion", "start", "register"
EXTENDED, OLD, NEW, ROLLING, OVER, SALE, ENDS = "extended", "old", "new", "rolling", "over", "sale", "ends"

DEADLINE_CUES = {
    # A date next to these ends something.
    DUE: """
new date, new dates, at the latest, neue frist, neuer termin, nouvelle date, nueva fecha, nuova data
nova data, deadline, deadlines, dead line, closing date, closing time, closes, close, closing, due
due date, expires, expiry, expiry date, expiration date, cut off, cutoff, last day, last date
final date, final day, final call, last call, no later than, not later than, latest by, on or before
apply by, submit by, apply before, submit before, respond by, send by, open until, open till
open through, open thru, open to, remains open until, remain open until, accepted until, accepted till
accepted through, accepted by, ends on, latest, apply until, submit until, valid through
application end, closed on, last chance, accepting until, frist, fristende, stichtag, spatestens
spaetestens, schliesst, schliessen, letzter tag, schlusstermin, fristablauf, lauft bis, abgabetermin
abgabeschluss, schlussdatum, ende der frist, offen bis, geoffnet bis, moglich bis, bewerben bis
annahmeschluss, date limite, dates limites, date de cloture, cloture, echeance, au plus tard
dernier delai, cloturent, date butoir, fin des candidatures, se delai, limite de depot
limite de candidature, ouvert jusqu, ouverte jusqu, ouverts jusqu, ouvertes jusqu, derniere chance
date de fin, avant le, remise des offres, fecha limite, fecha tope, fecha de cierre, cierre, plazo
vence, vencimiento, a mas tardar, ultimo dia, cierra, cierran, abierta hasta, abierto hasta
abiertas hasta, abiertos hasta, fin de plazo, fecha final, hasta el proximo, scadenza, il termine
termine di, scade, scadono, termine ultimo, chiusura, entro e non oltre, non oltre, data limite
ultimo giorno, chiude, chiudono, aperto fino, aperta fino, aperte fino, aperti fino, termine per
data di scadenza, prazo, prazo final, data final, encerramento, encerram, encerra, data de encerramento
abertas ate, aberto ate, abertos ate, aberta ate, ate o dia, applications closed on
submissions closed on, attendues pour le, attendus pour le, attendue pour le, attendues avant le
attendus avant le, expected by, must reach us by, must be received by, must arrive by, hay tiempo
il y a jusqu, you have until, you ve got until, vous avez jusqu au, vous avez jusqu a, vous avez jusqu
du hast bis, sie haben bis, ihr habt bis, tienes hasta, tienes hasta el, tienen hasta el
hai tempo fino al, hai tempo fino a, avete tempo fino al, c e tempo fino al, voce tem ate, tens ate
tem ate, dernier jour, last day to, letzter tag fur, received after, returned after, arriving after
submitted after, later than, date et heure limites, date et heure limite, heure limite
dates et heures limites, eingang der angebote, fecha y hora limite""",
    # A date after these ends something if the sentence is about handing something in.
    BY: """
by, until, till, before, through, prior to, bis, bis zum, bis zu, bis einschliesslich, vor dem, avant
jusqu, jusqu au, jusqu a, d ici, hasta, hasta el, antes del, antes de, entro, entro il, entro le
entro l, fino al, fino a, prima del, ate, ate o, ate a, ate ao, pour le, au plus tard le, bis spatestens
spatestens bis, spatestens am, no later than, not later than, at the latest by, al mas tardar
a tutto il, sino al, ate dia, up to and including, up to, bis und mit, bis inklusive
jusqu au et y compris, ate o dia, ate ao dia, hasta el dia, entro il giorno, d ici au, d ici le, d ici a
hasta a, fino alle, fino alla, entro le ore, sino alle""",
    APPLY: """
apply, applies, applied, application, applications, applying, applicants, applicant, submit, submits
submitted, submitting, submission, submissions, proposal, proposals, tender, tenders, bid, bids
quotation, quotations, entry, entries, enter, nominate, nominations, nomination, candidate, candidates
cv, cvs, cover letter, pitch, pitches, send us, send your, send, responses, expressions of interest
expression of interest, cfp, call, calls, hand in, accepting, accepted, open, sign up, reports, report
offers, vacancy, position, idea, ideas, participate, participation, bewerbung, bewerbungen, bewerben
bewirb, einreichung, einreichungen, einreichen, eingereicht, reichen, antrag, antrage, antragen, angebot
angebote, beitrage, beitrag, vorschlage, unterlagen, bewerbungsunterlagen, senden, teilnehmen
nominierungen, entgegengenommen, skizzen, projektskizzen, antragstellung, mitmachen, candidature
candidatures, candidater, postuler, postulez, soumission, soumissions, soumettre, soumettez, dossier
dossiers, envoyer, envoyez, deposer, deposez, proposition, propositions, offres, appel, depot
participer, contributions, candidats, solicitud, solicitudes, solicitar, postular, postula
postulaciones, candidatura, candidaturas, presentar, presentarse, presentacion, enviar, envia
inscripcion, inscripciones, inscribirse, ofertas, propuestas, propuesta, convocatoria, participar
remitir, domanda, domande, candidarsi, inviare, invio, presentare, presentate, presentazione, proposte
offerte, partecipare, iscrizioni, iscriversi, bando, contributi, istanze, inscricao, inscricoes
inscrever, candidatar, submeter, submissao, submissoes, propostas, proposta, envio, edital, enviadas
candidatem, entgegen, melden, melden sie sich, envie, mande, inviate, schicken, applications closed on
submissions closed on, closed on, send yours, write to us, write to, essays, essay, works, entries close
dossiers de candidature, texte, texto, textos, obras, trabajos, contatta, contattare, your resume
a resume, propose, proposer, proposez, proponer, proponi, proporre, propor, vorschlagen, reach us
must reach, taking part, take part, compete, demandes, demande, quotes, quote, equipas, equipes, equipos
squadre, teams, chapter, chapters, ecrire, ecrivez, escribir, escribe, scrivere, scrivi, scriveteci
escreva, form, forms, formular, formulare, formulaire, formulario, modulo, hand yours in, hand yours
hand it in, post your, reaches us, drop us a line, line, get in touch, fotografias, filme, photos
drawings, poster, posters, escribid, interesados, interessierte, interesses, sketches, concept, exposes
expose, reponse attendue, reponses attendues, attendue, attendus, attendues, erbeten, abgabe, abzugeben
abgegeben, abgeben, rendre, remettre, retourner, adresser, entregar, entrega, mandar, consegnare
consegna, spedire, spedite, pervenire, remeter, return, returned, deliver, delivered, received
postmarked, mail, mailed, email, e mail, reply, respond, request, claim, file, filed, lodge, lodged
hand, handed, solicitation, manda, mandad, curriculum, curriculo, lebenslauf, tell us, admiten
admitiran, reciben, originales, entwurfe, projets, progetti, projekte, trasmessi, let us know, offer
upload, uploaded, fill in, fill out, complete, completed, cartoon, story, stories, geschichte
geschichten, tesi, vorschlag""",
    PAPER: """
paper, papers, full paper, full papers, manuscript, manuscripts, article, articles, talk, talks
session proposals, full proposal, full proposals, call for papers, calls for papers, call for speakers
call for proposals, call for talks, call for abstracts, call for contributions, full applications
full application, vortrage, artikel, manuskripte, vollstandige beitrage, communications, articulos
ponencias, comunicaciones, articoli, artigos, trabalhos, trabajos""",
    ABSTRACT: """
abstract, abstracts, title and abstract, letter of intent, letters of intent, pre proposal
pre proposals, preproposal, intent to submit, concept note, concept notes, stage 1, kurzfassung
kurzfassungen, resumen, resumenes, zusammenfassung, zusammenfassungen, resumo, resumos
absichtserklarung, outline proposal, outline proposals, intention to bid""",
    # What ends on a date is a call only if the sentence says so.
    ENDS: """
ends, ends on, ending on, end date, endet, enden, endet am, finaliza, finalizan, termina, termina el
termina em, terminam, se termine, se terminent, end on, ending, scade, si chiude, si conclude, lauft ab
lauft aus, prend fin, runs out, run out, finishes, is up, wraps up, acaba, acaban, finisce, finiscono
s acheve, s achevent, se cierra, encerra se, schliesst am, runs till, runs until, run until""",
    # A date after these is not when one must have applied.
    NOT: """
notification, notifications, notified, notify, acceptance, author notification, decision, decisions
results, result, winner, winners, winning, announcement of, announced, shortlist, shortlisted
shortlisting, interview, interviews, selected, camera ready, camera ready papers, camera ready version
camera ready submission, camera ready paper, camera ready copy, final version, final versions
final paper, final papers, final manuscript, revised, revision, revisions, rebuttal, author response
reviews, review, reviewers, publication, questions, question, clarification, clarifications
clarification questions, webinar, info session, information session, information day, info day, briefing
q a, site visit, pre bid meeting, office hours, anmeldung zur konferenz, contract, fixed term
fixed term until, limited until, limited to, running until, project period, funding period, duration
funded until, employed until, initially until, tenure, posted on, early bird, earlybird, grant period
programme ends, program ends, project ends, accommodation, visa, travel grant, travel support, tickets
ticket, hotel, payment, benachrichtigung, benachrichtigungen, zusage, zusagen, entscheidung, ergebnisse
bekanntgabe, preisverleihung, druckfertige, endfassung, ruckfragen, bieterfragen, fragen, befristet
befristet bis, befristung, laufzeit, vorstellungsgesprache, auswahlgesprache, bindefrist, fruhbucher
infoveranstaltung, zuschlagsfrist, begutachtung, gultig, notification aux auteurs, resultats
version finale, versions finales, entretiens, publication des resultats, duree, contrat, cdd, oraux
auditions, prise de poste, notificacion, notificaciones, aceptacion, resultados, version final, fallo
entrevistas, contrato, preguntas, consultas, resolucion, adjudicacion, duracion, notifica, notifiche
accettazione, risultati, versione finale, esiti, esito, colloqui, contratto, quesiti, chiarimenti
durata, graduatoria, proclamazione, notificacao, aceitacao, aceite, divulgacao, resultado, versao final
entrevista, duvidas, esclarecimentos, duracao, reponse aux auteurs, reponses aux, vote, votes, voting
abstimmung, hearing, readers""",
    EVENT: """
takes place, take place, taking place, will be held, be held, is held, held, held on, held in, held from
runs from, happening, happens, kick off, kickoff, kick off meeting, meets, join us, see you, run from
scheduled for, planned for, will run, returns on, returns, findet, stattfinden, stattfindet
stattgefunden, aura lieu, auront lieu, se tiendra, se tiendront, se tient, se deroulera, se deroule
se celebrara, se celebra, se realizara, tendra lugar, se llevara a cabo, si terra, si svolgera
si svolge, avra luogo, acontece, acontecera, sera realizado, sera realizada, se realiza, realiza se
realizar se a, decorre, tera lugar""",
    # Things that take place: a date after them is theirs, unless the sentence speaks of a deadline.
    OCCASION: """
event, event date, event dates, conference dates, conference date, workshop date, ceremony, defence
presentation, conference, workshop, symposium, meeting, summit, demo day, exam, finals, final
the hackathon, festival, session, dates, date, meetup, school, summer school, course, training, camp
congress, gala, veranstaltung, konferenz, tagung, termin, termine, kongress, evenement, colloque
journee, evento, congreso, jornada, jornadas, convegno, conferenza, congresso, seminario, seminar
seminaire""",
    START: """
start, starts, starting, started, begin, begins, beginning, opens, opening, opened, opening date
opens on, open from, available from, launch, launches, launched, launching, start date, starting date
entry date, effective, commence, commences, commencing, available, since, from, as of, reopens
opening on, opened on, ab, beginn, beginnt, eintritt, eintrittstermin, eintrittsdatum, startet, seit
ab dem, gestartet, einstieg, arbeitsbeginn, startdatum, geoffnet ab, besetzen, zu besetzen, debut
a partir du, a compter du, des le, demarrage, ouverture, a partir de, debutera, depuis
prise de fonction, comienza, inicio, a partir del, desde, desde el, apertura, empieza, incorporacion
comienzo, inizio, inizia, a partire dal, dal, decorrenza, inicia, abertura, a partir, comeca, posted
published, updated, dated, last updated, last modified, date posted, publication date, issued
announced on, veroffentlicht, veroffentlichung, eingestellt, stand, publie, publiee, mis a jour
publicado, publicada, fecha de publicacion, pubblicato, pubblicata, aggiornato, publicado em, atualizado
wrote, said, copyright, born, founded""",
    REGISTER: """
register, registers, registration, registrations, registering, rsvp, anmeldung, anmelden, anmeldungen
anmeldeschluss, registrierung, inscription, inscriptions, s inscrire, registro, registrarse
registrazione, iscrizione, registo""",
    EXTENDED: """
extended, extension, extends, extend, extending, postponed, prolonged, moved, pushed back, pushed
verlangert, verlangerung, verlangern, verschoben, prolonge, prolongee, prolongees, prolongation
prolonges, reporte, reportee, repousse, repoussee, prorogato, prorogata, prorogati, prorogate, proroga
esteso, estesa, ampliado, ampliada, amplia, se amplia, ampliacion, extendido, extendida, se extiende
prorrogado, prorrogada, prorroga, prorrogadas, prorrogacao, estendido, estendida, adiado, adiada
aplazado, aplazada, postergado, rinviato, rinviata, posticipato, posticipata, pasa del, passe du
passa dal, passa de, passa do, moves from, shifted, now closes, prolonge son, se prolonga, prolongado
prolongada""",
    OLD: """
original deadline, originally, original, previously, previous, former, formerly, initial, initially, old
was, were, instead of, rather than, statt, anstatt, ursprunglich, ursprungliche, ursprunglichen, bisher
bisherige, vorher, alte, zuvor, urspr, anciennement, ancienne, initialement, initiale, au lieu
precedemment, anteriormente, anterior, antes era, inicial, en lugar, inicialmente, originalmente
inizialmente, iniziale, originaria, anziche, invece, precedente, precedentemente, em vez, ao inves
prevista para, d abord, d abord fixee, d abord fixe, was to close, was to end, was due, en un principio
in un primo momento, zunachst, eigentlich, era, eran, era el, war, waren, war der, etait, devait, erano
era il, doveva, deveria, estaba prevista, estava prevista""",
    NEW: """
new date, new dates, neue frist, neuer termin, nouvelle date, nueva fecha, nuova data, nova data, new
now, updated deadline, revised deadline, final deadline, firm deadline, hard deadline, neu, neue, neuer
neues, nun, jetzt, nouvelle, nouveau, desormais, nueva, nuevo, ahora, nuova, nuovo, ora, nova, novo
agora""",
    ROLLING: """
rolling, rolling basis, until filled, open until filled, until the position is filled
until position filled, no deadline, no fixed deadline, no closing date, ongoing basis
on an ongoing basis, anytime, any time, year round, open all year, continuous, continuously
permanently open, first come, laufend, jederzeit, fortlaufend, keine frist, ohne frist, ganzjahrig
bis zur besetzung, au fil de l eau, en continu, a tout moment, toute l annee, sin fecha limite
permanente, abierta de forma permanente, todo el ano, hasta cubrir, a sportello, sempre aperto
sempre aperta, tutto l anno, senza scadenza, fino a esaurimento, fluxo continuo, sem prazo
ate preenchimento, a qualquer momento""",
    # What is sold until a date.
    SALE: """
ticket, tickets, early bird, earlybird, early birds, discount, discounts, sale, on sale, offer price
presale, half price, promo, coupon, karten, eintrittskarten, vorverkauf, fruhbucher, fruhbucherpreis
fruhbucherrabatt, rabatt, billets, billetterie, tarif reduit, entradas, descuento, oferta valida
biglietti, sconto, prevendita, ingressos, desconto, bilhetes""",
    # What one could have applied for is over.
    OVER: """
applications are closed, applications closed, application closed, applications are now closed
submissions are closed, submissions closed, now closed, has closed, have closed, is closed
no longer accepting, no longer available, position filled, position has been filled, vacancy filled
deadline has passed, deadline passed, has expired, call is closed, cfp closed, cfp is closed
job expired, already closed, has ended, bewerbungsfrist abgelaufen, frist ist abgelaufen
bereits besetzt, stelle ist besetzt, nicht mehr verfugbar, beendet, candidatures closes, appel clos
poste pourvu, offre pourvue, n est plus disponible, convocatoria cerrada, plazo cerrado
plazo finalizado, ya no esta disponible, bando chiuso, bando scaduto, posizione chiusa
inscricoes encerradas, vaga encerrada, vaga preenchida, prazo encerrado, applications closed on
submissions closed on, closed on, vacancy closed""",
}

STEMS_OF_APPLYING = (
    "bewerb",
    "einreich",
    "antrag",
    "abgabe",
    "anmeld",
    "angebot",
    "einsend",
    "teilnahme",
    "melde",
    "nominier",
    "ausschreibung",
    "vorschlag",
    "eingabe",
    "annahme",
    "zeichnung",
    "bieter",
    "vergabe",
    "forder",
)
STEMS_OF_ENDING = ("schluss", "frist", "ende", "termin", "deadline", "stichtag", "zeitraum")
"""German words for deadlines are built from one of each: Bewerbungsschluss, Einreichungsfrist."""

HANDED_IN = (
    "vorschlag",
    "vorschlage",
    "antrage",
    "bewerbung",
    "bewerbungen",
    "einreichung",
    "einreichungen",
    "beitrage",
    "unterlagen",
    "angebote",
    "skizzen",
    "skizze",
    "vorschlagen",
)
"""German compounds that end so are handed in."""

STEMS_TO_APPLY = (
    "inscrev",
    "inscrib",
    "iscriv",
    "candidat",
    "bewerb",
    "einreich",
    "postul",
    "submet",
    "solicit",
    "particip",
    "partecip",
    "einsend",
    "eingereicht",
    "soumett",
    "soumiss",
)
"""Words that begin so speak of applying, in whatever form of the verb."""
