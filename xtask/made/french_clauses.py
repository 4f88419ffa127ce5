"""Clauses of made-up French dispatches: who fights, who speaks, who is hurt, what is done, in every tense and shape."""

import random

from french_places import (
    DAYS, NUMBERS, capital, coin, country, date, direction, group, kinds, locality, locality_plain, nation_adjective, near, organisation, place, split,
    state, town, when)
from french_words import (
    ETRE, adjective, article, auxiliary, case, chance, closing, comma, finite_features, fixed, name, noun, number, participle_features,
    past_participle, pick, present_participle, simple, w)
from trees import Node

FIRST = """Ivan Ahmed Omar David Jean Maria Hassan Abdoul Samuel Tigran Ilham Rachid Chea Somchai Pierre Anna Grace Joseph Ali Khalid Arjun Nikol Amadou Boubacar Fatima Mahamat Idriss Moussa Youssef Levon
Zaza Viktor Elena Marie Paul Emmanuel Félix Patrick Juan Carlos Gustavo Farhan Nguyen Min Thant Sergueï Dmitri Rouslan Nino Aslan Shavkat""".split()
LAST = """Petrov Hassan Mohammed Cohen Aliev Sarkissian Khan Singh Okello Kabila Haftar Deby Tesfaye Novak Melnyk Nguyen Santos Torres Popov Saleh Rahman Sok Diallo Traoré Keïta Ouédraogo Mugabo Nduwimana
Abdelrahman Hakobian Mammadov Chikovani Ivachvili Restrepo Quintero Phan Vong Htun Kyaw Dogan Yilmaz Barzani Jafari Karimi Osmani Kouyaté Ndiaye Lokwa Bemba Chérif Zeidan Mansour""".split()
# Nouns with their gender.
PEOPLE_ARMED = """soldat/Masc militaire/Masc rebelle/Masc combattant/Masc milicien/Masc djihadiste/Masc insurgé/Masc séparatiste/Masc policier/Masc gendarme/Masc paramilitaire/Masc mercenaire/Masc tireur/Masc
garde-frontière/Masc artilleur/Masc islamiste/Masc assaillant/Masc officier/Masc parachutiste/Masc commando/Masc terroriste/Masc mutin/Masc sniper/Masc""".split()
UNITS = """armée/Fem force/Fem troupe/Fem unité/Fem milice/Fem aviation/Fem artillerie/Fem police/Fem marine/Fem patrouille/Fem brigade/Fem bataillon/Masc garnison/Fem drone/Masc char/Masc hélicoptère/Masc avion/Masc
gendarmerie/Fem coalition/Fem groupe/Masc colonne/Fem""".split()
VICTIMS = """civil/Masc personne/Fem soldat/Masc enfant/Masc femme/Fem villageois/Masc habitant/Masc policier/Masc militaire/Masc combattant/Masc casque-bleu/Masc secouriste/Masc journaliste/Masc paysan/Masc
fillette/Fem garçon/Masc infirmier/Masc réfugié/Masc déplacé/Masc éleveur/Masc otage/Masc prisonnier/Masc officier/Masc observateur/Masc travailleur/Masc""".split()
TARGETS = """position/Fem village/Masc ville/Fem avant-poste/Masc poste/Masc base/Fem convoi/Masc véhicule/Masc pont/Masc école/Fem hôpital/Masc marché/Masc camp/Masc dépôt/Masc route/Fem aéroport/Masc colline/Fem
église/Fem mosquée/Fem gare/Fem maison/Fem tranchée/Fem quartier/Masc caserne/Fem localité/Fem barrage/Masc port/Masc patrouille/Fem immeuble/Masc entrepôt/Masc centrale/Fem hauteur/Fem ambulance/Fem navire/Masc""".split()
WEAPONS = """drone/Masc roquette/Fem missile/Masc obus/Masc artillerie/Fem mortier/Masc mitrailleuse/Fem char/Masc hélicoptère/Masc grenade/Fem mine/Fem avion/Masc""".split()
ACTS = """attaque/Fem frappe/Fem raid/Masc embuscade/Fem bombardement/Masc incursion/Fem explosion/Fem assaut/Masc offensive/Fem tir/Masc attentat/Masc opération/Fem pilonnage/Masc intrusion/Fem
contre-attaque/Fem fusillade/Fem""".split()
FIGHTS = "combat/Masc affrontement/Masc accrochage/Masc pourparlers/Masc négociation/Fem hostilité/Fem échange/Masc discussion/Fem violence/Fem escarmouche/Fem tension/Fem".split()
ACCORDS = "cessez-le-feu/Masc trêve/Fem accord/Masc armistice/Masc couvre-feu/Masc embargo/Masc protocole/Masc engagement/Masc mémorandum/Masc".split()
RANKS = "général colonel commandant capitaine lieutenant lieutenant-colonel major sergent président ministre gouverneur maire député porte-parole préfet ambassadeur émissaire médiateur".split()
MINISTRIES = ["Défense/Fem", "Intérieur/Masc", "Affaires/étrangères", "Sécurité/Fem", "Justice/Fem", "Santé/Fem"]
OFFICES = "armée/Fem présidence/Fem gouvernement/Masc police/Fem gouvernorat/Masc mission/Fem état-major/Masc coalition/Fem milice/Fem mairie/Fem rébellion/Fem junte/Fem diplomatie/Fem parquet/Masc".split()
HITS = """bombarder attaquer frapper viser cibler pilonner prendre reprendre capturer détruire endommager assiéger encercler investir conquérir envahir incendier piller raser saccager occuper évacuer
quitter abandonner survoler libérer bloquer fermer contrôler toucher atteindre mitrailler harceler reconquérir couper isoler sécuriser miner canonner franchir quadriller perquisitionner fouiller""".split()
HURTS = "tuer blesser capturer enlever arrêter libérer exécuter abattre relâcher détenir torturer viser désarmer évacuer expulser intercepter séquestrer kidnapper égorger menacer interpeller".split()
MOVES = """entrer/dans pénétrer/dans avancer/vers revenir/dans arriver/à parvenir/à patrouiller/dans progresser/vers reculer/vers foncer/sur fuir/vers marcher/sur""".split()
REFLEXIVES = """emparer/de retirer/de replier/vers attaquer/à infiltrer/dans déployer/dans approcher/de installer/dans enfuir/vers retrancher/dans diriger/vers désengager/de rapprocher/de rendre/à
réfugier/dans positionner/dans emparer/de retirer/de""".split()
SAY_HAVING = "nier affirmer assurer dire reconnaître démentir prétendre admettre jurer revendiquer nier démentir avouer confirmer espérer penser".split()
ADVERBS = "également aussi vivement fermement catégoriquement déjà immédiatement formellement aussitôt finalement officiellement récemment lourdement partiellement toujours encore clairement".split()


