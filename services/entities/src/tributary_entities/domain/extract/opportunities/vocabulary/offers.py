"""Words by which a text says who offers something and to whom, in plain spelling."""

LABELS = (
    r"organi[sz]ed by|hosted by|funded by|sponsored by|offered by|issued by|run by|launched by|presented by|provided by|on behalf of"
    r"|contracting authority|employer|company|organi[sz]ation|client|buyer|funder|institution|funding body|sponsor|organi[sz]er|host"
    r"|procuring entity|awarding body|agency"
    r"|arbeitgeber|auftraggeber|veranstalter|unternehmen|ausrichter|fordergeber|einrichtung|vergabestelle|ausgelobt von|vergeben von"
    r"|veranstaltet von|organisiert von|im auftrag (?:der|des|von)|organise par|organisee par|finance par|financee par|propose par|employeur"
    r"|entreprise|pouvoir adjudicateur|acheteur|organisateur|lance par|organizado por|organizada por|convocado por|convocada por"
    r"|financiado por|empresa|entidad|organismo|entidad convocante|organo de contratacion|poder adjudicador|organizzato da|organizzata da"
    r"|promosso da|promossa da|finanziato da|azienda|ente|stazione appaltante|datore di lavoro|promovido por|promovida por|entidade"
    r"|entidade adjudicante|instituicao|orgao"
)

VERBS = (
    r"(?:(?:is|are|has|have|will|now|today|again|once)\s){0,3}(?:invit(?:es|ed|ing|e)|announc(?:es|ed|ing|e)|offer(?:s|ed|ing)?|seek(?:s|ing)?"
    r"|look(?:s|ing) for|hiring|recruit(?:s|ing)?|launch(?:es|ed|ing)?|open(?:s|ed|ing)?|accept(?:s|ing)|call(?:s|ing) (?:for|on)|award(?:s|ing)"
    r"|welcom(?:es|ing)|issu(?:es|ed|ing)|requests|requires|wants|needs|pays|funds|supports|provid(?:es|ing)|advertis(?:es|ing)|encourages"
    r"|solicits|intends to|plans to (?:hire|award)|publish(?:es|ed)|tenders|procures|grants|rewards|intend to"
    r"|ladt|laden|sucht|suchen|vergibt|vergeben|schreibt|schreiben|bietet|bieten|fordert|verleiht|stellt|lobt|ruft|veroffentlicht"
    r"|lance|lancent|recherche|recherchent|recrute|recrutent|propose|proposent|organise|offre|ouvre|invite|publie|decerne|finance|embauche"
    r"|convoca|convocan|ofrece|ofrecen|busca|buscan|abre|lanza|invita|publica|otorga|financia|contrata|licita|selecciona"
    r"|bandisce|bandiscono|cerca|cercano|offre|offrono|apre|lancia|mette|assegna|finanzia|assume|indice|pubblica|seleziona"
    r"|oferece|oferecem|procura|procuram|lanca|convida|concede|seleciona|divulga)\b"
)

_NOT_NAMES = """we i you they he she it this that these those the our your applications submissions proposals candidates applicants who
    which what deadline call calls the-call it's there registration nominations entries papers job jobs position positions here
    wir sie er es ich ihr die der das nous vous ils elles on il elle nosotros ellos noi loro nos eles und and or but if when
    hiring vacancy new open now apply please today"""
NOT_NAMES = frozenset(_NOT_NAMES.split())

ELIGIBILITY = (
    r"\b(?:open to|eligible (?:are|to apply are|applicants(?: are| include)?)|eligibility(?: criteria)?\s?:|who can apply\s?[:?]"
    r"|(?:applicants|candidates|participants|entrants|proposers|bidders) (?:must|should|need to|have to)|available to|restricted to|limited to"
    r"|aimed at|eligible\s?:|only for|for (?=(?:students|researchers|early[- ]career|women|phd|graduates|postgraduates|undergraduates|artists|startups"
    r"|smes|citizens|residents|nonprofits|non-profits|ngos)\b)"
    r"|antragsberechtigt sind|teilnahmeberechtigt sind|bewerben konnen sich|teilnehmen konnen|richtet sich an|zielgruppe\s?:|voraussetzungen?\s?:"
    r"|ouvert(?:e|es|s)? (?:aux?|a tou(?:s|tes))|s'adresse (?:aux?|a)|eligibilite\s?:|destine(?:e|es|s)? (?:aux?|a)"
    r"|dirigid[oa]s? a|abiert[oa]s? a|requisitos?\s?:|podran participar|pueden participar|destinatarios\s?:"
    r"|rivolt[oa] a(?:i|gli|lle)?|apert[oaie] a(?:i|gli|lle)?|possono partecipare|destinatari\s?:|requisiti\s?:"
    r"|destinad[oa]s? a(?:os?|s)?|abert[oa]s? a(?:os?|s)?|podem (?:participar|candidatar-se|concorrer)|voltad[oa]s? (?:a|para))"
)
