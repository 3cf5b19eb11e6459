"""Cues for organisations: legal forms, head nouns, and the words around a company's name."""

from tributary_entities.domain.extract.words import phrases, words

LEGAL = words("""
inc incorporated corp corporation co ltd limited llc llp lp plc pllc gmbh ag kg kgaa ohg ug se mbh e.v ev eg
sa sas sarl sasu eurl snc scop sl slu sll srl s.r.l spa s.p.a sapa lda ltda eireli s.a s.a.s s.l s.l.u b.v bv
n.v nv vof ab oy oyj as asa a/s aps ks sp z.o.o s.r.o sro a.s kft zrt rt ood eood doo d.o.o dd pty pte bhd
sdn kk k.k pvt cooperative coop gbr pbc pjsc jsc ojsc ooo zao pao holding holdings
""")
"""Lower case, without the last full stop."""

HEADS = words("""
monastery abbey cathedral mosque synagogue seminary conservatory hospice clube club cineclube defensoría
círculo ateneo orquesta orchestre teatro théâtre conservatorio university universities college institute
school academy faculty department ministry agency authority bureau commission committee council board
foundation trust fund association society union federation confederation league alliance caucus coalition
consortium properties apartments organization organisation corporation company group bank institution
laboratory laboratories lab labs observatory museum gallery library archive archives theatre theater
orchestra hospital clinic centre center parliament congress senate assembly court tribunal police army navy
church diocese party movement network chamber exchange press publishers publishing records studios studio
pictures entertainment media airlines airways motors pharmaceuticals technologies technology systems
solutions software services industries partners ventures capital holdings insurance energy petroleum
electronics semiconductor semiconductors airport railways railroad brewery foods stores supermarkets hotels
resorts consulting consultancy logistics robotics analytics biotech therapeutics biosciences aerospace guild
syndicate collective initiative secretariat office administration directorate inspectorate service taskforce
force household cabinet universität hochschule fachhochschule technische institut akademie fakultät
ministerium bundesministerium bundesamt bundesagentur landesamt behörde amt kommission ausschuss rat
bundesrat bundestag landtag stiftung verein verband bundesverband gesellschaft gewerkschaft bund partei
fraktion sparkasse volksbank bundesbank klinikum krankenhaus universitätsklinikum verlag gericht
bundesgerichtshof verfassungsgericht polizei bundespolizei staatsanwaltschaft zeitung konzern bundeswehr
zentrum kirche landeskriminalamt bundesverfassungsgericht université école académie faculté ministère agence
autorité comité conseil fondation société syndicat fédération ligue banque laboratoire musée bibliothèque
hôpital parlement assemblée sénat cour parti groupe compagnie entreprise caisse chambre gendarmerie
préfecture mairie universidad instituto escuela academia facultad ministerio agencia autoridad comisión
consejo fundación asociación sociedad sindicato federación liga unión banco laboratorio museo biblioteca
centro parlamento asamblea senado corte partido grupo compañía empresa policía ayuntamiento gobierno congreso
ejército junta diputación cámara università istituto scuola accademia facoltà ministero agenzia autorità
commissione comitato consiglio fondazione associazione società sindacato federazione lega unione banca
ospedale assemblea senato tribunale partito gruppo compagnia polizia procura comune regione camera
universidade escola faculdade ministério agência autoridade comissão comitê conselho fundação associação
sociedade federação união laboratório museu assembleia polícia prefeitura governo câmara secretaria
""")
"""Lower case. With a further name they make an organisation: "Ford Foundation", "Ministry of Health"."""