def pronoun(rel):
    g, n = pick([("Masc", "Sing"), ("Masc", "Sing"), ("Fem", "Sing"), ("Masc", "Plur")])
    form, lemma = {("Masc", "Sing"): ("il", "lui"), ("Fem", "Sing"): ("elle", "lui"), ("Masc", "Plur"): ("ils", "eux")}[g, n]
    node = w(form, "PRON", rel, lemma, f"Emph=No|Gender={g}|Number={n}|Person=3|PronType=Prs")
    node.g, node.n = g, n
    return node


def person(rel, titled=False):
    """ "Ivan Petrov", "le colonel Ivan Petrov", "M. Petrov"."""
    first = name(pick(FIRST), rel, pick(["Gender=Masc|Number=Sing", "_"]), [], [w(pick(LAST), "PROPN", "flat:name")])
    if not titled:
        return first
    first.rel = "nmod"
    if chance(0.25):
        first = name(pick(LAST), "nmod")
    if chance(0.15):
        node = noun("M.", "Masc", "Sing", rel, [], [first])
        node.lemma = "monsieur"
        return node
    rank = pick(RANKS)
    node = noun(rank, "Masc", "Sing", rel, [article("def", "Masc", "Sing")], [])
    node.feats = "Gender=Masc|Number=Sing"
    if rank == "ministre":
        node.right.append(ministry_of("nmod"))
    elif rank in ("gouverneur", "maire", "préfet"):
        node.right.append(pick([lambda: town("nmod", "de"), lambda: locality_plain("nmod", "de")])())
    elif chance(0.3):
        node.right.append(nation_adjective("Masc", "Sing"))
    node.right.append(first)
    return node


def ministry_of(rel):
    lemma, g = split(pick(MINISTRIES))
    if lemma == "Affaires":
        node = Node("Affaires", "NOUN", rel, [article("def", "Fem", "Plur")], [adjective("étranger", "Fem", "Plur")], lemma="affaire", feats="Gender=Fem|Number=Plur")
    else:
        node = Node(lemma, "NOUN", rel, [article("def", g, "Sing")], lemma=lemma.lower(), feats=f"Gender={g}|Number=Sing")
    return case(node, "de")


def office(rel):
    """ "l'armée soudanaise", "le ministère arménien de la Défense", "la présidence"."""
    if chance(0.3):
        node = noun("ministère", "Masc", "Sing", rel, [article("def", "Masc", "Sing")], [nation_adjective("Masc", "Sing")] if chance(0.6) else [])
        node.right.append(ministry_of("nmod"))
        return node
    node = kinds(OFFICES, rel, "def", "Sing")
    if chance(0.6):
        node.right.append(nation_adjective(node.g, "Sing"))
    elif chance(0.2):
        node.right.append(locality_plain("nmod", "de") if chance(0.4) else town("nmod", "de"))
    return node


def role(rel):
    """ "porte-parole de l'armée", without an article."""
    lemma = pick(["porte-parole", "chef", "commandant", "ministre", "responsable", "gouverneur", "président", "directeur", "représentant"])
    node = noun(lemma, "Masc", "Sing", rel)
    node.feats = "Gender=Masc|Number=Sing" if lemma != "responsable" else "Number=Sing"
    node.right.append(ministry_of("nmod") if lemma == "ministre" else case(pick([office, group, organisation, lambda r: kinds(["district/Masc", "province/Fem", "police/Fem", "rébellion/Fem", "opposition/Fem"], r, "def", "Sing")])("nmod"), "de"))
    return node


def speaker(rel, rich=0.3):
    """Who speaks, claims, denies or is accused."""
    sort = random.random()
    if rich and rel == "nsubj" and chance(0.05):
        return pronoun(rel)
    if sort < 0.26:
        node = capital(rel)
    elif sort < 0.38:
        node = country(rel)
    elif sort < 0.56:
        node = office(rel)
    elif sort < 0.63:
        node = group(rel)
    elif sort < 0.69:
        node = organisation(rel)
    elif sort < 0.79:
        node = person(rel, titled=True)
    elif sort < 0.83:
        node = person(rel)
        if chance(rich):
            who = role("appos")
            who.left.insert(0, comma())
            who.right.append(closing())
            node.right.append(who)
            return node
    elif sort < 0.9:
        node = kinds(["porte-parole/Masc", "responsable/Masc", "commandant/Masc", "source/Fem", "officier/Masc", "représentant/Masc", "diplomate/Masc", "délégation/Fem", "émissaire/Masc"], rel, pick(["def", "ind"]), "Sing")
        node.feats = "Gender=Fem|Number=Sing" if node.g == "Fem" else "Number=Sing" if node.lemma in ("responsable",) else "Gender=Masc|Number=Sing"
        node.right.append(case(office("nmod"), "de") if chance(0.5) else adjective(pick(["militaire", "sécuritaire", "local", "gouvernemental", "rebelle"]), node.g, "Sing"))
        if node.lemma == "porte-parole" and chance(0.4):
            who = person("appos")
            who.left.insert(0, comma())
            who.right.append(closing())
            node.right.append(who)
            return node
    else:
        node = kinds(["habitant/Masc", "témoin/Masc", "autorité/Fem", "rebelle/Masc", "source/Fem", "séparatiste/Masc", "enquêteur/Masc", "observateur/Masc", "insurgé/Masc", "responsable/Masc", "secours/Masc"], rel,
                     pick(["def", "ind", "plusieurs"]), "Plur")
        if node.lemma == "secours":
            node.feats = "Gender=Masc"
        if chance(0.5):
            node.right.append(adjective(pick(["local", "militaire", "sécuritaire", "proche"]), node.g, "Plur") if chance(0.6) else nation_adjective(node.g, "Plur"))
    if chance(rich * 0.35):
        node.right.append(relative(node))
    elif chance(rich * 0.25) and node.upos == "PROPN":
        what = kinds(["voisin/Masc", "allié/Masc", "partie/Fem", "puissance/Fem", "partenaire/Masc", "médiateur/Masc", "parrain/Masc"], "appos", None, "Sing", right=[case(state("nmod"), "de")])
        what.feats = f"Gender={what.g}|Number=Sing"
        what.left.insert(0, comma())
        what.right.append(closing())
        node.right.append(what)
    return node


