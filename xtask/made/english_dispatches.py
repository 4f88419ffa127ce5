"""Writes made-up sentences of dispatches with their trees, in CoNLL-U: python english_dispatches.py [N] > DIR/made/en_dispatches.conllu

Treebanks of the web and of features hold few sentences of the kind "Armenian drones struck Azerbaijani positions overnight", and a parser that has not seen such
takes "struck" for a participle, a capital "Talks" for a verb. The sentences here are composed at random from phrases, so that names, nationalities, forces and weapons
change places; no sentence of a report stands behind them. Trees and features follow UD English EWT.
"""

import random
import sys

from trees import Node, table, w, write


pick = random.choice


def chance(p):
    return random.random() < p


NATIONS = """Armenia/Armenian/Armenians/Yerevan Azerbaijan/Azerbaijani/Azerbaijanis/Baku India/Indian/Indians/Delhi Pakistan/Pakistani/Pakistanis/Islamabad
Sudan/Sudanese/Sudanese/Khartoum Ethiopia/Ethiopian/Ethiopians/Addis Eritrea/Eritrean/Eritreans/Asmara Israel/Israeli/Israelis/Jerusalem Lebanon/Lebanese/Lebanese/Beirut
Syria/Syrian/Syrians/Damascus Turkey/Turkish/Turks/Ankara Russia/Russian/Russians/Moscow Ukraine/Ukrainian/Ukrainians/Kyiv Georgia/Georgian/Georgians/Tbilisi
Thailand/Thai/Thais/Bangkok Cambodia/Cambodian/Cambodians/Penh Myanmar/Burmese/Burmese/Naypyidaw China/Chinese/Chinese/Beijing Libya/Libyan/Libyans/Tripoli
Yemen/Yemeni/Yemenis/Sanaa Iran/Iranian/Iranians/Tehran Iraq/Iraqi/Iraqis/Baghdad Rwanda/Rwandan/Rwandans/Kigali Congo/Congolese/Congolese/Kinshasa
Colombia/Colombian/Colombians/Bogota Philippines/Philippine/Filipinos/Manila Serbia/Serbian/Serbs/Belgrade Kosovo/Kosovar/Kosovars/Pristina Mali/Malian/Malians/Bamako
Chad/Chadian/Chadians/Ndjamena Somalia/Somali/Somalis/Mogadishu Afghanistan/Afghan/Afghans/Kabul Kyrgyzstan/Kyrgyz/Kyrgyz/Bishkek Tajikistan/Tajik/Tajiks/Dushanbe
Egypt/Egyptian/Egyptians/Cairo Jordan/Jordanian/Jordanians/Amman Uganda/Ugandan/Ugandans/Kampala Moldova/Moldovan/Moldovans/Chisinau Korea/Korean/Koreans/Seoul""".split()
NATIONS = [n.split("/") for n in NATIONS]
GROUPS = "Houthi Hezbollah Hamas Taliban M23 RSF PKK YPG ELN FARC TPLF Fano Wagner Boko JNIM Shabaab ADF SDF LNA HTS Arakan Karen Kachin Azov Junta".split()
PLACES = """Goma Sake Bunia Kidal Gao Timbuktu Sirte Misrata Benghazi Derna Taiz Marib Hodeidah Saada Aden Idlib Aleppo Hama Daraa Homs Khiam Tyre Naqoura Metula Rafah
Jenin Nablus Stepanakert Shushi Aghdam Martuni Goris Kapan Lachin Parukh Askeran Horlivka Avdiivka Donetsk Luhansk Mariupol Shyrokyne Kherson Kupiansk Zugdidi Gori Tskhinvali
Srinagar Uri Poonch Kupwara Rajouri Muzaffarabad Kargil Leh Mekelle Adwa Axum Humera Gondar Lalibela Fasher Nyala Geneina Khartoum Omdurman Wad Kassala Malakal Bentiu
Surin Preah Vihear Samrong Buriram Sittwe Lashio Myitkyina Loikaw Hakha Cauca Arauca Tibu Buenaventura Jolo Marawi Cotabato Basilan Zamboanga Batken Isfara Mitrovica
Kandahar Kunduz Herat Spin Boldak Torkham Karimama Menaka Ansongo Tessalit Bria Bangui Bossangoa Beni Butembo Rutshuru Masisi Kitchanga Walikale""".split()
PLACES2 = """Chasiv Yar|Spin Boldak|Kfar Kila|Beit Hanoun|El Fasher|Deir Ezzor|Puerto Asis|Bani Walid|Tal Abyad|Khan Younis|Ras Ain|Al Bab|Wad Madani|Bahr Dar|Lac Kivu|Preah Vihear|Mae Sot|Abu Kamal|Nova Kakhovka|Stepnoe Novo""".split("|")
NAMES = "Ivan Ahmed Omar David John Maria Hassan Abdul Samuel Tigran Ilham Rashid Chea Somchai Peter Anna Grace Joseph Ali Khalid Arjun Nikol".split()
LAST = "Petrov Hassan Mohammed Cohen Smith Aliyev Sargsyan Khan Singh Okello Kabila Haftar Deby Tesfaye Novak Melnyk Nguyen Santos Torres Popov Saleh Rahman Sok".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty 2 3 4 5 6 7 11 14 17 23 30 45 120".split()
FORCES = """forces/force troops/troops soldiers/soldier units/unit fighters/fighter rebels/rebel militants/militant gunmen/gunman jets/jet warplanes/warplane drones/drone helicopters/helicopter
aircraft/aircraft tanks/tank snipers/sniper artillery/artillery army/army military/military navy/navy police/police militiamen/militiaman paramilitaries/paramilitary insurgents/insurgent
guards/guard commandos/commando mercenaries/mercenary separatists/separatist servicemen/serviceman gunners/gunner""".split()
HITS = """shelled/shell attacked/attack struck/strike hit/hit bombed/bomb targeted/target pounded/pound raided/raid stormed/storm seized/seize captured/capture destroyed/destroy damaged/damage
ambushed/ambush surrounded/surround entered/enter besieged/besiege bombarded/bombard overran/overrun retook/retake shot/shoot violated/violate breached/breach blocked/block closed/close""".split()
TARGETS = """positions/position villages/village towns/town outposts/outpost checkpoints/checkpoint posts/post trenches/trench homes/home houses/house bases/base convoys/convoy vehicles/vehicle
bridges/bridge schools/school hospitals/hospital markets/market camps/camp depots/depot roads/road""".split()
TARGET1 = "village town position outpost checkpoint base convoy bridge hospital school market camp depot airport border hill crossing road mosque church station trench house".split()
VICTIMS = """civilians/civilian people/person soldiers/soldier troops/troops fighters/fighter children/child villagers/villager residents/resident servicemen/serviceman militants/militant
women/woman police/police officers/officer peacekeepers/peacekeeper medics/medic farmers/farmer""".split()
BODIES = "army military ministry government presidency police command spokesman spokesperson mission governor mayor".split()
EVENTS1 = "attack strike raid ambush shelling bombardment airstrike incursion blast explosion assault offensive clash".split()
EVENTSN = """attacks/attack strikes/strike raids/raid airstrikes/airstrike clashes/clash explosions/explosion talks/talk negotiations/negotiation violations/violation skirmishes/skirmish
hostilities/hostility consultations/consultation""".split()
WEAPONS = "drone artillery mortar rocket missile air tank sniper mine car suicide".split()


