"""Writes made-up sentences of dispatches with their trees, in CoNLL-U: python french_dispatches.py [N] > DIR/made/fr_dispatches.conllu

Treebanks hold few sentences of the kind "Bakou nie s'être retiré du village": a parser that has not seen such takes a capital for a person's first name, "nie" for the family name.
The sentences here are composed at random from phrases, so that names, nationalities, forces and weapons change places; no sentence of a report stands behind them.
Trees and features follow UD French Sequoia.
"""

import random
import sys

from french_clauses import (
    ADVERBS, Pred, SAY_HAVING, act_noun, build, event_nominal, event_pred, finite, force, happening, harm, infinitive, office, participle, passive,
    passive_participle, person, pronoun, role, speaker, target, victims)
from french_places import NUMBERS, kinds, of_nation, place, split, state, town, when
from french_words import adjective, article, case, chance, closing, comma, finite_features, fixed, name, noun, number, pick, settle, w
from trees import table, write

SAY_THAT = """dire déclarer affirmer annoncer indiquer préciser assurer soutenir confirmer rapporter signaler reconnaître admettre estimer ajouter expliquer prétendre souligner rappeler constater alléguer démentir nier
révéler certifier répéter jurer marteler relever noter""".split()
SAY_TAG = """dire déclarer affirmer annoncer indiquer préciser assurer confirmer rapporter ajouter expliquer rétorquer répliquer répondre marteler témoigner raconter poursuivre souligner insister estimer dénoncer lancer
rappeler signaler renchérir commenter déplorer nuancer""".split()
SAY_NOUN = """dénoncer condamner démentir nier rejeter réfuter confirmer annoncer saluer déplorer revendiquer évoquer signaler constater documenter exiger réclamer demander ordonner prévenir craindre minimiser
contester regretter justifier rapporter commenter""".split()


def opening(p):
    """What stands before the subject: a day, a place, "Selon X,", "Dans un communiqué,"."""
    if not chance(p):
        return []
    node = when() if chance(0.5) else place("obl:mod")
    if chance(0.75) or node.rel == "advmod" and node.form == "près":
        node.right.append(closing())
    return [node]


def statement():
    """ "dans un communiqué", "dans un communiqué publié samedi"."""
    lemma, g = split(pick(["communiqué/Masc", "déclaration/Fem", "rapport/Masc", "message/Masc", "note/Fem", "discours/Masc", "lettre/Fem", "bulletin/Masc"]))
    node = noun(lemma, g, "Sing", "obl:mod", [article(pick(["ind", "ind", "poss", "def"]), g, "Sing")])
    if chance(0.4):
        published = passive_participle(pick(["publier", "diffuser", "relayer", "adresser", "transmettre"]), g, "Sing", "acl")
        published.right.append(pick([when, lambda: case(speaker("obl:agent", 0), "par")])())
        node.right.append(published)
    elif chance(0.3):
        node.right.append(case(office("nmod"), "de"))
    return case(node, "dans")


def event(rel="root", mark=None, sub=False, openings=0.2, more=True):
    """A finite clause that tells an event."""
    tense = pick(["pc", "pc", "pqp", "imp", "pres", "cndp", "fut"]) if sub else pick(["pc", "pc", "pc", "pc", "pqp", "pres", "pres", "past", "cndp", "imp"])
    lead_in = opening(openings)
    sort = random.random()
    if sort < 0.55:
        return finite(event_pred(), force("nsubj"), tense, rel, more=more, lead_in=lead_in, mark=mark)
    if sort < 0.77:
        return passive(rel, tense if tense not in ("fut",) else "fut", lead_in, mark, more)
    return happening(rel, mark, lead_in)