def relative(node):
    """ ", qui contrôle la ville," with the agreement of its noun."""
    subject = relative_subject(node)
    if chance(0.5):
        clause = finite(pick([hit, move, reflexive, hold])(), subject, pick(["pres", "pc", "pqp", "imp"]), "acl:relcl", more=False)
    else:
        clause = deny(subject, "acl:relcl")
    clause.left.insert(0, comma())
    clause.right.append(closing())
    return clause


def deny(subject, rel):
    """ "qui nie avoir bombardé la ville"."""
    verb = pick(SAY_HAVING)
    clause = build(verb, pick(["pres", "pc", "imp"]), subject.g, subject.n)
    node = clause(rel, [subject])
    node.right.append(infinitive(event_pred(), "xcomp", None, subject, perfect=True, more=False))
    return node


def force(rel, plain=False):
    """Who fights."""
    sort = random.random()
    if sort < 0.4:
        n = coin(0.85)
        node = kinds(PEOPLE_ARMED, rel, pick(["def", "ind", "ind", "def", "plusieurs"]) if n == "Plur" else pick(["ind", "def"]), n)
        if n == "Plur" and chance(0.12):
            node.left = [number(pick(NUMBERS))]
        if chance(0.55):
            node.right.append(nation_adjective(node.g, n))
    elif sort < 0.6:
        lemma, g = split(pick(UNITS))
        n = "Plur" if lemma in ("force", "troupe", "unité", "drone", "char", "hélicoptère", "avion", "colonne") and chance(0.85) else "Sing"
        node = noun(lemma, g, n, rel, [article(pick(["def", "def", "ind"]) if lemma in ("force", "troupe", "unité", "drone", "char", "hélicoptère", "avion", "milice", "patrouille", "groupe", "colonne") else "def", g, n)])
        if lemma in ("force", "groupe") and chance(0.5):
            node.right.append(adjective(pick(["armé", "rebelle"]), g, n))
        if chance(0.75):
            node.right.append(nation_adjective(g, n))
        elif chance(0.4):
            node.right.append(case(pick([group, lambda r: person(r, True)])("nmod"), "de"))
    elif sort < 0.72:
        node = group(rel)
    elif sort < 0.84:
        node = state(rel)
    elif sort < 0.92:
        node = kinds(["membre/Masc", "homme/Masc", "combattant/Masc", "élément/Masc", "soldat/Masc", "partisan/Masc", "service/Masc"], rel, pick(["ind", "def"]), "Plur")
        node.feats = "Gender=Masc|Number=Plur"
        node.right.append(case(pick([group, office, lambda r: kinds(UNITS[:5], r, "def", "Sing", right=[nation_adjective("Fem", "Sing")])])("nmod"), "de"))
    else:
        node = noun("homme", "Masc", "Plur", rel, [article("ind", "Masc", "Plur") if chance(0.7) else number(pick(NUMBERS))], [adjective("armé", "Masc", "Plur") if chance(0.7) else adjective("cagoulé", "Masc", "Plur")])
    if plain:
        return node
    if chance(0.07):
        backed = passive_participle(pick(["soutenir", "appuyer", "commander", "diriger", "financer", "armer"]), node.g, node.n, "acl")
        backed.right.append(case(pick([state, group, lambda r: person(r, True)])("obl:agent"), "par"))
        node.right.append(backed)
    elif chance(0.04):
        node.right.append(relative(node))
    elif chance(0.1):
        other = force("conj", plain=True)
        other.left.insert(0, w("et", "CCONJ", "cc"))
        node.right.append(other)
        node.g, node.n = "Masc", "Plur"
    return node


def target(rel, named=0.25):
    """What is hit."""
    if chance(named):
        return town(rel) if chance(0.6) else locality(rel, None)
    n = coin(0.45)
    node = kinds(TARGETS, rel, pick(["def", "ind", "ind"]) if n == "Sing" else pick(["ind", "ind", "def", "plusieurs"]), n)
    if n == "Plur" and chance(0.15):
        node.left = [number(pick(NUMBERS))]
    sort = random.random()
    if sort < 0.3:
        node.right.append(nation_adjective(node.g, n))
    elif sort < 0.42:
        node.right.append(adjective(pick(["militaire", "civil", "frontalier", "voisin", "stratégique"]), node.g, n))
    elif sort < 0.54:
        node.right.append(case(pick([group, office, country])("nmod"), "de"))
    elif sort < 0.72:
        node.right.append(pick([lambda: town("nmod", pick(["de", "à"])), lambda: near("nmod"), lambda: direction("nmod"), lambda: locality("nmod", "de")])())
    return told_of(node, ["bombarder", "attaquer", "prendre", "reprendre", "contrôler", "tenir", "occuper", "situer", "détruire", "assiéger", "abandonner", "évacuer", "viser"])


