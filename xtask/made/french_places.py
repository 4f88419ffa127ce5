"""Where and when of made-up French dispatches: countries, capitals, towns, districts, groups, days and dates, as phrases with their trees."""

import random

from french_words import adjective, article, case, chance, closing, comma, name, noun, number, pick, w
from trees import Node

# Country, its article (m, f, p: plural, 0: none), adjective, capital.
NATIONS = [line.split("/") for line in """Soudan/m/soudanais/Khartoum Tchad/m/tchadien/Ndjamena Mali/m/malien/Bamako Niger/m/nigérien/Niamey Nigeria/m/nigérian/Abuja Cameroun/m/camerounais/Yaoundé
Rwanda/m/rwandais/Kigali Burundi/m/burundais/Bujumbura Kenya/m/kényan/Nairobi Mozambique/m/mozambicain/Maputo Maroc/m/marocain/Rabat Liban/m/libanais/Beyrouth Yémen/m/yéménite/Sanaa
Pakistan/m/pakistanais/Islamabad Cambodge/m/cambodgien/Phnom-Penh Venezuela/m/vénézuélien/Caracas Kosovo/m/kosovar/Pristina Kirghizstan/m/kirghiz/Bichkek Tadjikistan/m/tadjik/Douchanbé
Haut-Karabakh/m/karabakhi/Stepanakert Congo/m/congolais/Kinshasa Sénégal/m/sénégalais/Dakar Japon/m/japonais/Tokyo Qatar/m/qatari/Doha Burkina/m/burkinabè/Ouagadougou Bangladesh/m/bangladais/Dacca
Azerbaïdjan/m/azerbaïdjanais/Bakou Iran/m/iranien/Téhéran Irak/m/irakien/Bagdad Afghanistan/m/afghan/Kaboul Ouganda/m/ougandais/Kampala Ouzbékistan/m/ouzbek/Tachkent Équateur/m/équatorien/Quito
Arménie/f/arménien/Erevan Éthiopie/f/éthiopien/Addis-Abeba Érythrée/f/érythréen/Asmara Ukraine/f/ukrainien/Kiev Inde/f/indien/Delhi Égypte/f/égyptien/Caire Algérie/f/algérien/Alger Arabie/f/saoudien/Riyad
Syrie/f/syrien/Damas Turquie/f/turc/Ankara Russie/f/russe/Moscou Géorgie/f/géorgien/Tbilissi Libye/f/libyen/Tripoli Somalie/f/somalien/Mogadiscio Thaïlande/f/thaïlandais/Bangkok Birmanie/f/birman/Naypyidaw
Chine/f/chinois/Pékin Colombie/f/colombien/Bogota Serbie/f/serbe/Belgrade Moldavie/f/moldave/Chisinau Abkhazie/f/abkhaze/Soukhoumi Centrafrique/f/centrafricain/Bangui Jordanie/f/jordanien/Amman
Croatie/f/croate/Zagreb Tunisie/f/tunisien/Tunis Corée/f/coréen/Séoul Guinée/f/guinéen/Conakry Palestine/f/palestinien/Ramallah France/f/français/Paris Bolivie/f/bolivien/Sucre
Israël/0/israélien/Jérusalem Bahreïn/0/bahreïni/Manama Djibouti/0/djiboutien/Djibouti Philippines/p/philippin/Manille Émirats/p/émirati/Abou-Dhabi""".split()]
CAPITALS = [n[3] for n in NATIONS if n[3] != "Caire"] + "Washington Londres Bruxelles Berlin Vilnius Varsovie Minsk Pyongyang Taïpeï Tirana Skopje Tskhinvali Donetsk Tiraspol Astana Juba Lusaka".split()
GROUPS = """Houthis/p Chebab/p Talibans/p Hezbollah/m Hamas/m FSR/p M23/m PKK/m YPG/p ELN/f FARC/p FLPT/m Jnim/m ADF/p Codeco/f Daech/0 FDS/p ANL/f HTS/0 FDLR/p UPC/f CPC/f RSF/p Wagner/0 Wazalendo/p
AQPA/0 FPRC/m MNLA/m Fano/m UNITA/f LTTE/p ARSA/f""".split()
ORGANISATIONS = "ONU/f OTAN/f OSCE/f Unicef/m CICR/m Finul/f Monusco/f Minusma/f UE/f OMS/f HRW/0 UNRWA/f MSF/0 CPI/f AIEA/f HCR/m OIM/f Cedeao/f SADC/f ECOMOG/f FNUOD/f".split()
PLACES_OF_TWO = [p.split() for p in "Kfar Kila|Beit Hanoun|El Fasher|Deir Ezzor|Puerto Asís|Bani Walid|Tal Abyad|Khan Younès|Ras al-Aïn|Wad Madani|Bahir Dar|Preah Vihear|Mae Sot|Abou Kamal|Nova Kakhovka|Tchassiv Yar|Oum Rawaba|Lac Albert|Spin Boldak|Um Keddada".split("|")]
PLACES = """Goma Saké Bunia Kidal Gao Tombouctou Syrte Misrata Benghazi Derna Taëz Marib Hodeïda Saada Aden Idleb Alep Hama Deraa Homs Khiam Tyr Naqoura Metoula Rafah Jénine Naplouse Aghdam Martouni
Goris Kapan Latchine Paroukh Askeran Horlivka Avdiïvka Donetsk Louhansk Marioupol Kherson Koupiansk Zougdidi Gori Srinagar Uri Poonch Kupwara Muzaffarabad Kargil Leh Mekele Adoua Axoum Humera Gondar
Lalibela Nyala Geneina Omdourman Kassala Malakal Bentiu Surin Samrong Sittwe Lashio Myitkyina Loikaw Cauca Arauca Tibu Jolo Marawi Cotabato Batken Isfara Mitrovica Kandahar Kunduz Hérat Torkham
Ménaka Ansongo Tessalit Bria Bossangoa Beni Butembo Rutshuru Masisi Kitchanga Walikale Djibo Dori Fada Diapaga Bakara Hajin Kobané Qamichli Afrine Tartous Mossoul Kirkouk Falloujah Toretsk Pokrovsk
Soledar Izioum Bakhmout Krasnohorivka Kfar-Kila El-Fasher El-Geneina Deir-Ezzor Bani-Walid Tal-Abyad Wad-Madani Bahir-Dar Mae-Sot Nova-Kakhovka Oum-Rawaba Saint-Marc Palma Pemba Mocímboa Diffa
Bosso Maroua Kolofata Abyei Kadugli Talodi Bor Wau Yei Kismayo Baidoa Merka Luuq Mandera Garissa Ikoma Kavumu Minova Nyabibwe""".split()
AREAS = """Tigré/m Darfour/m Kivu/m Donbass/m Cachemire/m Sinaï/m Kurdistan/m Golan/m Puntland/m Waziristan/m Kordofan/m Liptako/m Sahel/m Somaliland/m Cauca/m Arakan/m Ituri/f Amhara/f Oromia/f Galilée/f Bekaa/f
Cisjordanie/f Transnistrie/f Ossétie/f Crimée/f Abkhazie/f Cyrénaïque/f Tripolitaine/f Casamance/f Ingouchie/f""".split()
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente 2 3 4 5 6 7 11 14 17 23 30 45 120".split() + ["1 200", "5.000"]
KINDS = "village/Masc ville/Fem localité/Fem district/Masc région/Fem province/Fem secteur/Masc quartier/Masc commune/Fem territoire/Masc camp/Masc vallée/Fem bourgade/Fem hameau/Masc gouvernorat/Masc".split()
DIRECTIONS = "nord sud est ouest nord-est sud-ouest centre".split()
QUALITIES = "nouveau violent intense meurtrier militaire frontalier armé lourd civil sporadique aérien nocturne important terroriste féroce soutenu direct stratégique voisin principal".split()