def says(verbs, rel):
    """A speaker before a verb of speech, whose complement is still to be hung on; gives the verb's node."""
    who = speaker("nsubj", 0.35)
    tense = pick(["pres", "pres", "pc", "pc", "pc", "pqp", "imp", "past"])
    adverb = pick(ADVERBS) if chance(0.15) else None
    lemma = pick(verbs)
    lead_in = opening(0.08)
    node = build(lemma, tense, who.g, who.n, False, False, "pas" if chance(0.03) else None, adverb)(rel, lead_in + [who])
    node.who = who
    if chance(0.15):
        node.right.append(when())
    if chance(0.07):
        voice = case(noun("voix", "Fem", "Sing", "obl:mod", [article("def", "Fem", "Sing")], [case(pick([role_with_article, lambda r: person(r, True)])("nmod"), "de")]), "par")
        if chance(0.6):
            voice.left.insert(0, comma())
            voice.right.append(closing())
        node.right.append(voice)
    elif chance(0.06):
        node.right.append(statement())
    return node


def role_with_article(rel):
    node = role(rel)
    node.left.insert(0, article(pick(["poss", "def", "ind"]), "Masc", "Sing"))
    return node


def told_that(rel="root"):
    node = says(SAY_THAT, rel)
    node.right.append(event("ccomp", w("que", "SCONJ", "mark"), sub=True, openings=0.06))
    return node


def having(rel="root"):
    """ "Bakou nie s'être retiré du village"."""
    node = says(SAY_HAVING, rel)
    pred = event_pred()
    if chance(0.15):
        p = Pred(pick(["viser", "attaquer", "bombarder", "prévenir", "menacer", "trahir", "toucher", "informer"]))
        node.right.append(infinitive(p, "xcomp", None, node.who, perfect=True, passive=True))
    else:
        node.right.append(infinitive(pred, "xcomp", None, node.who, perfect=chance(0.85), neg=node.lemma in ("affirmer", "assurer", "dire", "jurer") and chance(0.3)))
    if chance(0.08):
        node.right.append(shared_verb(node))
    return node


def shared_verb(node):
    """A second verb of speech behind a first one: "... et accuse Erevan d'avoir tiré"."""
    other = accusation("conj", node.who)
    other.left.insert(0, w("et", "CCONJ", "cc"))
    return other


def accusation(rel="root", subject=None):
    """ "Bakou accuse Erevan d'avoir bombardé le village", "reproche à Erevan de bombarder", "est accusé par"."""
    sort = random.random()
    passive_voice = subject is None and sort < 0.15
    if subject is not None:
        node = build(pick(["accuser", "soupçonner", "blâmer"]), pick(["pres", "pc"]), subject.g, subject.n)(rel, [])
        node.who = subject
    elif passive_voice:
        who = speaker("nsubj:pass", 0.1)
        node = build(pick(["accuser", "soupçonner"]), pick(["pres", "pc", "imp"]), who.g, who.n, False, True)(rel, opening(0.08) + [who])
        node.who = who
        if chance(0.6):
            node.right.append(case(speaker("obl:agent", 0), "par"))
        node.right.append(infinitive(event_pred(), "xcomp", "de", who, perfect=chance(0.7)))
        return node
    elif sort < 0.25:
        node = says(["reprocher"], rel)
        whom = case(speaker("obl:arg", 0), "à")
        node.right += [whom, infinitive(event_pred(), "xcomp", "de", whom, perfect=chance(0.7))]
        return node
    else:
        node = says(["accuser", "accuser", "accuser", "soupçonner", "suspecter"], rel)
    whom = pick([speaker, speaker, force])("obj") if subject is None else state("obj")
    node.right.append(whom)
    if chance(0.12):
        node.right.append(case(event_nominal("obl:arg", "ind"), "de"))
    else:
        node.right.append(infinitive(event_pred(), "xcomp", "de", whom, perfect=chance(0.7)))
    return node


