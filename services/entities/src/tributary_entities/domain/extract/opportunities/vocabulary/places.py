"""Words for working or taking part from anywhere, in plain spelling."""

REMOTE = (
    r"\b(?:remote|remotely|fully remote|work from home|work from anywhere|wfh|home-?office|telecommut\w*|teletravail|a distance"
    r"|teletrabajo|remoto|remota|en remoto|telelavoro|smart working|da remoto|teletrabalho|ortsunabhangig|distributed team)\b"
)
NOT_REMOTE = (
    r"\b(?:not? (?:a )?remote|non-?remote|no remote|on-?site only|onsite|on-site|in-office|in office|in person only"
    r"|vor ort|sur site|sur place|presencial|in presenza|in sede|remote (?:is )?not|kein(?:e)? (?:remote|home-?office))\b"
)
ONLINE = (
    r"\b(?:virtual (?:event|conference|workshop|summit|hackathon|meetup)|online (?:event|conference|workshop|summit|hackathon"
    r"|competition|meetup|only)|(?:held|place|happening|runs|fully|entirely|completely) (?:online|virtually|virtual)"
    r"|online-(?:konferenz|veranstaltung|event)|(?:konferenz|veranstaltung) findet online|en ligne|evento (?:virtual|online|en linea)"
    r"|en linea|evento online|100% online)\b|\((?:online|virtual|remote)\)|(?:^|[,:|]\s?)(?:online|virtual)\s?(?:$|[|,.)\n])"
)