def name_of_place(rel, left=()):
    """A place's name: one word, or two."""
    if chance(0.2):
        first, second = pick(PLACES2).split()
        return Node(first, "PROPN", rel, left, [w(second, "PROPN", "flat")])
    return Node(pick(PLACES), "PROPN", rel, left)


def pair(entry):
    form, lemma = entry.split("/")
    return form, lemma


def adjective(rel="amod"):
    if chance(0.2):
        return w(pick(["government", "rebel", "militia", "state", "army", "Houthi", "Hezbollah", "Taliban", "Hamas"]), "NOUN", "compound") if chance(0.5) else w(pick(GROUPS), "PROPN", "compound")
    return w(pick(NATIONS)[1], "ADJ", rel)


def place(rel, prep=None, deep=True):
    """"Near Goma", "in the village of Sake", "15 km north of Uri"."""
    prep = prep or pick("in in in near near at outside around".split())
    case = w(prep, "ADP", "case")
    sort = random.random()
    if sort < 0.5 or not deep:
        return name_of_place(rel, [case])
    if sort < 0.75:
        kind = pick("village town city district region province area settlement".split())
        inner = name_of_place("nmod", [w("of", "ADP", "case")])
        return Node(kind, "NOUN", rel, [case, w("the", "DET", "det")], [inner])
    if sort < 0.9:
        kind = pick("district province region village state area".split())
        return Node(kind, "NOUN", rel, [case, w("the", "DET", "det") if chance(0.5) else None, w(pick(PLACES), "PROPN", "compound")])
    return Node(pick(["north", "south", "east", "west", "border", "area"]), "NOUN", rel, [case, w("the", "DET", "det")])