def victims(rel, counted=0.8):
    """Who is hurt, with a number."""
    sort = random.random()
    if sort < 0.08:
        people = kinds(VICTIMS, "obl:arg", None, "Plur", left=[number(pick(NUMBERS))])
        head = Node(pick(["plus", "plus", "près", "moins"]), "ADV", rel, [], [case(people, "de")], feats="ExtPos=PRON")
        head.g, head.n = people.g, "Plur"
        return head
    if sort < 0.16:
        people = case(kinds(VICTIMS, "nmod", None, "Plur"), "de")
        lemma = pick(["dizaine", "vingtaine", "centaine", "quinzaine", "douzaine"])
        if chance(0.3):
            head = noun(lemma, "Fem", "Plur", rel, [article("ind", "Fem", "Plur")], [people])
        else:
            head = noun(lemma, "Fem", "Sing", rel, [article("ind", "Fem", "Sing")], [people])
        head.g, head.n = people.g, "Plur"
        return head
    n = coin(0.85)
    node = kinds(VICTIMS, rel, None, n)
    if n == "Sing":
        node.left = [article(pick(["ind", "ind", "def"]), node.g, n)]
    elif chance(counted):
        node.left = [number(pick(NUMBERS))]
        if chance(0.15):
            node.left.insert(0, fixed("à", "ADP", [("le", "DET", "le", "Definite=Def|Gender=Masc|Number=Sing|PronType=Art"), ("moins", "ADV", "moins", "_")], "advmod", "ADV"))
    else:
        node.left = [article(pick(["ind", "def", "plusieurs"]), node.g, n)]
    if chance(0.35):
        node.right.append(nation_adjective(node.g, n))
    elif chance(0.08):
        node.right.append(case(pick([group, office])("nmod"), "de"))
    if n == "Plur" and chance(0.08):
        some = kinds(VICTIMS, "acl:relcl", None, "Plur", left=[number(pick(NUMBERS))])
        some.left = [comma(), w("dont", "PRON", "nmod", "dont", "PronType=Rel")] + some.left
        some.right.append(closing())
        node.right.append(some)
        return node
    return told_of(node, ["tuer", "blesser", "capturer", "enlever", "détenir", "arrêter", "libérer", "viser", "abattre", "mourir", "tomber"], 0.1)


def harm(rel):
    """ "deux morts", "trois blessés"."""
    lemma = pick(["mort", "blessé", "victime", "tué", "disparu"])
    g = "Fem" if lemma == "victime" else "Masc"
    node = noun(lemma, g, "Plur", rel, [number(pick(NUMBERS))])
    if chance(0.4):
        second = noun(pick(["blessé", "disparu"]), "Masc", "Plur", "conj", [w("et", "CCONJ", "cc"), number(pick(NUMBERS))])
        node.right.append(second)
    return node


def told_of(node, verbs, p=0.12):
    """Hangs on a noun what was done to it, where, when, by whom: "le village bombardé samedi", "la trêve conclue le 4 mai à Doha", "un village que l'armée contrôle"."""
    if not chance(p):
        return node
    sort = random.random()
    if sort < 0.75:
        lemma = pick(verbs)
        if lemma in ETRE:
            form = past_participle(lemma, node.g, node.n)
            clause = Node(form, "VERB", "acl", [], [], lemma=lemma, feats=participle_features(form, node.g, node.n))
        else:
            clause = passive_participle(lemma, node.g, node.n, "acl")
        more = [when, lambda: place("obl:mod")] + ([lambda: case(pick([force, state])("obl:agent"), "par")] if lemma not in ETRE else [])
        clause.right += [m() for m in random.sample(more, pick([1, 1, 2]))]
        if lemma in ("conclure", "signer", "négocier") and chance(0.4):
            second = state("conj")
            second.left.insert(0, w("et", "CCONJ", "cc"))
            first = case(state("obl:mod"), "entre")
            first.right.append(second)
            clause.right.append(first)
    elif sort < 0.9:
        clause = finite(event_pred(), relative_subject(node), pick(["pc", "pqp", "imp", "pres"]), "acl:relcl", more=False)
    else:
        clause = finite(Pred(pick(verbs) if pick(verbs) not in ETRE else "viser"), force("nsubj", True), pick(["pc", "pqp", "imp"]), "acl:relcl", more=False, mark=w("que", "PRON", "obj", "que", "PronType=Rel"))
        if any(c.rel == "aux:tense" and c.lemma == "avoir" for c in clause.left):
            clause.form = past_participle(clause.lemma, node.g, node.n)
            clause.feats = participle_features(clause.form, node.g, node.n)
    if chance(0.25):
        clause.left.insert(0, comma())
        clause.right.append(closing())
    node.right.append(clause)
    return node


def relative_subject(node):
    subject = w("qui", "PRON", "nsubj", "qui", "PronType=Rel")
    subject.g, subject.n = node.g, node.n
    return subject


class Pred:
    """A verb with what it governs, before it is given a subject, a tense or another shape."""

    def __init__(self, lemma, parts=(), reflexive=False, obj=None, place_taken=False):
        self.lemma, self.reflexive, self.obj, self.parts, self.place_taken = lemma, reflexive, obj, list(parts), place_taken

    def all(self):
        return ([self.obj] if self.obj else []) + self.parts


def hit():
    return Pred(pick(HITS), obj=target("obj"), place_taken=chance(0.6))


def hurt():
    return Pred(pick(HURTS), obj=victims("obj"))


def move():
    lemma, prep = split(pick(MOVES))
    goal = case(target("obl:arg", 0.5), prep) if chance(0.7) else town("obl:arg", prep if prep != "dans" else "à")
    return Pred(lemma, [goal], place_taken=True)


def reflexive():
    lemma, prep = split(pick(REFLEXIVES))
    return Pred(lemma, [case(target("obl:arg", 0.45), prep)], reflexive=True, place_taken=True)


def fire():
    sort = random.random()
    if sort < 0.45:
        return Pred("ouvrir", [case(pick([target, victims])("obl:arg"), pick(["sur", "sur", "contre"]))], obj=noun("feu", "Masc", "Sing", "obj", [article("def", "Masc", "Sing")]))
    if sort < 0.7:
        return Pred("tirer", [case(pick([target, victims])("obl:arg"), pick(["sur", "contre", "vers"]))])
    n = "Plur"
    lemma, g = split(pick([x for x in WEAPONS if not x.startswith(("artillerie", "avion", "char", "hélic"))]))
    ammo = noun(lemma, g, n, "obj", [number(pick(NUMBERS)) if chance(0.5) else article(pick(["ind", "plusieurs"]), g, n)])
    return Pred(pick(["tirer", "lancer", "envoyer"]), [case(target("obl:arg"), pick(["sur", "contre", "vers"]))], obj=ammo)