def split(entry):
    return entry.split("/")


def coin(p=0.5):
    return "Plur" if chance(p) else "Sing"


def kinds(pool, rel, det, n, quality=0.0, left=(), right=()):
    """A noun of a list with its article and perhaps an adjective."""
    lemma, g = split(pick(pool))
    if lemma == "pourparlers":
        node = Node("pourparlers", "NOUN", rel, [article(det, "Masc", "Plur")] if det else [], right, lemma="pourparlers", feats="Gender=Masc|Number=Plur")
        node.g, node.n = "Masc", "Plur"
        return node
    node = noun(lemma, g, n, rel, [article(det, g, n)] + list(left) if det else left, [])
    if chance(quality):
        node.right.append(adjective(pick(QUALITIES[1:]), g, n))
    node.right += [r for r in right if r]
    return node


def of_nation():
    return pick(NATIONS)


def country(rel, prep=None):
    """ "l'Arménie", "le Tchad", "Israël"; with a preposition before its article."""
    form, art, _, _ = of_nation()
    g = "Fem" if art == "f" or form == "Philippines" else "Masc"
    n = "Plur" if art == "p" else "Sing"
    feats = f"Gender={g}|Number={n}"
    left = [] if art == "0" else [article("def", g, n)]
    node = name(form, rel, feats if art != "0" else pick(["_", feats]), left)
    if form in ("Émirats", "Arabie", "Corée") and chance(0.8):
        tail = {"Émirats": ("arabe", "Masc", "Plur"), "Arabie": ("saoudite", "Fem", "Sing")}.get(form)
        if tail:
            node.right.append(adjective(*tail))
        else:
            node.right.append(case(noun(pick(["nord", "sud"]), "Masc", "Sing", "nmod", [article("def", "Masc", "Sing")]), "de"))
    return case(node, prep) if prep else node