def when():
    """A day, with or without its preposition; returns the node that hangs from the verb."""
    sort = random.random()
    if sort < 0.4:
        part = [w(pick(["early", "late"]), "ADV", "advmod")] if chance(0.2) else []
        return Node(pick(DAYS), "PROPN", "obl", part + [w("on", "ADP", "case")])
    if sort < 0.55:
        return Node(pick(DAYS), "PROPN", "obl:unmarked")
    if sort < 0.7:
        return w("overnight", "ADV", "advmod")
    if sort < 0.85:
        number = w(str(random.randint(1, 30)), "NUM", "nummod")
        case = w("on", "ADP", "case")
        month = pick(MONTHS)
        year = [w(",", "PUNCT", "punct"), w(str(random.randint(2012, 2025)), "NUM", "nummod")] if chance(0.3) else []
        if chance(0.5):
            return Node(month, "PROPN", "obl", [case], [number] + year)
        return Node(month, "PROPN", "obl", [case, number], year[1:])
    if sort < 0.93:
        return w(pick(["yesterday", "today"]), "NOUN", "obl:unmarked")
    return Node(pick(["week", "month", "night"]), "NOUN", "obl:unmarked", [w("last", "ADJ", "amod")])


def owner():
    """"Israel's": whose it is, before the noun."""
    return Node(pick(NATIONS)[0], "PROPN", "nmod:poss", [], [w("'s", "PART", "case")])


def force(rel):
    if chance(0.12):
        form, lemma = pair(pick(["members/member", "soldiers/soldier", "fighters/fighter", "units/unit", "elements/element", "representatives/representative"]))
        of = Node(pick(["forces", "formations", "army", "police", "militia", "group"]), "NOUN", "nmod", [w("of", "ADP", "case"), w("the", "DET", "det"), adjective()])
        if of.form in ("forces", "formations") and chance(0.6):
            of.left.append(w("armed", "ADJ", "amod"))
        return Node(form, "NOUN", rel, [], [of], lemma=lemma)
    form, lemma = pair(pick(FORCES))
    if chance(0.08):
        return Node(form, "NOUN", rel, [owner()], lemma=lemma)
    left = [adjective()] if chance(0.8) else []
    if form in ("army", "military", "navy", "police") or chance(0.25):
        left.insert(0, w("the", "DET", "det"))
    elif chance(0.15):
        left.insert(0, w(pick(NUMBERS), "NUM", "nummod"))
    if form == "guards":
        left.append(w("border", "NOUN", "compound"))
    head = Node(form, "NOUN", rel, left, lemma=lemma)
    if chance(0.08):
        head.right.append(Node("backed", "VERB", "acl", [], [force("obl:agent").with_case("by")], lemma="back"))
    return head


def with_case(self, prep):
    self.left.insert(0, w(prep, "ADP", "case"))
    return self


Node.with_case = with_case


def target(rel):
    if chance(0.25):
        return name_of_place(rel)
    if chance(0.5):
        form, lemma = pair(pick(TARGETS))
        left = [adjective()] if chance(0.7) else [w("several", "ADJ", "amod")] if chance(0.3) else [w(pick(NUMBERS), "NUM", "nummod")]
        if chance(0.2):
            left.append(w("military", "ADJ", "amod"))
        return Node(form, "NOUN", rel, left, [place("nmod")] if chance(0.3) else [], lemma=lemma)
    left = [w(pick(["a", "the"]), "DET", "det")] + ([adjective()] if chance(0.4) else [])
    return Node(pick(TARGET1), "NOUN", rel, left, [place("nmod")] if chance(0.4) else [])


def victims(rel, number=0.8):
    form, lemma = pair(pick(VICTIMS))
    left = []
    if chance(number):
        count = w(pick(NUMBERS), "NUM", "nummod")
        if chance(0.2):
            if chance(0.5):
                count.left = [Node("least", "ADJ", "advmod", [w("at", "ADP", "case")], lemma="least")]
            else:
                count.left = [Node("more", "ADJ", "advmod", [], [w("than", "ADP", "fixed")])]
        left.append(count)
    if chance(0.4):
        left.append(adjective())
    return Node(form, "NOUN", rel, left, lemma=lemma)