def act_noun(rel, det=None):
    """ "une attaque de drones contre un village", "des tirs d'artillerie"."""
    n = coin(0.35)
    node = kinds(ACTS, rel, det or pick(["ind", "def"]), n)
    if n == "Plur" and chance(0.1):
        node.left = [number(pick(NUMBERS))]
    if chance(0.4):
        lemma, g = split(pick(WEAPONS))
        means = noun(lemma, g, "Sing" if lemma == "artillerie" or chance(0.4) else "Plur", "nmod")
        node.right.append(case(means, "de"))
    elif chance(0.3):
        node.right.append(adjective(pick(["aérien", "nocturne", "meurtrier", "terroriste", "violent", "massif"]), node.g, n))
    if chance(0.3):
        node.right.append(nation_adjective(node.g, n) if chance(0.6) else case(force("nmod", True), "de"))
    if chance(0.15):
        node.right.append(case(pick([lambda: noun(pick(DAYS), "Masc", "Sing", "nmod"), lambda: date("nmod"), lambda: noun(pick(DAYS), "Masc", "Sing", "nmod", [], [adjective("dernier", "Masc", "Sing")])])(), "de"))
    if chance(0.5):
        node.right.append(case(target("nmod"), pick(["contre", "sur", "contre", "dans"])))
    elif chance(0.15):
        node.right.append(Node(pick(["visant", "ciblant", "touchant"]), "VERB", "acl", [], [target("obj")], feats="Tense=Pres|VerbForm=Part"))
        node.right[-1].lemma = {"visant": "viser", "ciblant": "cibler", "touchant": "toucher"}[node.right[-1].form]
    elif chance(0.4):
        node.right.append(case(force("nmod", True), "par"))
    else:
        told_of(node, ["mener", "lancer", "perpétrer", "survenir", "revendiquer", "signaler", "attribuer", "condamner"], 0.3)
    return node


def lead():
    return Pred(pick(["mener", "lancer", "conduire", "commettre", "perpétrer", "repousser", "préparer", "effectuer", "planifier", "poursuivre", "reprendre", "stopper", "subir", "essuyer"]), obj=act_noun("obj"), place_taken=True)


def breach():
    obj = kinds(ACCORDS, "obj", "def", "Sing", 0.1)
    if chance(0.3):
        obj.right.append(pick([lambda: case(date("nmod"), "de"), lambda: case(number(str(random.randint(1994, 2025)), "nmod"), "de"), lambda: nation_adjective(obj.g, "Sing")])())
    told_of(obj, ["signer", "conclure", "négocier", "annoncer", "instaurer", "accepter", "proclamer"], 0.3)
    return Pred(pick(["violer", "enfreindre", "rompre", "respecter", "bafouer", "ignorer", "signer", "prolonger", "accepter", "rejeter", "conclure", "instaurer", "saboter", "transgresser"]), obj=obj)


def deploy():
    lemma, g = split(pick(["troupe/Fem", "renfort/Masc", "soldat/Masc", "char/Masc", "force/Fem", "blindé/Masc", "unité/Fem", "drone/Masc", "arme/Fem", "pièce/Fem"]))
    obj = noun(lemma, g, "Plur", "obj", [article(pick(["ind", "poss", "poss", "def", "plusieurs"]), g, "Plur")])
    if lemma == "arme" and chance(0.7):
        obj.right.append(adjective("lourd", g, "Plur"))
    if lemma == "pièce":
        obj.right.append(case(noun("artillerie", "Fem", "Sing", "nmod"), "de"))
    lemma, preps = pick([("déployer", ["à", "dans", "vers", "sur"]), ("retirer", ["de"]), ("envoyer", ["à", "dans", "vers"]), ("masser", ["à", "dans"]), ("dépêcher", ["à", "vers"]), ("évacuer", ["de"]), ("replier", ["vers"]), ("transférer", ["à", "vers"])])
    return Pred(lemma, [case(target("obl:arg", 0.6), pick(preps))], obj=obj, place_taken=True)


def lose():
    return Pred(pick(["perdre", "déplorer", "dénombrer", "recenser", "enterrer", "compter"]), obj=pick([victims, harm])("obj"))


def hold():
    return Pred(pick(["contrôler", "tenir", "occuper", "administrer", "surveiller", "défendre", "revendiquer", "assiéger", "bloquer", "encercler"]), obj=target("obj", 0.5), place_taken=True)


def made_dead():
    return Pred("faire", obj=harm("obj"))


def idiom():
    """ "prendre le contrôle de la ville", "mettre le feu à", "passer à l'attaque", "battre en retraite", "prendre la fuite"."""
    sort = random.randrange(10)
    if sort == 8:
        return Pred("prendre", [case(pick([target, victims])("obl:arg"), "à")], reflexive="en", place_taken=chance(0.5))
    if sort == 9:
        return Pred("coûter", [case(victims("obl:arg"), "à")], obj=noun("vie", "Fem", "Sing", "obj", [article("def", "Fem", "Sing")]))
    if sort == 0:
        return Pred(pick(["prendre", "reprendre", "perdre", "revendiquer"]), obj=noun("contrôle", "Masc", "Sing", "obj", [article("def", "Masc", "Sing")], [case(target("nmod", 0.6), "de")]), place_taken=True)
    if sort == 1:
        return Pred("mettre", [case(target("obl:arg", 0.1), "à")], obj=noun("feu", "Masc", "Sing", "obj", [article("def", "Masc", "Sing")]), place_taken=True)
    if sort == 2:
        lemma, g = pick([("attaque", "Fem"), ("offensive", "Fem"), ("action", "Fem")])
        return Pred("passer", [case(noun(lemma, g, "Sing", "obl:arg", [article("def", g, "Sing")]), "à")])
    if sort == 3:
        return Pred("battre", [case(noun("retraite", "Fem", "Sing", "obl:arg"), "en")])
    if sort == 4:
        return Pred("prendre", obj=noun("fuite", "Fem", "Sing", "obj", [article("def", "Fem", "Sing")]))
    if sort == 5:
        return Pred("tendre", [case(force("obl:arg", True), "à")], obj=noun("embuscade", "Fem", "Sing", "obj", [article("ind", "Fem", "Sing")]))
    if sort == 6:
        return Pred("mettre", [case(event_nominal("obl:arg"), "à")], obj=noun(*pick([("fin", "Fem"), ("terme", "Masc")]), "Sing", "obj"))
    return Pred("déposer", obj=noun("arme", "Fem", "Plur", "obj", [article("def", "Fem", "Plur")]))