def in_country(rel):
    """ "en Syrie", "au Liban", "aux Philippines"."""
    form, art, _, _ = of_nation()
    if art == "f" or art == "m" and form[0] in "AIOUÉÎ":
        return name(form, rel, "Gender=" + ("Fem" if art == "f" else "Masc") + "|Number=Sing", [w("en", "ADP", "case")])
    if art == "0":
        return name(form, rel, "_", [w("en" if form == "Israël" else "à", "ADP", "case")])
    n = "Plur" if art == "p" else "Sing"
    g = "Fem" if form == "Philippines" else "Masc"
    return name(form, rel, f"Gender={g}|Number={n}", [w("à", "ADP", "case"), article("def", g, n)])


def capital(rel):
    return name(pick(CAPITALS), rel, pick(["_", "Gender=Masc|Number=Sing", "Number=Sing"]))


def state(rel):
    return capital(rel) if chance(0.5) else country(rel)


def group(rel):
    form, art = split(pick(GROUPS))
    if chance(0.25):
        return long_group(rel)
    if art == "0":
        return name(form, rel)
    g, n = ("Fem" if art == "f" else "Masc"), ("Plur" if art == "p" else "Sing")
    return name(form, rel, f"Gender={g}|Number={n}" if chance(0.7) else "_" if n == "Sing" and g == "Masc" else f"Gender={g}|Number={n}", [article("def", g, n)])


def long_group(rel):
    """ "les Forces démocratiques syriennes (FDS)", "le Front de libération du Tigré"."""
    lemma, g, n = pick([("force", "Fem", "Plur"), ("front", "Masc", "Sing"), ("mouvement", "Masc", "Sing"), ("armée", "Fem", "Sing"), ("alliance", "Fem", "Sing"), ("union", "Fem", "Sing"), ("brigade", "Fem", "Plur"),
                        ("conseil", "Masc", "Sing"), ("parti", "Masc", "Sing"), ("ligue", "Fem", "Sing"), ("coalition", "Fem", "Sing"), ("unité", "Fem", "Plur")])
    node = noun(lemma, g, n, rel, [article("def", g, n)])
    node.form = node.form.capitalize()
    if chance(0.4):
        node.right.append(adjective(pick(["démocratique", "populaire", "national", "patriotique", "armé", "révolutionnaire", "islamique"]), g, n))
        node.right.append(nation_adjective(g, n))
    else:
        what = noun(pick(["libération", "soutien", "résistance", "défense", "protection", "salut"]), "Fem", "Sing", "nmod")
        if what.lemma in ("soutien", "salut"):
            what.feats = "Gender=Masc|Number=Sing"
            if what.lemma == "soutien":
                what.right.append(adjective("rapide", "Masc", "Sing"))
        node.right.append(case(what, "de"))
        if chance(0.6):
            node.right.append(pick([lambda: area("nmod", "de"), lambda: country("nmod", "de")])())
    if chance(0.5):
        short = name("".join(pick("ABCDFLMNPRSTU") for _ in range(pick([3, 3, 4]))), "appos", "_", [w("(", "PUNCT", "punct")], [w(")", "PUNCT", "punct")])
        node.right.append(short)
    return node