def body(rel):
    """Who speaks: "the Sudanese army", "Baku", "Colonel Ivan Petrov, a spokesman for the army"."""
    sort = random.random()
    if sort < 0.2:
        return Node(pick(NATIONS)[pick([0, 3])], "PROPN", rel)
    if sort < 0.6:
        left = [w("the", "DET", "det")] + ([w(pick(NATIONS)[1], "ADJ", "amod")] if chance(0.6) else [])
        name = pick(BODIES)
        if name == "ministry":
            left.append(w(pick(["defence", "defense", "interior"]), "NOUN", "compound") if chance(0.6) else w("foreign", "ADJ", "amod"))
        return Node(name, "NOUN", rel, left)
    if sort < 0.75:
        return w(pick(["officials", "residents", "witnesses", "rebels", "medics", "police", "authorities"]), "NOUN", rel)
    flat = Node(pick(NAMES), "PROPN", rel, [], [w(pick(LAST), "PROPN", "flat")])
    if chance(0.5):
        rank = pick("General Colonel Major President Governor Minister Spokesman Brigadier".split())
        return Node(rank, "PROPN", rel, [], [w(flat.form, "PROPN", "flat"), w(flat.right[0].form, "PROPN", "flat")])
    if chance(0.5):
        who = Node("spokesman", "NOUN", "appos", [w("a", "DET", "det")], [Node(pick(BODIES[:4]), "NOUN", "nmod", [w("for", "ADP", "case"), w("the", "DET", "det")])])
        flat.right += [w(",", "PUNCT", "punct"), who]
        flat.closing = True
    return flat


def deaths(rel="advcl"):
    """"Killing two civilians and wounding five"."""
    verb = Node("killing", "VERB", rel, [w(",", "PUNCT", "punct")], [victims("obj")], lemma="kill")
    if chance(0.5):
        second = Node(pick(["wounding", "injuring"]), "VERB", "conj", [w("and", "CCONJ", "cc")], [], lemma="wound")
        second.right = [victims("obj") if chance(0.5) else w(pick(NUMBERS), "NUM", "obj")]
        verb.right.append(second)
    return verb


def extras(n=2):
    out = []
    if chance(0.5):
        out.append(when())
    if chance(0.35):
        out.append(place("obl"))
    random.shuffle(out)
    return out[:n]


def opening(p):
    """"On Monday", "Near Goma,", "At four checkpoints in the Beni district,": before the subject."""
    if not chance(p):
        return []
    if chance(0.4):
        return [when()] + ([w(",", "PUNCT", "punct")] if chance(0.5) else [])
    if chance(0.6):
        return [place("obl"), w(",", "PUNCT", "punct")]
    form, lemma = pair(pick(TARGETS))
    spot = Node(form, "NOUN", "obl", [w(pick(["at", "in", "near"]), "ADP", "case"), w(pick(NUMBERS), "NUM", "nummod")], [place("nmod")] if chance(0.5) else [], lemma=lemma)
    return [spot, w(",", "PUNCT", "punct")]


def act(rel="root", subject=True, fronted=True):
    """A force does something to a target."""
    form, lemma = pair(pick(HITS))
    sort = random.random()
    left = [force("nsubj")] if subject else []
    left = opening(0.2 if subject and fronted else 0) + left
    right = []
    if form == "shot":
        right = [w("down", "ADP", "compound:prt"), target("obj")]
    else:
        right = [target("obj")]
    aux = []
    if sort < 0.12:
        aux = [w("had", "AUX", "aux", "have")]
    elif sort < 0.2:
        aux = [w("have", "AUX", "aux")]
    if aux and form == "overran":
        form = "overrun"
    if aux and form == "retook":
        form = "retaken"
    right += [Node(pick(WEAPONS) + "s" if chance(0.6) else "artillery", "NOUN", "obl", [w("with", "ADP", "case")])] if chance(0.12) else []
    right += extras()
    if chance(0.2):
        right.append(deaths())
    elif chance(0.12):
        second, second_lemma = pair(pick(HITS[:18]))
        right.append(Node(second, "VERB", "conj", [w("and", "CCONJ", "cc")], [target("obj")], lemma=second_lemma))
    return Node(form, "VERB", rel, left + aux, right, lemma=lemma)