LEADING_HEADS = words("""
grupo gruppo groupe comune sindicato sindacato syndicat gewerkschaft clube club cineclube defensoría círculo
ateneo orquesta orchestre teatro théâtre casa radio revista university college institute school academy
department ministry agency authority bureau commission committee council board foundation trust fund
association society union federation confederation league alliance bank center centre office museum library
court church parliament house hospital laboratory universität hochschule institut akademie ministerium
bundesministerium bundesamt bundesagentur amt stiftung verein verband bundesverband gesellschaft rat
kommission zentrum klinikum bund université école académie ministère agence autorité comité conseil fondation
société fédération ligue banque laboratoire musée bibliothèque hôpital cour assemblée tribunal parti
universidad instituto escuela academia ministerio agencia autoridad comisión consejo fundación asociación
sociedad federación liga unión banco laboratorio museo biblioteca centro partido cámara ayuntamiento
università istituto scuola accademia ministero agenzia autorità commissione comitato consiglio fondazione
associazione società federazione lega unione banca ospedale tribunale corte partito procura universidade
escola ministério agência autoridade comissão comitê conselho fundação associação sociedade federação união
laboratório museu prefeitura secretaria câmara
""")
"""Heads that go on with "of …", "für …", "de …"."""

CONNECTORS = (
    "of the|of|for the|for|on|für|der|des|von|zur|de la|de las|de los|de l['’]|de|du|des|d['’]|pour la|"
    "pour le|pour l['’]|pour|para la|para el|para|del|della|dello|delle|degli|dei|dell['’]|di|per la|per il|"
    "per|da|do|dos|das"
)
"""A pattern of what joins a head and the rest of its name."""

OUTER = words("university universität université universidad università universidade hochschule")
"""Heads that begin a name of their own: "Faculty of the University of X" names the university."""

WIDE_HEADS = words("""
department ministry ministerium bundesministerium ministère ministerio ministero ministério school institute
faculty committee commission center centre college office agency secretaria consejería
""")
"""Heads whose names may hold an "and"."""

GENERIC_HEADS = words("""
team department office board committee service services software systems solutions technology technologies
network networks party center centre school group companies press media studio entertainment movement energy
logistics analytics robotics electronics insurance cabinet administration police church museum gallery
library hospital clinic college chamber records record publishing assembly army navy airport court agency
authority zentrum mail today review news weekly daily world post times television radio city real united
company household collective industries league exchange
""")
"""Of the weak ones, those that words of the language alone make no name of: "Customer Service"."""

SOURCES = words("selon secondo según segundo laut")
"""What stands before whoever says something."""

NOT_FIRMS = words("""
conference day days talks talk live summit congress festival cup award awards prize week weekend forum meetup
camp meeting workshop hackathon challenge championship championships games tour open show fair expo rd street
road ave avenue pike drive lane way boulevard square plaza place park bridge tower hall house building room
floor gate station line court garden gardens act bill law treaty agreement accord convention protocol
declaration report review ranking index theory theorem effect syndrome disease virus variant fever war battle
revolution crisis spring river lake mountain island sea pro plus max mini beta edition series model version
engine code script language framework cookbook book novel film movie album song episode season podcast blog
medal trophy league scandal affair case trial attack attacks shooting bombing hurricane storm typhoon
earthquake holiday mass
""")
"""Last words of names of events, streets, laws, products and works."""

WEAK_HEADS = words("""
system systems solutions software services service lab labs technology technologies energy network networks
party center centre office school company companies group press media exchange institute studio studios
pictures entertainment movement stores foods resorts hotels hotel logistics analytics robotics electronics
insurance board household cabinet initiative collective administration team police church museum gallery
library archive archives hospital clinic college academy faculty department club chamber league industries
record records publishing assembly committee council taskforce force union trust fund association society
navy army airport theater theatre court agency authority zentrum kirche gesellschaft partei verlag polizei
groupe empresa grupo gruppo centro museo escuela escola scuola partito partido parti comune gobierno governo
camera gericht amt rat behörde konzern zeitung verein bund verband hochschule klinikum krankenhaus institut
university universität université universidad università bank commission times post today review news weekly
daily mail mirror world independent monitor observer register courier wire television radio city united real
guild
""")
"""Heads that make a name only with a word beside them that is none of the language."""