def event_pred():
    return pick([idiom, hit, hit, hit, hurt, hurt, move, reflexive, reflexive, fire, fire, lead, lead, breach, deploy, lose])()


def pronouns(reflexive):
    """ "se", and "en" of "s'en prendre"; `reflexive` is True, "en", or "obj" where "se" is an object ("se dire préoccupé")."""
    if not reflexive:
        return []
    out = [w("se", "PRON", "obj" if reflexive == "obj" else "expl:pv", "soi", "Person=3|PronType=Prs|Reflex=Yes")]
    return out + [w("en", "PRON", "expl:comp", "en", "Person=3|PronType=Prs")] if reflexive == "en" else out


def build(lemma, tense, g, n, reflexive=False, passive=False, neg=None, adverb=None):
    """A finite verb with its auxiliaries; gives a function from a relation and the words before to the node."""
    compound = {"pc": "pres", "pqp": "imp", "cndp": "cnd", "subp": "sub", "futp": "fut"}
    be = reflexive or lemma in ETRE
    before, after = [], []
    if neg:
        before.append(w("ne", "ADV", "advmod", "ne", "Polarity=Neg"))
    before += pronouns(reflexive)
    middle = []
    if neg:
        middle.append(w(neg, "ADV", "advmod", neg, "Polarity=Neg"))
    if adverb:
        middle.append(w(adverb, "ADV", "advmod", adverb))
    if passive:
        if tense in compound:
            helper = [auxiliary("avoir", "aux:tense", compound[tense], n)] + middle + [w("été", "AUX", "aux:pass", "être", "Tense=Past|VerbForm=Part")]
        else:
            helper = [auxiliary("être", "aux:pass", tense, n)] + middle
        form = past_participle(lemma, g, n)
        feats = participle_features(form, g, n, True)
    elif tense in compound:
        helper = [auxiliary("être" if be else "avoir", "aux:tense", compound[tense], n)] + middle
        form = past_participle(lemma, *((g, n) if be else ("Masc", "Sing")))
        feats = participle_features(form, *((g, n) if be else ("Masc", "Sing")))
    else:
        helper = []
        after = middle
        form, feats = simple(lemma, tense, n), finite_features(tense, n)
    return lambda rel, left: Node(form, "VERB", rel, list(left) + before + helper, after, lemma=lemma, feats=feats)


def extras(pred, p=0.45):
    out = []
    if chance(p):
        out.append(when())
    if not pred.place_taken and chance(p):
        out.append(place("obl:mod"))
    if chance(0.08):
        lemma, g = split(pick([x for x in WEAPONS if not x.startswith("artillerie")]))
        out.append(pick([lambda: case(noun(lemma, g, "Plur", "obl:mod", [article("ind", g, "Plur")]), "avec"),
                         lambda: case(noun("aide", "Fem", "Sing", "obl:mod", [article("def", "Fem", "Sing")], [case(noun(lemma, g, "Plur", "nmod"), "de")]), "à")])())
    if chance(0.04):
        what = pick([lambda: noun("violation", "Fem", "Sing", "obl:mod", [], [case(kinds(ACCORDS, "nmod", "def", "Sing"), "de")]), lambda: noun("réponse", "Fem", "Sing", "obl:mod", [], [case(act_noun("nmod"), "à")]),
                     lambda: noun("présence", "Fem", "Sing", "obl:mod", [], [case(kinds(["observateur/Masc", "médiateur/Masc", "diplomate/Masc"], "nmod", "ind", "Plur"), "de")])])()
        out.append(case(what, "en"))
    random.shuffle(out)
    if out and chance(0.12):
        out[0].left.insert(0, comma())
        out[0].right.append(closing())
    return out


def consequence():
    """ ", tuant deux civils", ", faisant trois morts", "en tuant deux civils"."""
    if chance(0.35):
        pred = made_dead()
    else:
        pred = pick([hurt, hurt, hit, reflexive, lose, lambda: Pred(pick(["tuer", "blesser"]), obj=victims("obj"))])()
    return participle(pred, "advcl", mark="en" if chance(0.2) else None)


def participle(pred, rel, mark=None):
    """ "tuant deux civils"; with a comma, or with "en"."""
    left = [w(mark, "ADP", "mark")] if mark else [comma()]
    left += pronouns(pred.reflexive)
    node = Node(present_participle(pred.lemma), "VERB", rel, left, pred.all(), lemma=pred.lemma, feats="Tense=Pres|VerbForm=Part")
    if pred.lemma in ("tuer", "blesser") and chance(0.35):
        second = pick(["blesser", "capturer", "enlever"])
        other = Node(present_participle(second), "VERB", "conj", [w("et", "CCONJ", "cc")], [victims("obj")], lemma=second, feats="Tense=Pres|VerbForm=Part")
        node.right.append(other)
    return node


def passive_participle(lemma, g, n, rel):
    form = past_participle(lemma, g, n)
    return Node(form, "VERB", rel, [], [], lemma=lemma, feats=participle_features(form, g, n, True))


def finite(pred, subject, tense, rel="root", more=True, neg=None, adverb=None, lead_in=(), mark=None):
    """A clause: subject, verb, what it governs, and perhaps time, place, consequence."""
    if adverb is None and chance(0.08):
        adverb = pick(ADVERBS)
    if neg is None and chance(0.06):
        neg = pick(["pas", "pas", "pas", "plus", "jamais"])
    make = build(pred.lemma, tense, subject.g, subject.n, pred.reflexive, False, neg, adverb)
    node = make(rel, ([mark] if mark else []) + list(lead_in) + [subject])
    node.right += pred.all()
    if more:
        add_more(node, pred)
    return node


def add_more(node, pred, share=True):
    node.right += extras(pred)
    if chance(0.12):
        node.right.append(consequence())
    elif chance(0.06):
        node.right.append(purpose())
    elif chance(0.08):
        node.right.append(background())
    elif share and chance(0.12) and node.upos == "VERB" and node.feats.startswith(("Mood", "Gender")):
        node.right.append(shared(node))