def demand(rel="root"):
    """ "Kaboul exige qu'Islamabad libère ...", "somme X de", "appelle X à", "ordonne à X de"."""
    sort = random.random()
    if sort < 0.22:
        node = says(["exiger", "demander", "réclamer", "souhaiter", "ordonner"], rel)
        node.right.append(finite(event_pred(), pick([force, speaker])("nsubj"), "sub", "ccomp", more=chance(0.4), mark=w("que", "SCONJ", "mark")))
        return node
    if sort < 0.5:
        lemma, prep = split(pick(["sommer/de", "exhorter/à", "appeler/à", "inviter/à", "presser/de", "contraindre/à", "forcer/à", "prier/de", "menacer/de", "encourager/à", "appeler/à"]))
        node = says([lemma], rel)
        whom = speaker("obj", 0)
        node.right += [whom, infinitive(event_pred(), "xcomp", prep, whom, more=chance(0.4))]
        return node
    if sort < 0.75:
        node = says(["ordonner", "ordonner", "demander", "demander", "enjoindre", "permettre", "promettre", "proposer"], rel)
        whom = case(pick([speaker("obl:arg", 0), force("obl:arg", True)]), "à")
        node.right += [whom, infinitive(event_pred(), "xcomp", "de", whom, more=chance(0.4))]
        return node
    if sort < 0.88:
        node = says(["promettre", "menacer", "refuser", "accepter", "décider", "tenter", "envisager", "cesser"], rel)
        prep = "de"
        node.right.append(infinitive(event_pred(), "xcomp", prep, node.who, more=chance(0.5)))
        return node
    who = speaker("nsubj", 0.2)
    lemma, prep = split(pick(["engager/à", "préparer/à"]))
    node = build(lemma, pick(["pc", "pres"]), who.g, who.n, True)(rel, [who])
    node.right.append(infinitive(event_pred(), "xcomp", prep, who, more=chance(0.5)))
    return node


def feels(rel="root"):
    """ "Ottawa s'est dit préoccupé par les combats"."""
    who = speaker("nsubj", 0.2)
    node = build("dire", pick(["pc", "pres", "imp"]), who.g, who.n, "obj")(rel, opening(0.1) + [who])
    feeling = passive_participle(pick(["préoccuper", "inquiéter", "alarmer", "choquer", "indigner", "consterner"]), who.g, who.n, "ccomp")
    feeling.right.append(case(event_nominal("obl:agent"), "par"))
    node.right.append(feeling)
    return node


def denounce(rel="root"):
    """ "Moscou dément le retrait de ses troupes", "X impute l'attaque à Y", "X fait état de"."""
    sort = random.random()
    if chance(0.1):
        return feels(rel)
    if sort < 0.6:
        node = says(SAY_NOUN, rel)
        node.right.append(event_nominal("obj", pick(["def", "def", "ind"])))
        return node
    if sort < 0.8:
        node = says(["imputer", "attribuer"], rel)
        node.right += [event_nominal("obj", "def"), case(pick([speaker("obl:arg", 0), force("obl:arg", True)]), "à")]
        return node
    node = says(["faire"], rel)
    node.right += [noun("état" if chance(0.7) else "part", "Masc", "Sing", "obj"), case(pick([event_nominal("obl:arg", "ind"), victims("obl:arg"), harm("obl:arg")]), "de")]
    if node.right[-2].form == "part":
        node.right[-2].feats = "Gender=Fem|Number=Sing"
    return node


def tag(main, quoted):
    """Puts a speech tag behind a clause: "..., a affirmé le ministère"."""
    who = speaker("nsubj", 0.3)
    tense = pick(["pres", "pc", "pc", "pc", "past", "imp"])
    node = build(pick(SAY_TAG), tense, who.g, who.n, False, False, None, pick(ADVERBS) if chance(0.08) else None)("parataxis:insert", [comma()])
    if chance(0.25):
        who = pronoun("nsubj")
        tense = pick(["pres", "pc", "pc", "past"])
        node = build(node.lemma, tense, who.g, who.n)("parataxis:insert", [comma()])
        verb = next((c for c in node.left if c.upos == "AUX"), node)
        who.form = ("-t-" if verb.form[-1] in "ae" else "-") + who.form
        if verb is node:
            node.right.append(who)
        else:
            node.left.append(who)
        who = None
    when_ = [when()] if chance(0.2) else []
    if who is None:
        node.right += when_
        quoted = True
    else:
        node.right += (when_ + [who]) if chance(0.5) else ([who] + when_)
    if chance(0.1):
        node.right.append(statement())
    if quoted:
        a, b = pick([("«", "»"), ("«", "»"), ('"', '"')])
        main.left.insert(0, w(a, "PUNCT", "punct"))
        main.right.append(w(b, "PUNCT", "punct"))
    main.right.append(node)
    return main


