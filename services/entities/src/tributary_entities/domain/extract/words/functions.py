"""Words that begin sentences and headings but no names: functions, adverbs, greetings, verbs of headings."""

from tributary_entities.domain.extract.words import words

ENGLISH = words("""
a an the this that these those i you he she it we they me him her us them my your his its our their mine
yours who whom whose what which when where why how and or but nor so yet if then else because since although
though while whereas unless until till as than whether after before during in on at by for with without
within from to into onto of off over under up down out about above below between among through across against
along around behind beyond despite except inside near outside per toward towards upon via like unlike
regarding concerning according due thanks is are was were be been being am do does did done have has had
having will would shall should can could may might must not no yes none nothing never
""")

OPENERS = words("""
ever always often sometimes usually today tomorrow yesterday tonight now then here there again also too very
just only even still already soon later earlier recently currently finally meanwhile however therefore
moreover furthermore nevertheless instead otherwise perhaps maybe indeed actually really probably certainly
clearly obviously unfortunately fortunately hopefully additionally similarly likewise overall eventually
originally initially previously formerly lastly firstly secondly thirdly all any both each every either
neither few many most much more less several some such other another same own first second third fourth fifth
last next new old one two three four five six seven eight nine ten eleven twelve hundred thousand million
billion let lets please welcome hello hi hey dear thank sorry congrats congratulations read see watch listen
click view check get got go going come join learn find use using used make making made take taking try trying
want need know think say says said tell told ask call called show showing shows look looking give given keep
put set run running start starting started stop help add added free full updated update breaking exclusive
live video photo photos pictures image images gallery podcast episode season chapter part page section figure
table note notes summary abstract introduction conclusion background overview contact location date time
deadline venue topics tags tag category categories posted published written source sources via filed share
print email subscribe follow comments comment reply continue details info information about home news blog
post posts article articles story stories report reports review reviews interview opinion analysis editorial
feature features guide tutorial introducing announcing building creating understanding exploring meet inside
why best top top10 worst good great big small long short high low early late former current ex senior junior
chief deputy acting interim assistant associate vice founding managing executive general main key major minor
everyone everybody someone somebody anyone anybody nobody people men women man woman children kids others
things something everything anything once twice thus hence based together apart rather quite almost nearly
roughly approximately least amid amidst following officials researchers scientists experts engineers
developers users customers students authorities protesters residents voters lawmakers critics supporters
investors analysts workers employees remember imagine consider suppose create created write writing play
playing build built
""")
"""Lower case. Names may begin with one (New York, Best Buy), but at the start of a sentence it is none."""

GERMAN = words("""
der die das des dem den ein eine einer eines einem einen kein keine keiner ich du er sie es wir ihr mich dich
sich uns euch ihm ihn ihnen mein meine dein deine sein seine ihre ihrer ihren ihrem unser unsere euer wer was
wann wo wie warum wieso weshalb welche welcher welches und oder aber denn doch sondern wenn weil dass ob als
bis seit während obwohl damit nachdem bevor in im ins an am auf aus bei beim mit nach von vom zu zum zur für
über unter gegen ohne um durch vor hinter zwischen neben trotz wegen laut ist sind war waren wird werden
wurde wurden hat haben hatte hatten kann können konnte muss müssen soll sollen sollte will wollen darf dürfen
mag nicht nichts nie niemals immer oft heute morgen gestern jetzt hier dort da dann noch nur schon auch sehr
mehr weniger viele viel einige alle alles jeder jede jedes manche andere anderen neue neuer neues neuen alte
erste ersten zweite dritte letzte nächste zwei drei vier fünf sechs sieben acht neun zehn so also jedoch
allerdings außerdem zudem dabei dazu dafür dagegen daher deshalb deswegen trotzdem bereits zunächst
schließlich inzwischen mittlerweile derzeit künftig bisher zuletzt rund etwa fast knapp gut gute ganz dieser
diese dieses diesem diesen jener man lesen foto bild quelle video bitte hallo liebe lieber danke willkommen
""")

