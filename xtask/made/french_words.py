"""French words with their forms and features as UD French Sequoia writes them: verbs, nouns, adjectives, articles, names."""

import random
import re

from trees import Node

pick = random.choice


def chance(p):
    return random.random() < p


def w(form, upos, rel, lemma=None, feats="_"):
    return Node(form, upos, rel, lemma=lemma, feats=feats)


# Verbs whose forms do not follow from the infinitive: present singular and plural, stem of the imperfect, past participle, stem of the future, past singular and plural, subjunctive.
IRREGULAR = {line.split()[0]: line.split()[1:] for line in """
dire dit disent dis dit dir dit dirent dise
prédire prédit prédisent prédis prédit prédir prédit prédirent prédise
écrire écrit écrivent écriv écrit écrir écrivit écrivirent écrive
faire fait font fais fait fer fit firent fasse
voir voit voient voy vu verr vit virent voie
savoir sait savent sav su saur sut surent sache
vouloir veut veulent voul voulu voudr voulut voulurent veuille
pouvoir peut peuvent pouv pu pourr put purent puisse
devoir doit doivent dev dû devr dut durent doive
recevoir reçoit reçoivent recev reçu recevr reçut reçurent reçoive
mourir meurt meurent mour mort mourr mourut moururent meure
fuir fuit fuient fuy fui fuir fuit fuirent fuie
partir part partent part parti partir partit partirent parte
sortir sort sortent sort sorti sortir sortit sortirent sorte
démentir dément démentent dément démenti démentir démentit démentirent démente
ouvrir ouvre ouvrent ouvr ouvert ouvrir ouvrit ouvrirent ouvre
couvrir couvre couvrent couvr couvert couvrir couvrit couvrirent couvre
rouvrir rouvre rouvrent rouvr rouvert rouvrir rouvrit rouvrirent rouvre
offrir offre offrent offr offert offrir offrit offrirent offre
souffrir souffre souffrent souffr souffert souffrir souffrit souffrirent souffre
conquérir conquiert conquièrent conquér conquis conquerr conquit conquirent conquière
reconquérir reconquiert reconquièrent reconquér reconquis reconquerr reconquit reconquirent reconquière
acquérir acquiert acquièrent acquér acquis acquerr acquit acquirent acquière
assaillir assaille assaillent assaill assailli assaillir assaillit assaillirent assaille
vivre vit vivent viv vécu vivr vécut vécurent vive
poursuivre poursuit poursuivent poursuiv poursuivi poursuivr poursuivit poursuivirent poursuive
suivre suit suivent suiv suivi suivr suivit suivirent suive
conclure conclut concluent conclu conclu conclur conclut conclurent conclue
exclure exclut excluent exclu exclu exclur exclut exclurent exclue
convaincre convainc convainquent convainqu convaincu convaincr convainquit convainquirent convainque
connaître connaît connaissent connaiss connu connaîtr connut connurent connaisse
reconnaître reconnaît reconnaissent reconnaiss reconnu reconnaîtr reconnut reconnurent reconnaisse
atteindre atteint atteignent atteign atteint atteindr atteignit atteignirent atteigne
contraindre contraint contraignent contraign contraint contraindr contraignit contraignirent contraigne
craindre craint craignent craign craint craindr craignit craignirent craigne
rejoindre rejoint rejoignent rejoign rejoint rejoindr rejoignit rejoignirent rejoigne
enfreindre enfreint enfreignent enfreign enfreint enfreindr enfreignit enfreignirent enfreigne
enjoindre enjoint enjoignent enjoign enjoint enjoindr enjoignit enjoignirent enjoigne
""".strip().splitlines()}
# Families: the forms of "reprendre" are those of "prendre" with another beginning.
for end, forms, members in [
    ("prendre", "prend prennent pren pris prendr prit prirent prenne", ["", "re", "ap", "sur", "entre", "com"]),
    ("mettre", "met mettent mett mis mettr mit mirent mette", ["", "re", "ad", "pro", "trans", "com", "per", "sou"]),
    ("tenir", "tient tiennent ten tenu tiendr tint tinrent tienne", ["", "main", "sou", "re", "dé", "ob", "con"]),
    ("venir", "vient viennent ven venu viendr vint vinrent vienne", ["", "re", "par", "inter", "pré", "con", "sur", "sub"]),
    ("battre", "bat battent batt battu battr battit battirent batte", ["", "a", "com", "dé"]),
    ("duire", "duit duisent duis duit duir duisit duisirent duise", ["con", "pro", "intro", "ré", "tra"]),
    ("truire", "truit truisent truis truit truir truisit truisirent truise", ["dé", "cons", "recons"]),
    ("ompre", "ompt ompent omp ompu ompr ompit ompirent ompe", ["r", "interr", "corr"]),
    ("cevoir", "çoit çoivent cev çu cevr çut çurent çoive", ["aper"]),
]:
    for begin in members:
        IRREGULAR[begin + end] = [begin + form for form in forms.split()]