def short_quote():
    """ "C'est faux", "Faux": what is thrown in."""
    adj = pick(["faux", "inacceptable", "absurde", "mensonger", "exclu", "intolérable", "vrai"])
    node = adjective(adj, "Masc", "Sing", "root")
    if chance(0.7):
        node.left = [w("ce", "PRON", "nsubj", "ce", "Number=Sing|Person=3|PronType=Dem"), w("est", "AUX", "cop", "être", finite_features("pres", "Sing"))]
        node.left[0].form = "c'"
    return node


def according(rel="root"):
    main = event(rel, openings=0.05)
    source = case(speaker("obl:mod", 0.2), pick(["selon", "selon", "selon", "d'après"]))
    if source.left[0].form == "d'après":
        source.left[0] = fixed("de", "ADP", [("après", "ADP", "après", "_")], "case", "ADP")
        source.left[0].form = "d'"
    if chance(0.5):
        source.right.append(closing())
        main.left.insert(0, source)
    else:
        source.left.insert(0, comma())
        main.right.append(source)
    return main


def forced(rel="root"):
    """ "Les rebelles ont été contraints de battre en retraite"."""
    who = force("nsubj:pass")
    node = build(pick(["contraindre", "forcer", "obliger"]), pick(["pc", "pres", "pqp", "imp"]), who.g, who.n, False, True)(rel, opening(0.1) + [who])
    prep = "de" if node.lemma == "contraindre" or chance(0.3) else "à"
    pred = pick([lambda: Pred("battre", [case(noun("retraite", "Fem", "Sing", "obl:arg"), "en")]), event_pred])()
    node.right.append(infinitive(pred, "xcomp", prep, who))
    return node


def fronted(rel="root"):
    """ "Accusé par Kinshasa de soutenir les rebelles, Kigali dément", "Après avoir repris la ville, l'armée ..."."""
    if chance(0.5):
        who = speaker("nsubj", 0)
        first = passive_participle(pick(["accuser", "soupçonner", "menacer"]), who.g, who.n, "advcl")
        if chance(0.7):
            first.right.append(case(speaker("obl:agent", 0), "par"))
        first.right += [infinitive(event_pred(), "xcomp", "de", who, perfect=chance(0.5), more=False), closing()]
        node = build(pick(["démentir", "nier", "démentir", "répliquer", "riposter", "répondre"]), pick(["pres", "pc"]), who.g, who.n)(rel, [first, who])
        if node.lemma in ("démentir", "nier") and chance(0.6):
            node.right.append(event_nominal("obj") if chance(0.5) else infinitive(event_pred(), "xcomp", None, who, perfect=True))
        return node
    who = force("nsubj")
    if chance(0.5):
        first = infinitive(event_pred(), "advcl", "après", who, perfect=True, more=False)
    else:
        first = participle(event_pred(), "advcl", "en")
    first.right.append(closing())
    return finite(event_pred(), who, pick(["pc", "pc", "pres", "pqp"]), rel, lead_in=[first])


def exchange(rel="root"):
    """ "Bakou et Erevan s'accusent mutuellement d'avoir violé la trêve", "... ont échangé des prisonniers"."""
    who = state("nsubj")
    second = state("conj")
    second.left.insert(0, w("et", "CCONJ", "cc"))
    who.right.append(second)
    who.g, who.n = "Masc", "Plur"
    if chance(0.4):
        node = build("accuser", pick(["pres", "pc"]), "Masc", "Plur", True)(rel, opening(0.1) + [who])
        if chance(0.6):
            node.right.append(w("mutuellement", "ADV", "advmod"))
        node.right.append(infinitive(event_pred(), "xcomp", "de", who, perfect=chance(0.7)))
        return node
    lemma, what = pick([("échanger", "prisonnier/Masc"), ("échanger", "tir/Masc"), ("échanger", "corps/Masc"), ("signer", "accord/Masc"), ("conclure", "trêve/Fem"), ("tenir", "pourparlers/Masc"), ("rejeter", "accord/Masc"), ("prolonger", "trêve/Fem")])
    n = "Plur" if lemma in ("échanger", "tenir") else "Sing"
    obj = kinds([what], "obj", pick(["ind", "def"]), n, 0.2)
    if obj.lemma == "corps":
        obj.feats = "Gender=Masc"
    return finite(Pred(lemma, obj=obj), who, pick(["pc", "pc", "pres", "pqp"]), rel, lead_in=opening(0.1))