KNOWN = phrases("""
Bundesverfassungsgericht, Bundesgerichtshof, Bundeskartellamt, Bundeskriminalamt, Bundespolizei, Royal Mail,
Miami Heat, Under Armour, Northrop Grumman, Lockheed Martin, Aston Villa, Alcoholics Anonymous,
Save the Children, Doctors Without Borders, World Wildlife Fund, Salvation Army, Fox News, Sky News,
Channel 4, Time Warner, Warner Bros., Universal Pictures, 20th Century Fox, Dow Chemical, Home Depot,
Wells Fargo, Bank of America, Citizens Advice, Los Angeles Lakers, Golden State Warriors, Chicago Bulls,
Boston Celtics, New York Yankees, New England Patriots, Dallas Cowboys, Manchester United, Manchester City,
Tottenham Hotspur, Inter Milan, AC Milan, Real Madrid, FC Barcelona, Bayern Munich, Bayern München,
Borussia Dortmund, Paris Saint-Germain, Olympique de Marseille, Atlético de Madrid, Atlético Madrid,
Real Sociedad, Angie's List, Rolling Stone, Vanity Fair, Business Insider, Ars Technica, Rocket Lab,
Blue Origin, Virgin Galactic, Black Lives Matter, Extinction Rebellion, Fridays for Future, Ku Klux Klan,
Boko Haram, Al-Qaeda, Al Qaeda, Al-Shabaab, Nobel Committee, Trader Joe's, Whole Foods, General Mills,
Planned Parenthood, National Rifle Association, Electronic Frontier Foundation, Free Software Foundation,
Linux Foundation, Python Software Foundation, Apache Software Foundation, Creative Commons, Internet Archive,
Open Society Foundations, Gates Foundation, Wellcome Trust, Ford Foundation, Rockefeller Foundation,
Max-Planck-Gesellschaft, Fraunhofer-Gesellschaft, Helmholtz-Gemeinschaft, Leibniz-Gemeinschaft,
Deutsche Forschungsgemeinschaft, Senate, U.S. Senate, US Senate, Treasury, Home Office, European Union,
United Nations, European Commission, European Parliament, European Council, European Central Bank,
World Bank, World Health Organization, World Trade Organization, Federal Reserve, Supreme Court, White House,
Red Cross, Security Council, House of Representatives, House of Commons, House of Lords, High Court,
Foreign Office, State Department, Justice Department, Treasury Department, Defense Department,
Court of Appeal, International Monetary Fund, International Criminal Court, Human Rights Watch,
Amnesty International, Greenpeace, Pentagon, Kremlin, Congress, Knesset, Bundestag, Bundesrat,
Bundesregierung, Bundeswehr, Bundesbank, Hamas, Hezbollah, Taliban, Islamic State, Associated Press, Reuters,
Bloomberg, Wikipedia, Wikimedia, Interpol, Europol, Eurostat, Frontex, Scotland Yard, Wall Street Journal,
Financial Times, Washington Post, New York Times, Los Angeles Times, USA Today, The Verge, Wired, Forbes,
TechCrunch, Politico, Axios, Der Spiegel, Die Zeit, Die Welt, Le Monde, Le Figaro, El País, El Mundo,
La Repubblica, Corriere della Sera, La Stampa, Il Messaggero, Il Giornale, Folha de S.Paulo, O Globo,
Süddeutsche Zeitung, The Guardian, The Times, The Economist, The Atlantic, The New Yorker, The Sun,
The Independent, The Telegraph, Frankfurter Allgemeine Zeitung, Assemblée nationale, Assemblée Nationale,
Conseil d'État, Parlement européen, Commission européenne, Union européenne, Europäische Union,
Europäische Kommission, Europäische Zentralbank, Europäischen Union, Europäischen Kommission,
Europäischen Zentralbank, Europäisches Parlament, Vereinte Nationen, Vereinten Nationen, Unión Europea,
Comisión Europea, Naciones Unidas, Tribunal Supremo, Corte Suprema, Tribunal Constitucional, Unione Europea,
Commissione Europea, Nazioni Unite, Corte Costituzionale, União Europeia, Comissão Europeia, Nações Unidas,
Supremo Tribunal Federal, Cour suprême, Nations unies, Royal Society, National Guard, Coast Guard,
Secret Service, Stack Overflow, Hacker News, Y Combinator, Goldman Sachs, Morgan Stanley, Credit Suisse,
Max Planck Society, Big Brother Watch, Médecins Sans Frontières, European Space Agency,
National Health Service, Premier League, Champions League, Bundesliga, La Liga, Serie A, Labour Party,
Conservative Party, Democratic Party, Republican Party, Green Party, Liberal Democrats, Harvard, Stanford,
Princeton, Caltech, Fraunhofer, Metropolitan Police, Red Hat, Best Buy, Capital One, Rolls-Royce, Air France,
British Airways, American Express, General Motors, General Electric, Johnson & Johnson, Procter & Gamble,
Deutsche Bahn, Deutsche Bank, Deutsche Telekom, Deutsche Post, Deutsche Welle, Al Jazeera, Banco Santander,
Grünen, Linke
""")
"""Institutions, newspapers and firms by their names of words that mean other things, too."""