DOUBLES = {"appeler", "rappeler", "rejeter", "jeter", "projeter"}
# Verbs that take "être" in the compound tenses.
ETRE = set("entrer arriver partir tomber parvenir rester mourir venir revenir sortir intervenir survenir rentrer retourner décéder monter devenir".split())


def stems(lemma):
    """Present singular and plural, imperfect stem, participle, future stem, past singular and plural, subjunctive."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith("dre"):
        s = lemma[:-2]
        return [s, s + "ent", s, s + "u", s + "r", s + "it", s + "irent", s + "e"]
    if lemma.endswith("ir"):
        s = lemma[:-1]
        return [s + "t", s + "ssent", s + "ss", s, s + "r", s + "t", s + "rent", s + "sse"]
    assert lemma.endswith("er"), lemma
    s = lemma[:-2]
    soft = s[:-1] + "ç" if s.endswith("c") else s + "e" if s.endswith("g") else s
    strong = s
    future = lemma
    if lemma in DOUBLES:
        strong = s + s[-1]
        future = strong + "er"
    elif s.endswith(("oy", "uy")):
        strong = s[:-1] + "i"
        future = strong + "er" if not s.endswith("envoy") else s[:-2] + "err"
    elif re.search(r"é[bcdfglmnprstvy]{1,2}$|égu$", s):
        i = s.rindex("é")
        strong = s[:i] + "è" + s[i + 1:]
    elif re.search(r"e[mnsv]$", s):
        i = s.rindex("e")
        strong = s[:i] + "è" + s[i + 1:]
        future = strong + "er"
    return [strong + "e", strong + "ent", soft, s + "é", future, soft + "a", s + "èrent", strong + "e"]


AUX = {
    "avoir": {"pres": ("a", "ont"), "imp": ("avait", "avaient"), "fut": ("aura", "auront"), "cnd": ("aurait", "auraient"), "past": ("eut", "eurent"), "sub": ("ait", "aient"), "ppr": "ayant"},
    "être": {"pres": ("est", "sont"), "imp": ("était", "étaient"), "fut": ("sera", "seront"), "cnd": ("serait", "seraient"), "past": ("fut", "furent"), "sub": ("soit", "soient"), "ppr": "étant"},
}
TENSES = {"pres": ("Ind", "Pres"), "imp": ("Ind", "Imp"), "fut": ("Ind", "Fut"), "past": ("Ind", "Past"), "cnd": ("Cnd", "Pres"), "sub": ("Sub", "Pres")}


def finite_features(tense, n):
    mood, time = TENSES[tense]
    return f"Mood={mood}|Number={n}|Person=3|Tense={time}|VerbForm=Fin"


def simple(lemma, tense, n):
    """A finite form: "déclare", "exigeaient"."""
    plural = n == "Plur"
    if lemma in AUX:
        return AUX[lemma][tense][plural]
    s = stems(lemma)
    if tense == "imp" and plural or tense == "imp":
        return s[2] + ("aient" if plural else "ait")
    return {"pres": s[0:2], "past": s[5:7], "fut": (s[4] + "a", s[4] + "ont"), "cnd": (s[4] + "ait", s[4] + "aient"), "sub": (s[7], s[7] + "nt")}[tense][plural]


def present_participle(lemma):
    if lemma in AUX:
        return AUX[lemma]["ppr"]
    return "sachant" if lemma == "savoir" else stems(lemma)[2] + "ant"


def past_participle(lemma, g, n):
    form = "eu" if lemma == "avoir" else stems(lemma)[3]
    if form == "dû":
        return form if (g, n) == ("Masc", "Sing") else "du" + ("e" if g == "Fem" else "") + ("s" if n == "Plur" else "")
    same = form.endswith("s") and g == "Masc"
    return form + ("e" if g == "Fem" else "") + ("s" if n == "Plur" and not same else "")


def participle_features(form, g, n, passive=False):
    number = "" if form.endswith("s") and g == "Masc" and form[-2:] in ("is", "us") and form in SAME_PLURAL else f"Number={n}|"
    return f"Gender={g}|{number}Tense=Past|VerbForm=Part" + ("|Voice=Pass" if passive else "")


SAME_PLURAL = {forms[3] for forms in IRREGULAR.values() if forms[3].endswith("s")}


def auxiliary(lemma, rel, tense, n):
    """An auxiliary in a finite tense, or as "inf", "ppr", "pp"."""
    if tense == "inf":
        return w(lemma, "AUX", rel, lemma, "VerbForm=Inf")
    if tense == "ppr":
        return w(AUX[lemma]["ppr"], "AUX", rel, lemma, "Tense=Pres|VerbForm=Part")
    return w(AUX[lemma][tense][n == "Plur"], "AUX", rel, lemma, finite_features(tense, n))


def vowel(form):
    """Whether "le", "de", "que" lose their vowel before the word."""
    low = form.lower()
    if low[0] in "aeiouéèêàâîïôûœ":
        return not low.startswith(("onz", "oui")) and low not in ("un-par-un",)
    return low[0] == "h" and low.split("-")[0] in MUTE_H or low in MUTE_H


MUTE_H = set("homme hommes hôpital hôpitaux habitant habitants habitation habitations hélicoptère hélicoptères hostilités heure heures hostile humanitaire humanitaires hier".split())

IRREGULAR_PLURALS = {"hôpital": "hôpitaux", "général": "généraux", "local": "locaux", "journal": "journaux", "arsenal": "arsenaux", "blindé": "blindés", "bateau": "bateaux", "drapeau": "drapeaux",
                     "cessez-le-feu": "cessez-le-feu", "lance-roquettes": "lance-roquettes", "porte-parole": "porte-parole", "principal": "principaux", "national": "nationaux",
                     "international": "internationaux", "feu": "feux", "lieu": "lieux", "adieu": "adieux", "gouvernemental": "gouvernementaux", "fédéral": "fédéraux", "régional": "régionaux",
                     "occidental": "occidentaux", "oriental": "orientaux", "naval": "navals", "brutal": "brutaux", "nouveau": "nouveaux", "territorial": "territoriaux", "lance-missiles": "lance-missiles", "casque-bleu": "casques-bleus"}


def plural(form):
    if form in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[form]
    return form if form[-1] in "sxz" else form + "s"


EPICENE = set("membre membres enfant jeune responsable chef collègue civil malade guide journaliste protagoniste élève architecte".split()) - {"civil", "chef", "membre"}


def noun(lemma, g, n, rel, left=(), right=()):
    """A noun; the features leave out what the form does not tell, as Sequoia does."""
    form = plural(lemma) if n == "Plur" else lemma
    feats = f"Gender={g}|Number={n}"
    if lemma in EPICENE:
        feats = f"Number={n}"
    node = Node(form, "NOUN", rel, left, right, lemma=lemma, feats=feats)
    node.g, node.n = g, n
    return node


def feminine(base):
    if base in FEMININES:
        return FEMININES[base]
    if base.endswith("en"):
        return base + "ne"
    if base.endswith("f"):
        return base[:-1] + "ve"
    if base.endswith("eux"):
        return base[:-1] + "se"
    if base.endswith("er"):
        return base[:-2] + "ère"
    return base if base.endswith("e") else base + "e"


FEMININES = {"turc": "turque", "grec": "grecque", "nouveau": "nouvelle", "violent": "violente", "ancien": "ancienne", "officiel": "officielle", "rebelle": "rebelle", "public": "publique", "intensif": "intensive",
             "dernier": "dernière", "premier": "première", "actuel": "actuelle", "bref": "brève", "tel": "telle", "mutuel": "mutuelle", "frais": "fraîche", "conditionnel": "conditionnelle", "opérationnel": "opérationnelle"}
ORDINALS = {"dernier", "premier", "deuxième", "troisième"}


def adjective(base, g, n, rel="amod"):
    form = feminine(base) if g == "Fem" else base
    form = plural(form) if n == "Plur" else form
    if base.endswith("e"):
        feats = f"Number={n}"
    elif g == "Masc" and base[-1] in "sx":
        feats = "Gender=Masc"
    else:
        feats = f"Gender={g}|Number={n}"
    if base in ORDINALS:
        feats = feats + "|NumType=Ord"
    return w(form, "ADJ", rel, base, feats)


def article(kind, g, n):
    """ "def", "ind", "dem", "poss", "poss-plur" (several owners); elision is settled when the sentence is written."""
    if kind == "def":
        form = "les" if n == "Plur" else "la" if g == "Fem" else "le"
        gender = "" if n == "Plur" else f"|Gender={g}"
        return w(form, "DET", "det", "le", f"Definite=Def{gender}|Number={n}|PronType=Art")
    if kind == "ind":
        form = "des" if n == "Plur" else "une" if g == "Fem" else "un"
        gender = "" if n == "Plur" else f"|Gender={g}"
        return w(form, "DET", "det", "un", f"Definite=Ind{gender}|Number={n}|PronType=Art")
    if kind == "dem":
        form = "ces" if n == "Plur" else "cette" if g == "Fem" else "ce"
        return w(form, "DET", "det", "ce", "Number=Plur|PronType=Dem" if n == "Plur" else f"Gender={g}|Number=Sing|PronType=Dem")
    if kind == "poss":
        form = "ses" if n == "Plur" else "sa" if g == "Fem" else "son"
        return w(form, "DET", "det", "son", f"Number={n}|Poss=Yes" if form != "sa" else "Gender=Fem|Number=Sing|Poss=Yes")
    if kind == "poss-plur":
        return w("leurs" if n == "Plur" else "leur", "DET", "det", "son", f"Number={n}|Poss=Yes")
    if kind == "plusieurs":
        return w("plusieurs", "DET", "det", "plusieurs", "Number=Plur")
    if kind == "quelques":
        return w("quelques", "DET", "det", "quelque", "Definite=Ind|Number=Plur|PronType=Art")
    if kind == "aucun":
        return w("aucune" if g == "Fem" else "aucun", "DET", "det", "aucun", f"Gender={g}|Number=Sing|PronType=Neg")
    raise ValueError(kind)


def number(form, rel="nummod"):
    return w(form, "NUM", rel, form, "NumType=Card")


def name(form, rel, feats="_", left=(), right=()):
    node = Node(form, "PROPN", rel, left, right, lemma=form, feats=feats)
    node.g = "Fem" if "Fem" in feats else "Masc"
    node.n = "Plur" if "Plur" in feats else "Sing"
    return node


def comma():
    return w(",", "PUNCT", "punct")


def closing():
    """A comma that closes what stands between commas; it goes where another mark follows."""
    node = comma()
    node.closes = True
    return node


def case(node, prep, rel="case"):
    """Puts a preposition before what hangs from the node."""
    node.left.insert(0, w(prep, "ADP", rel))
    return node


def fixed(head, upos, others, rel, extpos):
    """An expression as one: "alors que", "à le moins", "face à"."""
    node = Node(head, upos, rel, [], [w(form, tag, "fixed", lemma, feats) for form, tag, lemma, feats in others], feats=f"ExtPos={extpos}")
    return node


def settle(words):
    """Elision, "cet" and "son" before a vowel, closing commas that go before another mark; returns the words that stay."""
    kept = []
    for i, n in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        if getattr(n, "closes", False) and (after is None or after.upos == "PUNCT"):
            continue
        # "le retrait de forces" and not "de des forces".
        if n.upos == "DET" and n.form == "des" and kept and kept[-1].upos == "ADP" and kept[-1].form == "de":
            continue
        kept.append(n)
    if len(kept) > 1 and kept[0].form in ("«", '"'):
        kept[1].form = kept[1].form[0].upper() + kept[1].form[1:]
    for n, after in zip(kept, kept[1:]):
        if after.upos == "PUNCT" or not vowel(after.form):
            continue
        if n.upos == "DET" and n.form in ("le", "la"):
            n.form, n.feats = "l'", "Definite=Def|Number=Sing|PronType=Art"
        elif n.form in ("de", "que", "se", "ne", "lorsque", "jusque", "puisque") and n.upos in ("ADP", "SCONJ", "PRON", "ADV", "DET"):
            n.form = n.form[:-1] + "'"
        elif n.upos == "DET" and n.form == "ce":
            n.form = "cet"
        elif n.upos == "DET" and n.form == "sa":
            n.form, n.feats = "son", "Number=Sing|Poss=Yes"
    return kept