def headline():
    """ "Deux soldats tués près de Goma", "Pyongyang tire un missile", "Soudan : l'armée reprend une ville"."""
    sort = random.random()
    if sort < 0.45:
        people = chance(0.7)
        head = victims("root") if people else target("root", 0)
        if not people:
            head.left = [number(pick(NUMBERS))] if head.n == "Plur" and chance(0.5) else [article("ind", head.g, head.n)] if chance(0.4) else []
        verb = passive_participle(pick(["tuer", "blesser", "enlever", "capturer", "tuer", "abattre", "exécuter"]) if people else pick(["bombarder", "attaquer", "détruire", "incendier", "viser", "reprendre"]), head.g, head.n, "acl")
        if head.upos == "ADV":
            verb.rel = "acl"
        verb.right.append(pick([lambda: place("obl:mod"), lambda: case(act_noun("obl:mod", "ind"), "dans"), lambda: case(force("obl:agent", True), "par"), lambda: place("obl:mod")])())
        if chance(0.25):
            verb.right.append(pick([lambda: place("obl:mod"), when])())
        (head.right[0] if head.upos == "ADV" else head).right.append(verb)
        main = head
    elif sort < 0.6:
        main = event_nominal("root", "ind")
        main.left = [] if main.left and main.left[0].upos == "DET" else main.left
        if chance(0.4):
            main.right.append(place("nmod"))
    elif sort < 0.7:
        main = harm("root")
        main.right.append(pick([lambda: case(act_noun("nmod", "ind"), "dans"), lambda: place("nmod")])())
    else:
        main = pick([lambda: finite(event_pred(), pick([force, state])("nsubj"), "pres", "root", more=False), lambda: passive("root", "pres", more=False), accusation_present, having_present])()
    if chance(0.3):
        where = name(of_nation()[0], "obl:mod" if main.upos == "VERB" else "nmod", "_") if chance(0.7) else town("obl:mod" if main.upos == "VERB" else "nmod")
        where.right.append(w(":", "PUNCT", "punct"))
        main.left.insert(0, where)
    return main


def accusation_present():
    who, whom = state("nsubj"), state("obj")
    node = build("accuser", "pres", who.g, who.n)("root", [who])
    node.right += [whom, infinitive(event_pred(), "xcomp", "de", whom, perfect=True, more=False)]
    return node


def having_present():
    who = state("nsubj")
    node = build(pick(["nier", "démentir", "affirmer", "reconnaître"]), "pres", who.g, who.n)("root", [who])
    node.right.append(infinitive(event_pred(), "xcomp", None, who, perfect=True, more=False))
    return node


def sentence():
    sort = random.random()
    if sort < 0.26:
        return event()
    if sort < 0.42:
        return told_that()
    if sort < 0.52:
        return tag(event(openings=0.1), chance(0.45))
    if sort < 0.54:
        return tag(short_quote(), chance(0.8))
    if sort < 0.60:
        return according()
    if sort < 0.69:
        return having()
    if sort < 0.76:
        return accusation()
    if sort < 0.83:
        return demand()
    if sort < 0.90:
        return denounce()
    if sort < 0.93:
        return forced()
    if sort < 0.96:
        return fronted()
    return exchange()


def rows(tree, stop=True):
    if stop:
        tree.right.append(w(".", "PUNCT", "punct"))
    words = settle(list(tree.words()))
    return table(words, lambda n: n.feats)


def main():
    random.seed(11)
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    done = 0
    while done < wanted:
        is_headline = chance(0.12)
        made = rows(headline() if is_headline else sentence(), stop=not is_headline)
        # Phrases nest without limit; sentences of more than sixty words teach little.
        if len(made) <= 60:
            done += 1
            write(done, made)


if __name__ == "__main__":
    main()