def opened_fire(rel="root"):
    sort = random.random()
    if sort < 0.5:
        return Node("opened", "VERB", rel, [force("nsubj")], [w("fire", "NOUN", "obj"), target("obl").with_case(pick(["on", "at"]))] + extras(1), lemma="open")
    if sort < 0.7:
        return Node("fired", "VERB", rel, [force("nsubj")], [target("obl").with_case(pick(["on", "at"]))] + extras(1), lemma="fire")
    if sort < 0.85:
        rockets = Node(pick(["rockets", "missiles", "shells", "mortars", "drones"]), "NOUN", "obj", [w(pick(NUMBERS), "NUM", "nummod")] if chance(0.5) else [])
        return Node(pick(["fired", "launched"]), "VERB", rel, [force("nsubj")], [rockets, target("obl").with_case(pick(["at", "into", "on"]))] + extras(1), lemma="fire")
    event = Node(pick(EVENTS1), "NOUN", "obj", [w("an" if chance(0.3) else "a", "DET", "det")], [target("nmod").with_case("on")])
    return Node(pick(["carried", "launched"]), "VERB", rel, [force("nsubj")], [event] + extras(1), lemma="launch") if chance(0.5) else Node(
        "carried", "VERB", rel, [force("nsubj")], [w("out", "ADP", "compound:prt"), event] + extras(1), lemma="carry")


def passive(rel="root"):
    sort = random.random()
    left = opening(0.12) + [victims("nsubj:pass") if sort < 0.6 else target("nsubj:pass")]
    form, lemma = pick([("killed", "kill"), ("wounded", "wound"), ("injured", "injure"), ("killed", "kill")]) if sort < 0.6 else pair(pick(HITS))
    if form in ("shot", "entered", "overran", "retook"):
        form, lemma = "hit", "hit"
    plural = True
    left.append(w("were" if plural else "was", "AUX", "aux:pass", "be"))
    if sort < 0.6 and chance(0.3):
        left[-1].form, left[-1].lemma = "been", "be"
        left.insert(-1, w("have" if plural else "has", "AUX", "aux", "have"))
    right = []
    if chance(0.35):
        right.append(force("obl:agent").with_case("by"))
    elif chance(0.5):
        event = Node(pick(EVENTS1), "NOUN", "obl", [w("in", "ADP", "case"), w("an" if chance(0.3) else "a", "DET", "det")] + ([w(pick(WEAPONS), "NOUN", "compound")] if chance(0.4) else []))
        if chance(0.4):
            event.right.append(target("nmod").with_case("on"))
        right.append(event)
    if sort < 0.6 and chance(0.4):
        second = w(pick(NUMBERS), "NUM", "nsubj:pass")
        right.append(Node(pick(["wounded", "injured"]), "VERB", "conj", [w("and", "CCONJ", "cc"), second], [], lemma="wound"))
    if chance(0.2):
        sub = pick([act, opened_fire, happened])("advcl")
        sub.left.insert(0, w("when", "ADV", "advmod") if chance(0.5) else w("after", "SCONJ", "mark"))
        right.append(sub)
    right = right if right and right[-1].rel == "advcl" else right + extras(1)
    return Node(form, "VERB", rel, left, right, lemma=lemma)


def noun_event(rel):
    """An event told by a noun: "a drone strike on Goma", "clashes between A and B", "the shelling of X by Y"."""
    sort = random.random()
    if sort < 0.35:
        form, lemma = pair(pick(EVENTSN))
        a, b = (Node(pick(NATIONS)[0], "PROPN", "nmod"), Node(pick(NATIONS)[0], "PROPN", "conj")) if chance(0.6) else (force("nmod"), force("conj"))
        b.left.insert(0, w("and", "CCONJ", "cc"))
        a.with_case("between").right.append(b)
        left = [w(pick(["fresh", "heavy", "fierce", "new", "sporadic", "peace"]), "ADJ", "amod")] if chance(0.3) else []
        return Node(form, "NOUN", rel, left, [a], lemma=lemma)
    if sort < 0.7:
        left = [w(pick(["a", "the"]), "DET", "det")] if chance(0.8) else []
        left += [adjective()] if chance(0.4) else []
        left += [w(pick(WEAPONS), "NOUN", "compound")] if chance(0.5) else []
        head = Node(pick(EVENTS1), "NOUN", rel, left)
        if chance(0.6):
            head.right.append(target("nmod").with_case("on"))
        elif chance(0.5):
            head.right.append(place("nmod"))
        return head
    head = Node(pick(["shelling", "bombing", "bombardment", "seizure", "capture", "destruction", "withdrawal", "release", "deployment", "killing"]), "NOUN", rel, [w("the", "DET", "det")])
    head.right.append((target("nmod") if chance(0.6) else victims("nmod")).with_case("of"))
    if chance(0.4):
        head.right.append(force("nmod").with_case("by"))
    return head