MEDIA = words("""
times post herald tribune journal gazette guardian telegraph chronicle observer examiner inquirer mirror mail
dispatch courier register bulletin globe independent monitor magazine news today review weekly daily zeitung
allgemeine rundschau tageblatt anzeiger nachrichten spiegel kurier figaro monde libération parisien mundo
país vanguardia corriere repubblica stampa messaggero giornale gazzetta folha estadão globo público
broadcasting radio television wire tv fm
""")
"""Last or first words of newspapers and stations, with a further name."""

CLUBS = words("""
fc afc cf sc ac as ss fsv vfb vfl tsg sv bvb rb real united city rovers wanderers athletic atlético albion
hotspur rangers celtic inter juventus sporting benfica olympique dynamo spartak borussia bayern bayer
eintracht werder hertha lakers warriors yankees cowboys patriots knicks giants eagles bulls celtics dodgers
""")
"""Words of sports clubs; with a place they make an organisation."""

CALLED = words("""
association asociación associazione associação verein ong coopérative cooperativa cooperative genossenschaft
startup start-up company firm charity nonprofit unternehmen firma konzern entreprise société empresa compañía
azienda società boutique librairie librería libreria livraria tienda negozio loja restaurant restaurante
ristorante brasserie boulangerie magasin collectif colectivo collettivo compagnie editorial editora maison
studio band group groupe grupo gruppo fondation fundación fondazione fundação stiftung magazine revista
rivista emittente chaîne
""")
"""Lower case. What an organisation is called directly before its name."""

CALLED_IN_GERMAN = words("""
hersteller anbieter betreiber konzern firma unternehmen start-up startup autobauer versicherer händler verlag
verein gewerkschaft organisation reederei brauerei plattform softwarefirma zulieferer energieversorger
modekette supermarktkette
""")
"""Lower case. What an organisation is called directly before its name, in German."""

GERMAN_ENDINGS = (
    "amt", "zentrum", "verein", "verband", "gesellschaft", "institut", "ministerium", "werke", "bank",
    "museum", "universität", "hochschule", "klinik", "klinikum", "verlag", "theater", "stiftung", "behörde",
    "kammer", "kasse", "gericht", "gerichtshof", "akademie", "agentur", "betriebe", "genossenschaft",
    "brauerei", "bibliothek",
)  # fmt: skip

COMPANY_NOUNS = words("""
startup start-up company firm giant maker manufacturer publisher retailer group bank airline carrier
automaker carmaker developer studio agency nonprofit non-profit charity platform operator provider supplier
distributor subsidiary parent vendor brand chain label broadcaster newspaper magazine think-tank fund insurer
utility conglomerate unicorn lender brokerage consultancy chipmaker drugmaker employer unternehmen konzern
firma hersteller anbieter betreiber verlag versicherer händler autobauer tochter mutterkonzern entreprise
société groupe compagnie constructeur éditeur banque opérateur association empresa compañía grupo fabricante
banco editorial aerolínea operadora multinacional azienda società gruppo casa banca compagnia produttore
multinazionale editore montadora companhia fornecedora
""")
"""Lower case. What a company is called beside its name."""