def organisation(rel):
    form, art = split(pick(ORGANISATIONS))
    if art == "0":
        return name(form, rel)
    g = "Fem" if art == "f" else "Masc"
    return name(form, rel, f"Gender={g}|Number=Sing", [article("def", g, "Sing")])


def town(rel, prep=None):
    node = name(pick(PLACES), rel, pick(["_", "_", "Gender=Masc|Number=Sing"]))
    if chance(0.14):
        first, second = pick(PLACES_OF_TWO)
        node = name(first, rel, "_", [], [w(second, "PROPN", "flat:name")])
    return case(node, prep) if prep else node


def area(rel, prep=None):
    form, g = split(pick(AREAS))
    g = "Fem" if g == "f" else "Masc"
    node = name(form, rel, f"Gender={g}|Number=Sing", [article("def", g, "Sing")])
    return case(node, prep) if prep else node


def direction(rel, prep="à"):
    """ "au nord de Goma", "dans l'est du Tchad"."""
    inner = pick([lambda: town("nmod", "de"), lambda: country("nmod", "de"), lambda: area("nmod", "de"), lambda: case(kinds(["pays/Masc", "ville/Fem", "capitale/Fem", "district/Masc"], "nmod", "def", "Sing"), "de")])()
    return case(noun(pick(DIRECTIONS), "Masc", "Sing", rel, [article("def", "Masc", "Sing")], [inner]), prep)


def near(rel):
    """ "près de Goma": the adverb carries the place."""
    inner = pick([lambda: town("obl:arg", "de"), lambda: case(kinds(["village/Masc", "frontière/Fem", "ligne/Fem", "ville/Fem"], "obl:arg", "def", "Sing", right=[town("nmod", "de")] if chance(0.5) else []), "de")])()
    if chance(0.08):
        more = town("conj", "de")
        more.left.insert(0, w("et", "CCONJ", "cc"))
        inner.right.append(more)
    return Node("près", "ADV", "advmod" if rel in ("obl:mod", "nmod") else rel, [], [inner])


def locality(rel, prep="dans"):
    """ "dans le village de Parukh", with more of its whereabouts behind a comma."""
    lemma, g = split(pick(KINDS))
    inner = town("nmod", "de") if chance(0.75) else area("nmod", "de")
    if chance(0.1):
        inner = town("nmod")
    node = noun(lemma, g, "Sing", rel, [article("def", g, "Sing")], [inner])
    if chance(0.1):
        node.right.insert(0, adjective(pick(["frontalier", "voisin", "stratégique", "montagneux", "oriental"]), g, "Sing"))
    if chance(0.22):
        more = pick([lambda: locality_plain("nmod"), lambda: direction("nmod"), lambda: direction("nmod", "dans"), lambda: in_country("nmod"), lambda: near("nmod")])()
        more.left.insert(0, comma())
        more.right.append(closing())
        node.right.append(more)
    return case(node, prep) if prep else node


def locality_plain(rel, prep="dans"):
    lemma, g = split(pick(KINDS))
    return case(noun(lemma, g, "Sing", rel, [article("def", g, "Sing")], [town("nmod", "de") if chance(0.7) else area("nmod", "de")]), prep)


def place(rel):
    """Where: a town, a village, a distance from a town."""
    sort = random.random()
    if sort < 0.04:
        node = town(rel, "à")
        more = town("conj", "à" if chance(0.5) else None)
        more.left.insert(0, w("et", "CCONJ", "cc"))
        node.right.append(more)
        return node
    if sort < 0.3:
        node = town(rel, "à")
        if chance(0.2):
            more = pick([lambda: direction("nmod", "dans"), lambda: in_country("nmod"), lambda: locality_plain("nmod"), lambda: near("nmod")])()
            more.left.insert(0, comma())
            more.right.append(closing())
            node.right.append(more)
        return node
    if sort < 0.5:
        return locality(rel)
    if sort < 0.63:
        return direction(rel, pick(["à", "dans"]))
    if sort < 0.73:
        return near(rel)
    if sort < 0.83:
        return in_country(rel)
    if sort < 0.9:
        km = noun("kilomètre", "Masc", "Plur", rel, [w("à", "ADP", "case"), number(pick(NUMBERS))], [direction("nmod", "à")])
        return km
    return case(kinds(["frontière/Fem", "région/Fem", "zone/Fem", "banlieue/Fem", "périphérie/Fem", "ligne/Fem"], rel, "def", "Sing", right=[town("nmod", "de")] if chance(0.5) else []), pick(["dans", "à", "sur"]))


