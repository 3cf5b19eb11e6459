"""Words of links that lead to where one applies, and of links that lead elsewhere."""

APPLY_TEXT, CALL_TEXT, MORE_TEXT, AWAY_TEXT = "apply_text", "call_text", "more_text", "away_text"

LINK_CUES = {
    APPLY_TEXT: """
apply, apply now, apply here, apply online, application, applications, application form
application portal, application page, submit, submission, submissions, submission form, submission site
submission system, submission page, propose, proposal, proposals, form, entry form, nominate
nomination form, register, sign up, enter, enter now, portal, tender documents, bid, bids, e tendering
job posting, report it, send us, send in, send your, hand in, upload, easychair, sessionize, papercall
pretalx, openreview, hotcrp, cmt, join now, bewerben, bewerbung, bewerbungen, bewerbungsformular
jetzt bewerben, einreichen, einreichung, einreichungsformular, antrag, antragsformular, antrage
formular, anmelden, anmeldung, anmeldeformular, teilnehmen, mitmachen, vergabeunterlagen
vergabeplattform, ausschreibungsunterlagen, angebote, einsenden, antragsportal, postuler, postulez
candidater, candidature, candidatures, candidatez, soumettre, soumission, soumissions, soumettez
formulaire, deposer, depot, inscription, inscriptions, inscrivez, participer, proposer, proposez
repondre, envoyez, plateforme, dossier de candidature, solicitar, solicitud, solicitudes, postular
postula, postulaciones, inscribirse, inscribete, inscripcion, inscripciones, enviar, envia, envio
formulario, participar, presentar, candidatura, candidaturas, aplicar, plataforma, candidati, candidarsi
domanda, domande, invia, inviare, modulo, iscriviti, iscrizione, iscrizioni, partecipa, partecipare
proponi, piattaforma, presentare, presenta, inscreva, inscricao, inscricoes, candidatar, candidate
submeter, submeta, submissao, submissoes, envie, participe, send it, send it in, send them, send yours
submit yours, hand yours, tell us, write to us, write to, contact, reply to""",
    CALL_TEXT: """
cfp, call, call for papers, call for proposals, call for speakers, call for participation, call text
the call, guidelines, full call, job description, job ad, vacancy, job, position, tender
contract notice, competition, challenge, bounty, grant, scholarship, fellowship, program, programme
rules, how to apply, details, full details, terms, opportunity, notice, announcement, conditions
ausschreibung, ausschreibungstext, aufruf, stellenanzeige, stellenausschreibung, stellenangebot
bekanntmachung, teilnahmebedingungen, wettbewerb, stipendium, appel, avis, annonce, offre, reglement
cahier des charges, convocatoria, bases, oferta, pliegos, licitacion, anuncio, bando, avviso
regolamento, annuncio, edital, regulamento, chamada, vaga, aviso""",
    MORE_TEXT: """
more, read more, more info, more information, learn more, details, further information, info
information, website, web site, site, homepage, here, link, see, visit, page, full text, mehr
weitere informationen, mehr erfahren, hier, webseite, infos, informationen, plus d informations
en savoir plus, ici, mas informacion, informacion, aqui, sitio, web, maggiori informazioni
ulteriori informazioni, qui, sito, informazioni, saiba mais, mais informacoes, informacoes""",
    AWAY_TEXT: """
unsubscribe, privacy, privacy policy, twitter, facebook, linkedin, instagram, mastodon, youtube, share
tweet, comments, comment, permalink, subscribe, newsletter, code of conduct, venue, map, hotel, tickets
ticket, sponsor, sponsors, previous, archive, last year, datenschutz, impressum, abmelden, cookies
copyright, terms of use, report, press release, photo, photos, appeared first on, faq, blog""",
}

APPLY_ADDRESS = (
    r"\b(?:apply|application|applications|bewerb\w*|postuler|candidatur\w*|submit|submission|submissions"
    r"|cfp|call-?for-?\w+"
    r"|proposals?|easychair|sessionize|papercall|pretalx|openreview|hotcrp|cmt3|softconf|forms|typeform"
    r"|einreich\w*|inscri\w+"
    r"|hackerone|bugcrowd|devpost)\b"
)
"""Of addresses where one applies."""

CALL_ADDRESS = (
    r"\b(?:jobs?|careers?|vacanc\w+|greenhouse|lever|workable|smartrecruiters|tenders?|grants?|calls?"
    r"|speakers?|appel\w*"
    r"|convocatoria\w*|bandi?|edital\w*|kaggle|bounty|bounties)\b"
)
"""Of addresses that tell of a call."""

AWAY_ADDRESS = (
    r"//(?:[\w-]+\.)?(?:twitter\.com|x\.com|facebook\.com|linkedin\.com/(?:in|company|share)"
    r"|instagram\.com|youtube\.com|youtu\.be"
    r"|t\.me|wa\.me|whatsapp\.com|mastodon\.\w+)(?:/|$)"
    r"|/(?:tag|category|author|privacy|unsubscribe|share)(?:/|$)|\.(?:png|jpe?g|gif|svg|mp[34])(?:$|\?)"
    r"|#comments?"
)
