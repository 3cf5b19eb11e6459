"""Places that gazetteers lack, and words that tell places from what has the same name."""

from tributary_entities.domain.extract.words import phrases, words

MORE = phrases("""
UK, U.K., US, U.S., USA, U.S.A., UAE, America, Britain, England, Scotland, Wales, Northern Ireland, Holland,
Silicon Valley, Wall Street, Middle East, Far East, Near East, Latin America, Central America, North America,
South America, Eastern Europe, Western Europe, Central Europe, Northern Europe, Southern Europe, Scandinavia,
Balkans, Baltics, Sahel, Sub-Saharan Africa, West Africa, East Africa, North Africa, Southern Africa,
Maghreb, Levant, Caucasus, Siberia, Crimea, Donbas, Donbass, Gaza, Gaza Strip, West Bank, Golan Heights,
Kashmir, Tibet, Bay Area, San Francisco Bay Area, Manhattan, Brooklyn, Queens, Bronx, Harlem, Hollywood,
Midwest, New England, Southeast Asia, South Asia, East Asia, Central Asia, Asia-Pacific, Persian Gulf,
Red Sea, Black Sea, Baltic Sea, North Sea, Mediterranean, Arctic, Antarctica, Antarctic, Pacific, Atlantic,
Caribbean, Himalayas, Alps, Andes, Amazon Basin, Sahara, Kosovo, Catalonia, Basque Country, Cataluña,
Catalunya, País Vasco, Tuscany, Toscana, Lombardy, Sicily, Sardinia, Corsica, Bavaria, Saxony, Provence,
Normandy, Brittany, Burgundy, Flanders, Wallonia, Naher Osten, Nahen Osten, Nordamerika, Südamerika,
Lateinamerika, Osteuropa, Westeuropa, Mitteleuropa, Südostasien, Ostdeutschland, Westdeutschland,
Norddeutschland, Süddeutschland, Ruhrgebiet, Großbritannien, Schottland, Moyen-Orient, Proche-Orient,
Royaume-Uni, États-Unis, Etats-Unis, Grande-Bretagne, Angleterre, Écosse, Bretagne, Normandie, Oriente Medio,
Oriente Próximo, Estados Unidos, EE.UU., EE. UU., Gran Bretaña, Inglaterra, Escocia, América Latina,
Latinoamérica, Sudamérica, Centroamérica, Medio Oriente, Stati Uniti, Gran Bretagna, Inghilterra, Scozia,
America Latina, Oriente Médio, Reino Unido, Regno Unito, Grã-Bretanha, Cape Canaveral, Capitol Hill,
Downing Street, Westminster, Ground Zero, Pearl Harbor, Tahrir Square, Times Square, Yellowstone, Yosemite,
Mount Everest, Cabo Verde, Ivory Coast, Czech Republic, Burma, Swaziland, East Timor, Macedonia, Hong Kong,
Macau, Taiwan, Puerto Rico, Guam, Greenland, Bermuda, Brasília, Washington DC, Washington D.C., D.C., NYC,
L.A., LA, EMEA, APAC, EU, EUA, DC, Irão, Irán, DACH, LATAM, MENA, Benelux
""")
"""As they are written. With regions, seas, parts of cities, and abbreviations."""

COUNTRIES_WITH_SMALL_WORDS = phrases("""
Bosnia and Herzegovina, Bosnia-Herzegovina, Trinidad and Tobago, Antigua and Barbuda,
United States of America, Isle of Man, Republic of Ireland, Democratic Republic of Congo,
Democratic Republic of the Congo, Papua New Guinea, Republic of Korea, Cape of Good Hope, Gulf of Mexico,
Strait of Hormuz, District of Columbia, Newfoundland and Labrador, Bosnien und Herzegowina,
Bosnie-Herzégovine, Bosnia y Herzegovina, Tyne and Wear, Trinité-et-Tobago, Rio de Janeiro,
Rio Grande do Sul, Frankfurt am Main, Frankfurt an der Oder
""")

NOT_ALONE = words("""
Central North South West East Northern Southern Western Eastern Norte Sul Sud Nord Est Ouest Oeste Este
Centre Centro Centrale Union Islands Island Meta Unity Trinity Coast Delta Lakes Plateau Pool Rivers Maritime
Littoral Independencia Nacional Oriental Occidental Metropolitana Capital Federal Valle Vale Bay Male Man Of
Best Most Same Reading Nice Bath Mobile Split Hub Orange Mesa Perm Oral Pest Surprise Enterprise Paradise
Independence Concord Providence Commonwealth Metro Springs Cork Derby Buffalo Phoenix Boulder Billings Natal
Tours Angers Lens Nancy Troy Rugby Hope Liberty Freedom Friendship Progress University College Sunrise
Plantation Hull Deal Sandwich Bali Barking Harrow Slough Van Ho Un Ur Bo Mary Michael Paul Patrick Nelson
Douglas Diana Maurice Miranda Mila Clare Kerry Mayo Carlow Mara Lara Magdalena Isabel Isabela Margarita
Salvador Cesar Patna Sanford Stanford Wagner Jackson Houston Lincoln Madison Jefferson Hamilton Franklin
Clinton Washington Wellington Marion Clayton Logan Carson Chandler Garland Irving Warren Carter Allen Norman
Dallas Tyler Lawrence Kent Essex Surrey Newton Davis Carolina Virginia Georgia Victoria Sydney Austin
Charlotte Florence Paris Jordan Chad Israel Sofia Santiago León Valencia Savannah Alexandria Geneva Kingston
Montserrat Dominique Alba Asia Florida India Indiana Kenya Oman Aurora Regina Adelaide Lourdes Milan Roma
Cairo Cuba Brittany Trinidad Mercedes Guadalupe Jersey Turkey Guinea Sage Fontana Corona Eugene Eden Salem
Bethlehem Nazareth Berkeley Cambridge Oxford Preston Chester Burton Lester Bradford Ashford Stafford Clifton
Sutton Stratford Windsor Gordon Graham Craig Bruce Wayne Lee Lake Park
""")
"""Places whose names are those of people or things, too: alone they need a cue or their size."""

STRONG = words("""
Bologna Shanghai Muscat Tangier Limerick Anchorage Astrakhan Boulder Buffalo Granada Paris Jordan Israel
Sydney Austin Charlotte Florence Chad Georgia Santiago Valencia Geneva Asia Florida India Indiana Kenya Oman
Milan Roma Cairo Cuba Turkey Guinea Virginia Victoria Houston Washington Dallas Salvador Phoenix Cambridge
Oxford Adelaide Sofia Bali Trinidad Alexandria Berkeley Madison Lincoln Wellington Jersey Kingston Nice
""")
"""Of these, those that are places most of the time when they stand alone and not before a surname."""

GEOGRAPHIC = words("""
County Township Borough Province Prefecture District Island Islands Isle Valley Peninsula Heights Beach Bay
Strait Mountains Mountain Desert Archipelago Atoll Highlands Lowlands Delta Basin Plateau Canal River Lake
Gulf Peak Glacier Volcano Falls
""")
"""Last words of names of places."""

REMOTE = words("remote télétravail teletrabajo homeoffice home-office")