def when():
    """When: a day, a date, a night."""
    sort = random.random()
    if sort < 0.34:
        day = noun(pick(DAYS), "Masc", "Sing", "obl:mod")
        if chance(0.25):
            day.right.append(noun(pick(["soir", "matin"]), "Masc", "Sing", "nmod"))
        elif chance(0.2):
            day.right.append(adjective("dernier", "Masc", "Sing"))
        elif chance(0.25):
            day.right.append(date("nmod", det=False))
        elif chance(0.1):
            day.left.append(article("dem", "Masc", "Sing"))
        return day
    if sort < 0.5:
        return date("obl:mod")
    if sort < 0.6:
        day = random.randrange(7)
        first = case(noun(DAYS[day], "Masc", "Sing", "nmod", [], [case(noun(DAYS[(day + 1) % 7], "Masc", "Sing", "obl:arg"), "à")]), "de")
        return case(noun("nuit", "Fem", "Sing", "obl:mod", [article("def", "Fem", "Sing")], [first]), "dans")
    if sort < 0.7:
        return w(pick(["hier", "aujourd'hui"]), "ADV", "advmod")
    if sort < 0.8:
        lemma, g = pick([("nuit", "Fem"), ("semaine", "Fem"), ("mois", "Masc"), ("soirée", "Fem"), ("journée", "Fem"), ("matinée", "Fem")])
        node = noun(lemma, g, "Sing", "obl:mod", [article("def", g, "Sing")])
        if lemma in ("semaine", "mois", "nuit"):
            node.right.append(adjective("dernier", g, "Sing"))
            return node
        return case(node, "dans")
    if sort < 0.86:
        return case(noun(pick(MONTHS), "Masc", "Sing", "obl:mod", [], [number(str(random.randint(1993, 2025)), "nmod")] if chance(0.6) else []), "en")
    if sort < 0.9:
        clock = noun("heure", "Fem", "Plur", "obl:mod", [number(pick(NUMBERS[:8]))], [case(noun("matin", "Masc", "Sing", "nmod", [article("def", "Masc", "Sing")]), "de")] if chance(0.4) else [])
        if chance(0.5):
            clock = Node("h", "NOUN", "obl:mod", [number(str(random.randint(1, 23)))], [number(pick(["15", "30", "45", "20"]), "nmod")] if chance(0.5) else [], lemma="h", feats="Gender=Fem|Number=Sing")
        return case(clock, pick(["à", "vers", "à"]))
    if sort < 0.95:
        return case(kinds(["semaine/Fem", "mois/Masc", "année/Fem", "heure/Fem", "jour/Masc"], "obl:mod", pick(["plusieurs", "quelques"]), "Plur"), "depuis")
    return case(noun("aube", "Fem", "Sing", "obl:mod", [article("def", "Fem", "Sing")]), "à")


def date(rel, det=True):
    month = noun(pick(MONTHS), "Masc", "Sing", "nmod", [], [number(str(random.randint(1993, 2025)), "nmod")] if chance(0.3) else [])
    if chance(0.06):
        month.rel = rel
        month.left = ([article("def", "Masc", "Sing")] if det else []) + [w("1er", "ADJ", "amod", "1er", "Gender=Masc|Number=Sing|NumType=Ord")]
        return month
    if chance(0.06) and det:
        second = number(str(random.randint(16, 30)), "conj")
        second.left = [w("et", "CCONJ", "cc")]
        first = number(str(random.randint(2, 15)), rel)
        first.left, first.right = [article("def", "Masc", "Plur")], [second, month]
        return first
    node = number(str(random.randint(2, 30)), rel)
    node.left, node.right = [article("def", "Masc", "Sing")] if det else [], [month]
    return node


def nation_adjective(g, n):
    return adjective(of_nation()[2], g, n)