ACTS = words("""
joins names named appoints appointed agrees agreed announced announces launched launches launch unveiled
unveils acquired acquires acquire buys bought sells sold raised raises hires hired fires fired lays laid
invests invested invest develops developed employs employed offers released releases ships shipped plans
planned owns owned operates operated reports reported posted sued sues files filed partners partnered merges
merged expands expanded cuts closes closed opens opened introduces introduced published publishes sponsors
funded funds rolled rolls invites seeks hosts organizes organises provides awarded awards recalled recalls
kündigt kündigte übernimmt übernahm verkauft baut entlässt investiert stellt veröffentlicht sucht präsentiert
annonce lance rachète acquiert licencie investit recrute présente publie anuncia anunció lanza lanzó compra
compró vende invierte presenta presentó despide busca annuncia lancia acquista investe assume licenzia cerca
anunciou lança lançou comprou apresentou demite contrata
""")
"""Lower case. What companies do."""

GOES_ON = words("will has had to would said says plans wants")
"""Lower case. What may follow a name that begins a sentence, and hardly another word."""

AFTER_COMPANY = words("""
ceo cfo cto coo chief chairman chairwoman president founder co-founder boss spokesman spokeswoman
spokesperson executive executives employees employee staff staffers workers engineers shares stock
shareholders investors customers users subsidiary headquarters store stores factory plant app researchers
researcher engineer founders fans players manager coach striker midfielder defender
""")
"""Lower case. What follows a company's name as an adjective."""

BEFORE_COMPANY = words("""
@ at joins joined joining acquires acquired acquiring acquire buys buying by with bei chez
""")
"""Lower case. What precedes a company's name."""

EMPLOYMENT = words("""
sindicato sindacato syndicat gewerkschaft union party partido partito parti partei ngo association
coopérative magasin club ong asociación cooperativa associazione associação cooperative verein stiftung
genossenschaft band join joins joined joining acquire acquires acquired acquiring buys bought rival rivals
competitor competitors parent subsidiary startup company firm giant maker publisher retailer airline
automaker carmaker bank owner nonprofit charity operator brand chain broadcaster newspaper magazine insurer
unternehmen konzern firma hersteller autobauer entreprise société groupe constructeur empresa compañía
fabricante azienda società gruppo bei chez start-up plattform verlag startup-unternehmen
""")
"""Lower case. Before a single capitalised word they make it an organisation."""

BODIES = words("""
UN UNO WHO UNESCO UNICEF UNHCR UNDP FAO ILO IAEA IPCC NATO OSCE OECD IMF IWF FMI WTO WIPO WEF ECB EZB BCE
EBRD EIB ICC ICJ NASA ESA JAXA ISRO CERN NOAA FBI CIA NSA DHS FDA FCC FTC SEC IRS EPA CDC NIH NSF DARPA DOJ
DOD USAID FEMA TSA NTSB FAA NHTSA OSHA FIFA UEFA IOC NBA NFL NHL MLB NCAA UFC WWE ATP WTA FIA BBC ITV CNN NBC
CBS ABC PBS NPR HBO MSNBC ESPN AP AFP DPA ARD ZDF NDR WDR SWR MDR ORF SRF RTL RAI RTVE IBM AMD BMW VW SAP AWS
HP HPE AT&T BASF RWE BP GE GM KPMG PwC UBS ING BNP HSBC JPMorgan EY NHS MoD HMRC NSPCC RSPCA IEEE ACM IETF
W3C ISO ANSI IEC DIN BSI DFG DAAD BMBF BKA BND LKA CDU CSU SPD FDP AfD DGB ADAC MIT UCLA UCL LSE ETH EPFL TUM
RWTH KIT ULB KTH CNRS INRIA INSERM CSIC CNR SNCF RATP EDF PSOE PP CGT UGT ONU OMS OTAN OCDE UE OIT FARC IRA
ETA PLO PLC PETA NAACP ACLU EFF FSF AARP NRA AFL-CIO CBI TUC RMT GOP SNP DUP BJP ANC PKK YPG KGB FSB GRU IDF
Mossad MI5 MI6 GCHQ SNSF ERC EMBO ARXIV EFE ANSA TASS APA Lusa YC NYSE PSL PSDB PSD PSB PMDB MDB PCP TPM YMCA
BBVA LVMH TSMC ASML KLM IAG EADS OPEC ASEAN AU OAS ECOWAS Mercosur PSG BVB LAPD NYPD RCMP
""")
"""Well-known public bodies, broadcasters, parties and companies that go by an acronym."""