def happened(rel="root"):
    """A noun's event happens, goes on, ends, or kills."""
    subject = noun_event("nsubj")
    sort = random.random()
    if sort < 0.3:
        verb = Node("killed", "VERB", rel, [subject], [victims("obj")], lemma="kill")
        if chance(0.4):
            second = Node("wounded", "VERB", "conj", [w("and", "CCONJ", "cc")], [w(pick(NUMBERS), "NUM", "obj")], lemma="wound")
            verb.right.append(second)
        verb.right += extras(1)
        return verb
    form, lemma, particle = pick(
        [("erupted", "erupt", None), ("broke", "break", "out"), ("began", "begin", None), ("resumed", "resume", None), ("continued", "continue", None), ("collapsed", "collapse", None),
         ("ended", "end", None), ("occurred", "occur", None), ("stopped", "stop", None), ("intensified", "intensify", None), ("took", "take", "place")])
    right = [w(particle, "NOUN", "obj") if particle == "place" else w(particle, "ADP", "compound:prt")] if particle else []
    return Node(form, "VERB", rel, [subject], right + (extras(2) or [place("obl")]), lemma=lemma)


def voiced(rel="root"):
    """"Baku voiced regret over a communiqué", "the mission expressed concern", with or without a clause behind the speaker."""
    who = body("nsubj")
    if who.upos == "PROPN" and not who.right and chance(0.3):
        form, lemma = pick([("shelling", "shell"), ("attacking", "attack"), ("seizing", "seize"), ("violating", "violate")])
        inner = Node(form, "VERB", "xcomp", [], [target("obj")], lemma=lemma)
        relative = Node("denies" if chance(0.5) else "denied", "VERB", "acl:relcl", [w(",", "PUNCT", "punct"), w("which", "PRON", "nsubj")], [inner], lemma="deny")
        relative.closing = w(",", "PUNCT", "punct")
        relative.right.append(relative.closing)
        who.right.append(relative)
    verb, noun = pick([("voiced", "regret"), ("voiced", "concern"), ("expressed", "concern"), ("expressed", "alarm"), ("issued", "warning"), ("made", "statement"), ("lodged", "protest"), ("held", "talks"), ("denied", "involvement"), ("rejected", "accusations")])
    about = Node(pick(["shelling", "communiqué", "attack", "violence", "violations", "incident", "statement"]), "NOUN", "nmod",
                 [w(pick(["over", "at", "about"]), "ADP", "case"), w(pick(["the", "a"]), "DET", "det")], [body("nmod").with_case("by")] if chance(0.3) else [])
    left = [when()] if chance(0.2) else []
    return Node(verb, "VERB", rel, [who] + left, [Node(noun, "NOUN", "obj", [w("a", "DET", "det")] if noun in ("warning", "statement", "protest") else [], [about])] + extras(1))


def other(rel="root"):
    """Moves, withdrawals, explosions heard, exchanges."""
    sort = random.random()
    if sort < 0.2:
        return Node(pick(["withdrew", "advanced", "retreated", "moved", "crossed", "returned"]), "VERB", rel, [force("nsubj")],
                    [place("obl", pick(["from", "into", "to", "towards"]))] + extras(1), lemma="withdraw")
    if sort < 0.4:
        obj = Node(pick(["troops", "forces", "weapons", "tanks", "artillery", "units"]), "NOUN", "obj",
                   [w("its", "PRON", "nmod:poss")] if chance(0.5) else [w("heavy", "ADJ", "amod")])
        return Node(pick(["withdrew", "deployed", "moved", "pulled", "sent"]), "VERB", rel, [Node(pick(NATIONS)[0], "PROPN", "nsubj")], [obj, place("obl", pick(["from", "to", "into"]))], lemma="deploy")
    if sort < 0.55:
        return Node("heard", "VERB", rel, [w(pick(["Explosions", "Gunfire", "Shots", "Blasts"]), "NOUN", "nsubj:pass"), w("were", "AUX", "aux:pass", "be")], [place("obl")] + extras(1), lemma="hear")
    if sort < 0.75:
        a = Node(pick(NATIONS)[0], "PROPN", "nsubj", [], [Node(pick(NATIONS)[0], "PROPN", "conj", [w("and", "CCONJ", "cc")])])
        verb, obj = pick([("exchanged", "prisoners"), ("signed", "ceasefire"), ("agreed", "truce"), ("held", "talks"), ("exchanged", "fire"), ("extended", "truce")])
        return Node(verb, "VERB", rel, [a], [Node(obj, "NOUN", "obj", [w("a", "DET", "det")] if obj in ("ceasefire", "truce") else [])] + extras(1))
    if sort < 0.9:
        a = Node(pick(NATIONS)[0], "PROPN", "nsubj") if chance(0.5) else body("nsubj")
        verb = pick([("accused", "accuse"), ("blamed", "blame")])
        b = Node(pick(NATIONS)[0], "PROPN", "obj") if chance(0.6) else force("obj")
        form, lemma = pick([("violating", "violate"), ("shelling", "shell"), ("attacking", "attack"), ("breaching", "breach"), ("killing", "kill"), ("seizing", "seize")])
        what = Node(pick(["ceasefire", "truce", "agreement", "armistice"]), "NOUN", "obj", [w("the", "DET", "det")]) if form in ("violating", "breaching") else target("obj")
        act_ = Node(form, "VERB", "advcl", [w("of" if verb[0] == "accused" else "for", "SCONJ", "mark")], [what] + extras(1), lemma=lemma)
        return Node(verb[0], "VERB", rel, [a], [b, act_], lemma=verb[1])
    a = body("nsubj")
    b = Node(pick(NATIONS)[0], "PROPN", "obl", [w("on", "ADP", "case")])
    act_ = Node(pick(["withdraw", "release", "respect", "halt", "stop"]), "VERB", "xcomp", [w("to", "PART", "mark")], [target("obj") if chance(0.5) else Node("ceasefire", "NOUN", "obj", [w("the", "DET", "det")])])
    return Node("called", "VERB", rel, [a], [b, act_], lemma="call")


