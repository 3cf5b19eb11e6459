"""Capitalised words that name no person, organisation or place: the calendar, peoples and languages."""

from tributary_entities.domain.extract.words import words

CALENDAR = words("""
january february march april may june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
thurs fri sat sun spring summer autumn winter easter christmas xmas thanksgiving halloween ramadan hanukkah
passover januar jänner februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag
freitag samstag sonnabend sonntag weihnachten ostern silvester janvier février mars avril juin juillet août
septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche noël enero febrero
marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves
viernes sábado domingo navidad gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì
martedì mercoledì giovedì venerdì sabato domenica natale pasqua janeiro fevereiro março maio junho julho
setembro outubro novembro dezembro segunda terça quarta quinta sexta natal páscoa utc gmt cet cest est edt
pst pdt cst aoe bst am pm
""")

PEOPLES = words("""
american americans british briton britons english scottish scot scots welsh irish french german germans
spanish italian italians portuguese dutch belgian belgians swiss austrian austrians swedish swede swedes
norwegian norwegians danish danes finnish finns icelandic polish poles czech czechs slovak slovaks hungarian
hungarians romanian romanians bulgarian bulgarians greek greeks turkish turks turk russian russians ukrainian
ukrainians belarusian serbian serbs serb croatian croats bosnian albanian macedonian slovenian estonian
latvian lithuanian georgian armenian azerbaijani israeli israelis palestinian palestinians lebanese syrian
syrians iraqi iraqis iranian iranians saudi saudis emirati qatari kuwaiti yemeni egyptian egyptians libyan
tunisian algerian moroccan sudanese ethiopian kenyan kenyans ugandan tanzanian rwandan congolese nigerian
nigerians ghanaian senegalese african africans asian asians european europeans arab arabs arabic persian
kurdish kurds kurd jewish jews jew muslim muslims islamic christian christians catholic catholics protestant
hindu hindus buddhist sikh indian indians pakistani pakistanis bangladeshi nepali afghan afghans chinese
japanese korean koreans taiwanese vietnamese thai indonesian malaysian filipino filipinos singaporean
australian australians zealander zealanders canadian canadians mexican mexicans brazilian brazilians
argentine argentinian argentinians chilean chileans colombian colombians peruvian venezuelan venezuelans
cuban cubans haitian jamaican latino latina latin hispanic hebrew mandarin cantonese hindi urdu bengali tamil
swahili roman greco anglo victorian soviet nordic scandinavian baltic balkan western eastern northern
southern democratic republican democrats republicans democrat tory tories conservative conservatives labour
liberal liberals deutsche deutscher deutschen deutsches amerikanische amerikanischer amerikanischen
französische französischen britische britischen russische russischen ukrainische ukrainischen chinesische
europäische europäischen europäischer türkische türkischen italienische spanische israelische polnische
österreichische schweizer französischer chinesischen russischer deutsch englisch französisch spanisch
français française françaises allemand allemande américain américaine anglais italien espagnol russe chinois
européen européenne ukrainien israélien español española españoles alemán francés inglés italiano
estadounidense ruso chino europeo mexicano argentino italiana italiani francese tedesco inglese spagnolo
russo cinese europea americano americana português portuguesa brasileiro brasileira alemão europeu
""")
"""Lower case; with adjectives of parties and directions, which begin longer names only."""

NOT_ORGANISATIONS = words("""
CEO CFO CTO COO CIO CMO VP SVP EVP HR PR IT AI ML AR VR XR UI UX API APIs SDK URL URLs URI HTTP HTTPS HTML
CSS XML JSON YAML CSV PDF SQL RSS RDF OPML FTP SSH SSL TLS DNS TCP UDP IP VPN LAN WAN WIFI USB HDMI GPU GPUs
CPU CPUs RAM ROM SSD HDD LED LCD OLED TV TVs DVD CD PC PCs OS DIY FAQ FAQs Q&A TBA TBD TBC ASAP FYI RSVP PS
PPS OK NB IMO IMHO LOL WTF AKA ETA RIP DJ MC MVP VIP GDP GNP VAT ROI KPI KPIs SEO B2B B2C SaaS PaaS IaaS LLM
LLMs NLP OCR IoT RPG FPS MMO HIV AIDS COVID SARS DNA RNA PCR MRI CT ADHD PTSD ESG CO2 CV CVs PhD MBA BA BSc
MSc MA MD JD BS MS EU-US US UK USA UAE EU USD EUR GBP CHF JPY CAD AUD AM PM AD BC BCE CE GMT UTC CET EST PST
EDT PDT AOE ISBN ISSN DOI ID IDs UUID CFP CFPs RFP RFPs RFC NDA IPO IPOs M&A R&D SUV EV EVs LGBT LGBTQ II III
IV VI VII VIII IX XI XII XIII XIV XV XVI PHP REST CLI GUI IDE CI JVM MIDI MP3 MP4 GIF JPG JPEG PNG SVG CMS
CRM ERP BREAKING NEW UPDATE EXCLUSIVE NOTE WARNING NEWS LIVE VIDEO WATCH READ IMPORTANT DEADLINE CALL FOR THE
AND NOT GPS SMS MMS 4K HD UHD HDR AAA RGB NFT NFTs DAO BTC ETH KI EDV MwSt GmbH AG KG PDFs MOOC STEM HPC FPGA
ASIC TBH SMB SMBs SME SMEs NGO NGOs KMU PME ONG OEM GDPR DSGVO RGPD CCPA CVE DDoS XSS ORM MVC WYSIWYG ASCII
UTF BMI AR15 TLDR CEST BST EOF AFAIK BBQ UFO UFOs SOS IQ EQ CCTV HVAC MPG MPH KMH RPM PIN ATM SIM QR NFC OTT
VOD PVC CNC CAM ALL YOU ARE WHO WHY HOW WHAT
""")
"""Upper-case words that are no organisations."""