COMPANIES = phrases("""
Google, Microsoft, Amazon, Apple, Facebook, Meta, Twitter, LinkedIn, YouTube, Instagram, WhatsApp, TikTok,
ByteDance, Netflix, Spotify, Uber, Lyft, Airbnb, Tesla, SpaceX, OpenAI, Anthropic, DeepMind, Nvidia, Intel,
Qualcomm, Broadcom, Oracle, Salesforce, Adobe, Cisco, Dell, Lenovo, Samsung, Sony, Nintendo, Huawei, Xiaomi,
Alibaba, Tencent, Baidu, Foxconn, Nokia, Ericsson, Siemens, Bosch, Volkswagen, Audi, Porsche, Daimler,
Mercedes-Benz, Opel, Renault, Peugeot, Stellantis, Citroën, Fiat, Ferrari, Toyota, Honda, Nissan, Hyundai,
Kia, Ford, Chrysler, Boeing, Airbus, Lufthansa, Ryanair, easyJet, Iberia, Alitalia, TotalEnergies, Repsol,
Eni, Enel, Equinor, Gazprom, Rosneft, Aramco, ExxonMobil, Chevron, Vattenfall, E.ON, EnBW, Thyssenkrupp,
ThyssenKrupp, Bayer, Merck, Pfizer, Moderna, BioNTech, AstraZeneca, Novartis, Roche, Sanofi, GlaxoSmithKline,
Nestlé, Unilever, Danone, Coca-Cola, Pepsi, PepsiCo, McDonald’s, McDonald's, Starbucks, Walmart, Costco,
Carrefour, Tesco, Aldi, Lidl, Rewe, Edeka, Ikea, IKEA, Zara, Inditex, Adidas, Puma, Nike, Zalando, Allianz,
Santander, Barclays, JPMorgan, Citigroup, Commerzbank, UniCredit, Wirecard, PayPal, Visa, Mastercard, Stripe,
Klarna, Revolut, BlackRock, Blackstone, SoftBank, Softbank, McKinsey, Deloitte, Accenture, Capgemini, Atos,
Telefónica, Vodafone, Telekom, Verizon, Comcast, Disney, Pixar, Warner Bros, Paramount, Universal, Mozilla,
GitHub, GitLab, Dropbox, Slack, Skype, Snapchat, Reddit, Pinterest, Tumblr, Yahoo, eBay, Etsy, Shopify, Zoom,
Palantir, Cloudflare, Heroku, DigitalOcean, Canonical, SUSE, Atlassian, HubSpot, Twilio, Coinbase, Binance,
Robinhood, WeWork, Groupon, Yelp, Expedia, Booking.com, Wikipedia, WikiLeaks, Nasdaq, NASDAQ, NYSE,
Petrobras, Embraer, Vale, Itaú, Bradesco, Embratel, Pemex, Bloomberg, Reuters, Xinhua, Greenpeace, Oxfam,
UEFA, FIFA, Juventus, Chelsea, Arsenal, Liverpool FC, Benfica, Barça, Transfermarkt, Kicker, YMCA, Tailscale,
Hetzner, Infineon, Continental, Schaeffler, Rheinmetall, Uniper, Tchibo, Deutsche Börse, Crédit Agricole,
Société Générale, BNP Paribas, LVMH, Hermès, L'Oréal, L’Oréal, Michelin, Thales, Alstom, Veolia, Engie,
Decathlon, Ubisoft, Mercadona, CaixaBank, BBVA, Iberdrola, Endesa, Seat, Glovo, Cabify, Generali,
Intesa Sanpaolo, Pirelli, Barilla, Luxottica, Leonardo, Mediaset, Poste Italiane, Trenitalia, Galp, Sonae,
Jerónimo Martins, Nubank, Magazine Luiza, Ambev, Natura, Folha, Datafolha, Ibope, Sesc
""")
"""Firms and clubs so well known that texts name them without saying what they are."""