def event(rel="root"):
    return pick([act, act, act, opened_fire, passive, passive, happened, happened, other, voiced])(rel)


def told(rel="root"):
    """An event with who says so, before it, behind it, or not at all."""
    sort = random.random()
    if sort < 0.3:
        return event(rel)
    if sort < 0.5:
        inner = event("ccomp")
        said = pick([("said", "say"), ("reported", "report"), ("announced", "announce"), ("added", "add")])
        who = body("nsubj")
        if chance(0.15) and not who.right:
            return Node(said[0], "VERB", rel, [inner, w(",", "PUNCT", "punct")], [who], lemma=said[1])
        return Node(said[0], "VERB", rel, [inner, w(",", "PUNCT", "punct"), who], [when()] if chance(0.15) else [], lemma=said[1])
    if sort < 0.75:
        inner = event("ccomp")
        if chance(0.6):
            inner.left.insert(0, w("that", "SCONJ", "mark"))
        said = pick([("said", "say"), ("reported", "report"), ("announced", "announce"), ("claimed", "claim"), ("confirmed", "confirm"), ("stated", "state")])
        right = [when()] if chance(0.15) else []
        if chance(0.12):
            right.append(Node("statement", "NOUN", "obl", [w("in", "ADP", "case"), w("a", "DET", "det")]))
        return Node(said[0], "VERB", rel, [body("nsubj")], right + [inner], lemma=said[1])
    main = event(rel)
    source = body("obl")
    according = Node("according", "VERB", "case", [], [w("to", "ADP", "fixed")], lemma="accord")
    source.left.insert(0, according)
    if chance(0.7):
        main.right += [w(",", "PUNCT", "punct"), source]
    else:
        source.left[0].form = "According"
        main.left = [source, w(",", "PUNCT", "punct")] + main.left
    return main


def headline():
    """"Rebels seize town near Goma", "Two killed in drone strike on market": no articles, present tense."""
    sort = random.random()
    if sort < 0.45:
        form = pick(["seize", "shell", "attack", "strike", "bomb", "capture", "retake", "raid", "storm", "ambush", "hit"])
        obj = Node(pick(TARGET1), "NOUN", "obj", [], [place("nmod", deep=False)] if chance(0.5) else []) if chance(0.6) else target("obj")
        return Node(form, "VERB", "root", [force("nsubj")], [obj])
    if sort < 0.75:
        number = Node(pick(NUMBERS).capitalize(), "NUM", "nsubj:pass") if chance(0.4) else victims("nsubj:pass")
        ev = Node(pick(EVENTS1), "NOUN", "obl", [w("in", "ADP", "case")] + ([adjective()] if chance(0.3) else []) + ([w(pick(WEAPONS), "NOUN", "compound")] if chance(0.5) else []),
                  [target("nmod").with_case("on")] if chance(0.5) else [])
        return Node(pick(["killed", "wounded", "injured"]), "VERB", "root", [number], [ev], lemma="kill")
    a = Node(pick(NATIONS)[0], "PROPN", "nsubj")
    b = Node(pick(NATIONS)[0], "PROPN", "obj")
    what = Node(pick(["ceasefire", "truce", "border"]), "NOUN", "compound")
    ev = Node(pick(["breach", "violation", "attack"]), "NOUN", "obl", [w("of", "ADP", "case"), what])
    return Node("accuses", "VERB", "root", [a], [b, ev], lemma="accuse")