def shared(node):
    """A second verb with the same subject: "... et tué trois soldats", "puis s'est retirée"."""
    subject = next((c for c in node.left if c.rel.startswith("nsubj")), None)
    aux = next((c for c in node.left if c.rel == "aux:tense"), None)
    word = w(pick(["et", "et", "puis"]), "CCONJ", "cc")
    pred = pick([hit, hurt, lead, fire, deploy])()
    if aux is not None and aux.lemma == "avoir" and not any(c.rel in ("aux:pass", "advmod") for c in node.left) and chance(0.5):
        form = past_participle(pred.lemma, "Masc", "Sing")
        return Node(form, "VERB", "conj", [word], pred.all(), lemma=pred.lemma, feats=participle_features(form, "Masc", "Sing"))
    g, n = (subject.g, subject.n) if subject is not None else ("Masc", "Sing")
    tense = "pc" if aux is not None else "pres"
    out = build(pred.lemma, tense, g, n)("conj", [word])
    out.right += pred.all()
    return out


def purpose():
    """ "pour reprendre la ville", "avant de se retirer", "après avoir détruit le pont"."""
    sort = random.random()
    if sort < 0.4:
        return infinitive(event_pred(), "advcl", "pour", None, more=False)
    if sort < 0.7:
        node = infinitive(event_pred(), "advcl", "de", None, more=False)
        node.left.insert(0, w("avant", "ADP", "mark"))
        return node
    return infinitive(event_pred(), "advcl", "après", None, perfect=True, more=False)


def background():
    """ ", alors que les combats se poursuivent", "lorsque des rebelles ont attaqué la base"."""
    sort = random.random()
    inner = pick([lambda r, m: finite(event_pred(), force("nsubj", True), pick(["pc", "imp", "pqp", "pres"]), r, more=False, mark=m), lambda r, m: happening(r, m)])
    if sort < 0.5:
        head = pick(["alors", "tandis"])
        node = inner("advcl", fixed(head, "ADV", [("que", "SCONJ", "que", "_")], "mark", "SCONJ"))
        node.left.insert(0, comma())
        return node
    if sort < 0.8:
        return inner("advcl", w("lorsque", "SCONJ", "mark"))
    node = inner("advcl", w("que", "SCONJ", "mark"))
    node.left.insert(0, w("après", "ADP", "mark"))
    return node


def infinitive(pred, rel, mark, subject=None, perfect=False, passive=False, more=True, neg=False):
    """ "avoir bombardé la ville", "de s'être retiré", "à quitter le village", "avoir été visée"."""
    g, n = (subject.g, subject.n) if subject is not None else ("Masc", "Sing")
    left = [w(mark, "ADP", "mark")] if mark else []
    if neg:
        left += [w("ne", "ADV", "advmod", "ne", "Polarity=Neg"), w("pas", "ADV", "advmod", "pas", "Polarity=Neg")]
    left += pronouns(pred.reflexive)
    if passive:
        left += [auxiliary("avoir", "aux:tense", "inf", n), w("été", "AUX", "aux:pass", "être", "Tense=Past|VerbForm=Part")] if perfect else [auxiliary("être", "aux:pass", "inf", n)]
        form = past_participle(pred.lemma, g, n)
        node = Node(form, "VERB", rel, left, [], lemma=pred.lemma, feats=participle_features(form, g, n, True))
        if chance(0.7):
            node.right.append(case(force("obl:agent", True), "par"))
    elif perfect:
        be = pred.reflexive or pred.lemma in ETRE
        left.append(auxiliary("être" if be else "avoir", "aux:tense", "inf", n))
        agree = (g, n) if be else ("Masc", "Sing")
        form = past_participle(pred.lemma, *agree)
        node = Node(form, "VERB", rel, left, pred.all(), lemma=pred.lemma, feats=participle_features(form, *agree))
    else:
        node = Node(pred.lemma, "VERB", rel, left, pred.all(), lemma=pred.lemma, feats="VerbForm=Inf")
    if more:
        node.right += extras(pred, 0.3)
        if chance(0.08):
            node.right.append(consequence())
    elif chance(0.2):
        node.right.append(when())
    return node


def passive(rel="root", tense=None, lead_in=(), mark=None, more=True):
    """ "Deux soldats ont été tués par des rebelles"."""
    people = chance(0.6)
    subject = victims("nsubj:pass") if people else target("nsubj:pass")
    lemma = pick(["tuer", "blesser", "tuer", "blesser", "capturer", "enlever", "abattre", "exécuter", "arrêter", "libérer", "toucher", "menacer"]) if people else pick([h for h in HITS if h not in ("quitter",)])
    tense = tense or pick(["pc", "pc", "pc", "pqp", "pres", "imp", "past", "cndp"])
    adverb = pick(["grièvement", "légèrement", "également", "gravement"]) if lemma == "blesser" and chance(0.3) else pick(ADVERBS) if chance(0.06) else None
    node = build(lemma, tense, subject.g, subject.n, False, True, "pas" if chance(0.05) else None, adverb)(rel, ([mark] if mark else []) + list(lead_in) + [subject])
    if chance(0.4):
        node.right.append(case(pick([force, force, act_noun])("obl:agent"), "par"))
    elif chance(0.5):
        node.right.append(case(act_noun("obl:mod"), "dans"))
    elif chance(0.3):
        node.right.append(pick([lambda: after_event("lors"), lambda: case(kinds(["cours/Masc", "suite/Fem"], "obl:mod", "def", "Sing", right=[case(act_noun("nmod", "ind"), "de")]), "à")])())
    if people and chance(0.2):
        count = number(pick(NUMBERS), "nsubj:pass") if chance(0.4) else victims("nsubj:pass")
        second_form = past_participle("blesser", count.g if hasattr(count, "g") else "Masc", "Plur")
        second = Node(second_form, "VERB", "conj", [w("et", "CCONJ", "cc"), count], [], lemma="blesser", feats=participle_features(second_form, count.g if hasattr(count, "g") else "Masc", "Plur", True))
        node.right.append(second)
    elif more:
        add_more(node, Pred(lemma), share=False)
    return node