FRENCH = words("""
le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
leur leurs je tu il elle on nous vous ils elles qui que quoi dont où quand comment pourquoi combien quel
quelle quels quelles et ou mais donc or ni car si comme lorsque puisque parce après avant pendant depuis dans
en sur sous par pour avec sans chez vers entre contre selon malgré dès jusque est sont était étaient sera a
ont avait avaient être avoir fait peut peuvent doit doivent ne pas plus moins très trop aussi encore déjà
toujours jamais souvent aujourd hier demain maintenant ici là alors ainsi enfin ensuite puis cependant
pourtant toutefois néanmoins tout tous toute toutes chaque plusieurs quelques certains autres autre même
premier première deux trois quatre cinq six sept huit neuf dix nouveau nouvelle nouveaux voici voilà lire
voir merci bonjour face afin lors grâce c n s qu j m t cela ceci celui celle ceux y
""")

SPANISH = words("""
el la los las un una unos unas lo al del de mi mis tu tus su sus nuestro nuestra nuestros yo tú él ella usted
nosotros ellos ellas ustedes me te se nos les le que qué quien quién quienes cual cuál cuando cuándo donde
dónde como cómo por porque para con sin sobre en entre hasta desde hacia según contra tras durante mediante
ante bajo y e o u ni pero sino aunque si mientras pues es son era eran fue fueron será ha han había ser estar
está están tiene tienen hay puede pueden debe no sí nunca siempre también tampoco ya aún todavía muy más
menos mucho muchos poco todo todos toda todas cada otro otra otros otras mismo este esta estos estas ese esa
eso esto aquel hoy ayer mañana ahora aquí allí así luego entonces después antes además finalmente primer
primera primero dos tres cuatro cinco seis siete ocho nueve diez nuevo nueva nuevos gracias hola ver leer
""")

ITALIAN = words("""
il lo la i gli le l un uno una dei degli delle del dello della dell di da dal dallo dalla dai dalle a al allo
alla ai agli alle in nel nello nella nei negli nelle su sul sullo sulla sui sulle con per tra fra e ed o
oppure ma però anche se che chi cui quale quali quando dove come perché quanto non sì no mai sempre già
ancora più meno molto molti poco tutto tutti tutta tutte ogni altro altra altri altre stesso questo questa
questi queste quello quella quelli è sono era erano sarà ha hanno aveva essere avere può possono deve io tu
lui lei noi voi loro mio mia tuo suo sua suoi nostro vostro oggi ieri domani ora adesso qui qua lì là così
poi dopo prima durante secondo contro senza sotto sopra infine inoltre intanto primo due tre quattro cinque
sei sette otto nove dieci nuovo nuova nuovi ecco grazie ciao leggi vedi ci si ne
""")

PORTUGUESE = words("""
o a os as um uma uns umas do da dos das de no na nos nas ao à aos às pelo pela pelos pelas em por para com
sem sobre entre até desde contra segundo conforme durante após antes depois e ou mas nem se que quem qual
quais quando onde como porque porquê não sim nunca sempre já ainda também muito muitos mais menos pouco todo
todos toda todas cada outro outra outros mesmo este esta estes esse essa isso isto aquele é são era eram foi
foram será tem têm tinha ser estar está estão pode podem deve eu tu ele ela nós vós eles elas você vocês meu
minha seu sua seus nosso nossa hoje ontem amanhã agora aqui ali lá assim então além dois duas três quatro
cinco seis sete oito nove dez novo nova novos primeiro primeira obrigado olá veja leia
""")

FUNCTIONS = ENGLISH | GERMAN | FRENCH | SPANISH | ITALIAN | PORTUGUESE
"""Lower case. No name begins with one."""

PLACING = words("""
in near from across throughout around outside inside visiting visit leaving toward towards of to at via aus
nach bei rund von nahe à en au aux dans vers depuis em no na a da do nel nella nei sul sulla dalla desde
hacia hasta para por de del dal
""")
"""What stands before a place."""