PLURAL = {form for form, lemma in map(pair, FORCES + TARGETS + VICTIMS + EVENTSN) if form != lemma} | {
    "police", "officials", "residents", "witnesses", "rebels", "medics", "authorities", "prisoners", "members", "elements", "representatives", "formations", "talks", "accusations", "Explosions", "Shots", "Blasts", "weapons",
    "rockets", "missiles", "shells", "mortars"}
# Past forms that do not end in -ed.
IRREGULAR_PAST = {"struck", "hit", "shot", "overran", "retook", "broke", "began", "took", "withdrew", "sent", "held", "said"}


def number_of(node):
    """Sing or Plur of a subject."""
    if node is None:
        return "Sing"
    if node.form in PLURAL or any(c.rel == "conj" for c in node.right) or node.upos == "NUM":
        return "Plur"
    return "Sing"


def features(node):
    """After UD English EWT."""
    fixed = {"ADJ": "Degree=Pos", "PROPN": "Number=Sing", "PRON": "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"}
    if node.form == "which":
        return "PronType=Rel"
    if node.upos in fixed:
        return "Number=Plur" if node.form == "Philippines" else "Degree=Sup" if node.form == "least" else "Degree=Cmp" if node.form == "more" else fixed[node.upos]
    if node.upos == "NOUN":
        return "Number=Plur" if node.form in PLURAL else "Number=Sing"
    if node.upos == "NUM":
        return "NumForm=Digit|NumType=Card" if node.form.isdigit() else "NumForm=Word|NumType=Card"
    if node.upos == "DET":
        return "Definite=Def|PronType=Art" if node.lemma == "the" else "Definite=Ind|PronType=Art"
    subject = next((c for c in node.left + node.right if c.rel.startswith("nsubj")), None)
    if node.upos == "AUX":
        if node.form == "been":
            return "Tense=Past|VerbForm=Part"
        tense = "Pres" if node.form in ("have", "has") else "Past"
        return f"Mood=Ind|Number={node.number}|Person=3|Tense={tense}|VerbForm=Fin"
    if node.upos != "VERB":
        return "_"
    if node.form in ("according", "According"):
        return "Tense=Pres|VerbForm=Part"
    if node.form.endswith("ing"):
        return "VerbForm=Ger" if any(c.form in ("of", "for") for c in node.left) else "Tense=Pres|VerbForm=Part"
    helpers = [c.lemma for c in node.left if c.upos == "AUX"]
    if "be" in helpers or node.rel == "acl" or subject is not None and subject.rel == "nsubj:pass":
        return "Tense=Past|VerbForm=Part|Voice=Pass"
    if "have" in helpers:
        return "Tense=Past|VerbForm=Part"
    if any(c.form == "to" and c.upos == "PART" for c in node.left):
        return "VerbForm=Inf"
    if node.rel == "conj" and subject is None and node.form in ("wounded", "injured"):
        return "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
    past = node.form.endswith("ed") or node.form in IRREGULAR_PAST and node.form != "hit"
    tense = "Past" if past or node.form == "hit" and node.past else "Pres"
    return f"Mood=Ind|Number={number_of(subject)}|Person=3|Tense={tense}|VerbForm=Fin"


def agree(tree, past):
    """Auxiliaries take the number of their subject, "a" becomes "an" before a vowel."""
    words = list(tree.words())
    for n in words:
        n.past = past
        subject = next((c for c in n.left + n.right if c.rel.startswith("nsubj")), None)
        for c in n.left:
            if c.upos == "AUX":
                c.number = number_of(subject)
                if c.form in ("was", "were"):
                    c.form = "were" if c.number == "Plur" else "was"
                if c.form in ("have", "has"):
                    c.form = "have" if c.number == "Plur" else "has"
    for a, b in zip(words, words[1:]):
        if a.upos == "DET" and a.lemma in ("a", "an"):
            a.form, a.lemma = ("an" if b.form[0].lower() in "aeiou" else "a"), "a"


def rows(tree, stop=True):
    agree(tree, past=stop)
    words = list(tree.words())
    if stop:
        end = w(".", "PUNCT", "punct")
        tree.right.append(end)
        words.append(end)
    return table(words, features)


def main():
    random.seed(7)
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    for n in range(wanted):
        is_headline = chance(0.1)
        write(n + 1, rows(headline() if is_headline else told(), stop=not is_headline))


if __name__ == "__main__":
    main()