def after_event(word):
    """ "lors d'une attaque": the adverb carries the noun."""
    return Node(word, "ADV", "advmod", [], [case(act_noun("obl:arg"), "de")], feats="ExtPos=ADV")


def event_nominal(rel, det="def"):
    """An event told by a noun: "le retrait des troupes de Goma", "la mort de deux soldats", "les tirs contre la base"."""
    sort = random.random()
    if sort < 0.3:
        return act_noun(rel, det)
    if sort < 0.45:
        node = kinds(FIGHTS, rel, det, "Plur")
        if chance(0.6):
            first = pick([state, force, group])("nmod")
            second = pick([state, force, group])("conj")
            second.left.insert(0, w("et", "CCONJ", "cc"))
            first.right.append(second)
            node.right.append(case(first, "entre"))
        elif chance(0.5):
            node.right.append(place("nmod"))
        return node
    if sort < 0.62:
        lemma, g = split(pick(["mort/Fem", "enlèvement/Masc", "arrestation/Fem", "libération/Fem", "exécution/Fem", "évacuation/Fem", "disparition/Fem", "capture/Fem", "assassinat/Masc", "détention/Fem", "massacre/Masc"]))
        node = noun(lemma, g, "Sing", rel, [article(det, g, "Sing")], [case(victims("nmod"), "de")])
        if chance(0.3):
            node.right.append(case(force("nmod", True), "par"))
        elif chance(0.3):
            node.right.append(case(act_noun("nmod"), "dans"))
        return node
    if sort < 0.8:
        lemma, g = split(pick(["bombardement/Masc", "prise/Fem", "siège/Masc", "destruction/Fem", "occupation/Fem", "reprise/Fem", "fermeture/Fem", "incendie/Masc", "blocage/Masc", "chute/Fem", "contrôle/Masc", "encerclement/Masc", "ouverture/Fem", "pillage/Masc"]))
        node = noun(lemma, g, "Sing", rel, [article(det, g, "Sing")], [case(target("nmod", 0.5), "de")])
        if chance(0.45):
            node.right.append(case(force("nmod", True), "par"))
        return node
    if sort < 0.93:
        lemma, g = split(pick(["retrait/Masc", "déploiement/Masc", "repli/Masc", "redéploiement/Masc", "entrée/Fem", "présence/Fem", "incursion/Fem", "progression/Fem", "départ/Masc", "arrivée/Fem", "offensive/Fem"]))
        node = noun(lemma, g, "Sing", rel, [article(det, g, "Sing")], [])
        if chance(0.25):
            node.right.append(adjective(pick(["immédiat", "partiel", "total", "rapide", "militaire"]), g, "Sing"))
        node.right.append(case(force("nmod", True), "de"))
        if chance(0.5):
            prep = {"retrait": "de", "départ": "de", "repli": "vers", "entrée": "dans", "incursion": "dans", "offensive": "contre", "progression": "vers"}.get(lemma, "à")
            node.right.append(case(target("nmod", 0.7), prep))
        return node
    lemma, g = split(pick(["violation/Fem", "respect/Masc", "rupture/Fem", "signature/Fem", "prolongation/Fem", "application/Fem"]))
    n = "Plur" if lemma == "violation" and chance(0.6) else "Sing"
    node = noun(lemma, g, n, rel, [article(det, g, n)], [case(told_of(kinds(ACCORDS, "nmod", "def", "Sing"), ["signer", "conclure", "négocier", "annoncer", "instaurer"], 0.4), "de")])
    if chance(0.5):
        node.right.append(case(speaker("nmod", 0), "par"))
    return node


def happening(rel="root", mark=None, lead_in=()):
    """An event happens, goes on, ends, or kills."""
    sort = random.random()
    if sort < 0.35:
        subject = act_noun("nsubj")
        pred = pick([made_dead, hurt, lambda: Pred(pick(["viser", "toucher", "frapper", "endommager", "détruire"]), obj=target("obj"), place_taken=True)])()
        return finite(pred, subject, pick(["pc", "pc", "pres", "pqp"]), rel, more=chance(0.5), mark=mark, lead_in=lead_in)
    subject = event_nominal("nsubj", pick(["def", "def", "ind"]))
    sort = random.random()
    if sort < 0.35:
        pred = Pred(pick(["reprendre", "éclater", "cesser", "continuer", "commencer", "débuter", "survenir", "intervenir", "échouer", "durer"]))
    elif sort < 0.55:
        pred = Pred(pick(["poursuivre", "produire", "intensifier", "dérouler", "achever", "étendre"]), reflexive=True)
    elif sort < 0.75:
        pred = Pred("avoir", obj=noun("lieu", "Masc", "Sing", "obj"))
        tense = pick(["pc", "pres", "imp"])
        node = build_avoir(subject, tense, rel, mark, lead_in)
        node.right.append(pred.obj)
        node.right += extras(pred, 0.6)
        return node
    else:
        lemma = pick(["lancer", "annoncer", "repousser", "suspendre", "interrompre", "confirmer", "signaler", "rapporter", "condamner", "dénoncer"])
        subject.rel = "nsubj:pass"
        node = build(lemma, pick(["pc", "pres", "pqp"]), subject.g, subject.n, False, True)(rel, ([mark] if mark else []) + list(lead_in) + [subject])
        if chance(0.4):
            node.right.append(case(speaker("obl:agent", 0), "par"))
        node.right += extras(Pred(lemma), 0.5)
        return node
    node = finite(pred, subject, pick(["pc", "pc", "pres", "imp"]), rel, more=False, mark=mark, lead_in=lead_in)
    node.right += extras(pred, 0.6)
    return node


def build_avoir(subject, tense, rel, mark, lead_in):
    left = ([mark] if mark else []) + list(lead_in) + [subject]
    if tense == "pc":
        left.append(auxiliary("avoir", "aux:tense", "pres", subject.n))
        return Node("eu", "VERB", rel, left, [], lemma="avoir", feats="Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")
    return Node(simple("avoir", tense, subject.n), "VERB", rel, left, [], lemma="avoir", feats=finite_features(tense, subject.n))
