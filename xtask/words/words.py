"""words.py LANGUAGE_FOLDER OUT

Lists the inflected forms of the words that a language's rules and classes name, with part of speech and lemma, so that a form
which the trained model has never seen is still read as the word it is. One word a line: lemma, tag, forms and, where a form can be nothing else, features. A form that could be
several words stands with each of them: it takes its lemma from here once the model has told its part of speech.

French, English and others: pip `simplemma` 2.0.0 (form -> lemma tables, compiled from Wiktionary, Lexique and others; CC BY-SA).
Russian: pip `pymorphy3` with `pymorphy3-dicts-ru` or `pymorphy2` with `pymorphy2-dicts-ru` (OpenCorpora, CC BY-SA).
"""
import collections, os, re, sys

folder, out = sys.argv[1], sys.argv[2]
code = os.path.basename(folder.rstrip("/"))
verbs, nouns, adjectives = set(), set(), set()
people = set()  # nouns that name people: living, also where the dictionary knows a thing of the name
PEOPLE = {"fighter", "force", "police", "peacekeeper", "government", "spokesperson", "civilian", "person", "prisoner"}
others = set()  # words that conditions and phrases ask for; their part of speech is the dictionary's
for root, _, files in os.walk(folder):
    for name in files:
        path = os.path.join(root, name)
        if name.endswith(".rule"):
            for line in open(path, encoding="utf-8"):
                m = re.match(r"match\s+(verb|noun|adjective)\s+(\S+)", line)
                if line.startswith("match"):
                    others.update(w for c in re.findall(r"\s[+-][a-z]+:(\S+)", line) for w in re.split("[,_]", c))
                    phrase = re.match(r"match\s+phrase\s+(\S+)", line)
                    others.update(re.split(r"[|_]", phrase[1]) if phrase else [])
                if m:
                    {"verb": verbs, "noun": nouns, "adjective": adjectives}[m[1]].update(w for w in m[2].split("|") if "_" not in w)
        elif name == "classes.tsv":
            for line in open(path, encoding="utf-8"):
                cells = line.strip().split("\t")
                if len(cells) >= 2 and not line.startswith("#") and " " not in cells[0]:
                    nouns.add(cells[0].strip())
                    if cells[1].strip() in PEOPLE:
                        people.add(cells[0].strip())

more = os.path.join(folder, "forms.tsv")
if os.path.exists(more):
    for line in open(more, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 2:
            nouns.add(cells[0])
            people.add(cells[0])

def tag_of(lemma):
    found = [t for t, s in (("VERB", verbs), ("NOUN", nouns), ("ADJ", adjectives)) if lemma in s]
    return found[0] if len(found) == 1 else None

def regular_english(verb):
    """Forms in -s, -ed and -ing of a verb whose last consonant is not doubled."""
    if re.search("(s|x|z|ch|sh)$", verb):
        third = verb + "es"
    else:
        third = verb[:-1] + "ies" if re.search("[^aeiou]y$", verb) else verb + "s"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    past = verb[:-1] + "ied" if re.search("[^aeiou]y$", verb) else stem + "ed"
    return [third, past, stem + "ing"]

rows = collections.defaultdict(set)
# Forms that can be but one form of one word, with those features: short participles, which models mistake at the start of a sentence,
# futures of perfective verbs and cases of nouns.
certain = {}
if code == "ru":
    try:
        import pymorphy3 as pymorphy
    except ImportError:
        import pymorphy2 as pymorphy
    morph = pymorphy.MorphAnalyzer()
    # Peoples act and suffer like anybody in uniform: the nouns of inhabitants that the world knows.
    territories = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "world", "territories.tsv")
    head, *states = [l.rstrip("\n").split("\t") for l in open(territories, encoding="utf-8") if not l.startswith("#")]
    for cells in states:
        for name in cells[head.index("ru:demonym")].split(";") if len(cells) > head.index("ru:demonym") else []:
            for lemma in {p.normal_form.replace("ё", "е") for p in morph.parse(name) if p.is_known and p.tag.POS == "NOUN" and p.tag.animacy == "anim"}:
                nouns.add(lemma)
                people.add(lemma)
    kind = {"NOUN": "NOUN", "VERB": "VERB", "INFN": "VERB", "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "ADJF": "ADJ", "ADJS": "ADJ"}
    named = verbs | nouns | adjectives
    for lemma in sorted(named | others):
        wanted = tag_of(lemma)
        parses = morph.parse(lemma)[:3]
        if lemma in people:
            parses.sort(key=lambda p: p.tag.animacy != "anim")
        for parse in parses:
            if lemma not in named and parse.is_known:
                wanted = kind.get(str(parse.tag.POS))
            if wanted is None or parse.normal_form.replace("ё", "е") != lemma.replace("ё", "е") or kind.get(str(parse.tag.POS)) != wanted:
                continue
            # "нормализовать" is of both aspects, so that "нормализуется" is no certain future, whatever the dictionary has for the form in -ся.
            plain_of_both_aspects = lemma.endswith("ся") and {str(p.tag.aspect) for p in morph.parse(lemma[:-2]) if p.is_known} >= {"perf", "impf"}
            for form in parse.lexeme:
                if {"2per", "impr"} & set(str(form.tag).replace(" ", ",").split(",")):
                    continue
                can_be = {kind.get(str(p.tag.POS)) for p in morph.parse(form.word) if p.score > 0.02}
                # "разбит" is an adjective to the dictionary as well; either way it is a short form that tells a state brought about.
                short = all(p.tag.POS in ("PRTS", "ADJS") for p in morph.parse(form.word)) and form.tag.POS == "PRTS"
                told = None
                if wanted == "VERB" and short and form.tag.voice == "pssv" and form.tag.tense == "past":
                    gender = {"masc": "Gender=Masc|", "femn": "Gender=Fem|", "neut": "Gender=Neut|"}.get(str(form.tag.gender), "")
                    number = "Plur" if form.tag.number == "plur" else "Sing"
                    aspect = "Perf" if form.tag.aspect == "perf" else "Imp"
                    told = f"Aspect={aspect}|{gender}Number={number}|Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass"
                elif wanted == "VERB" and form.word.endswith("тая") and {"PRTF", "pssv", "past", "femn", "nomn"} <= form.tag.grammemes:
                    # "достигнутая" ends as "считая" does, for which a model takes it.
                    aspect = "Perf" if form.tag.aspect == "perf" else "Imp"
                    told = f"Aspect={aspect}|Case=Nom|Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part|Voice=Pass"
                elif wanted == "VERB" and not plain_of_both_aspects and all(p.tag.POS == "VERB" and p.tag.tense == "futr" for p in morph.parse(form.word)):
                    # What a perfective verb tells in the form of a present is still to come, which a model often misses.
                    number = "Plur" if form.tag.number == "plur" else "Sing"
                    voice = "Mid" if form.word.endswith(("ся", "сь")) else "Act"
                    person = str(form.tag.person)[0]
                    told = f"Aspect=Perf|Mood=Ind|Number={number}|Person={person}|Tense=Fut|VerbForm=Fin|Voice={voice}"
                elif wanted == "NOUN" and can_be == {"NOUN"}:
                    known = [p for p in morph.parse(form.word) if p.is_known and p.normal_form != parse.normal_form]
                    same = [f for f in parse.lexeme if f.word == form.word] if lemma in people and parse.tag.animacy == "anim" else morph.parse(form.word)
                    case = {"nomn": "Nom", "gent": "Gen", "gen1": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc", "acc2": "Acc", "ablt": "Ins",
                            "loct": "Loc", "loc1": "Loc", "loc2": "Loc"}
                    forms = {(str(p.tag.case), str(p.tag.number)) for p in same if p.tag.case != "voct"}
                    whole = all(c in case and n in ("sing", "plur") for c, n in forms)
                    if forms and whole and not known and (lemma in people or all(p.is_known for p in same)):
                        # Of a form that could stand in several cases, each with its number.
                        living = "Animacy=Anim|" if lemma in people and parse.tag.animacy == "anim" else ""
                        sort = {"masc": "Gender=Masc|", "femn": "Gender=Fem|", "neut": "Gender=Neut|"}.get(str(parse.tag.gender), "")
                        number = lambda n: "Number=Plur" if n == "plur" else f"{sort}Number=Sing"
                        told = ";".join(sorted({f"{living}Case={case[c]}|{number(n)}" for c, n in forms}))
                if told:
                    folded = form.word.replace("ё", "е")
                    # "развёрнут" can be but one form, "развернут" could be another.
                    alone = folded == form.word or all(p.tag.POS == form.tag.POS for p in morph.parse(folded) if p.is_known)
                    certain[folded if alone else form.word] = (lemma, wanted, told)
                elif can_be == {wanted}:
                    rows[form.word.replace("ё", "е")].add((wanted, lemma))
                elif wanted == "VERB" and form.tag.POS == "PRTF" and can_be == {"VERB", "ADJ"}:
                    # "захваченный" is an adjective to the dictionary as well: the model tells which it is, and the lemma of each stands here.
                    rows[form.word.replace("ё", "е")].add((wanted, lemma))
                    for p in morph.parse(form.word):
                        if p.is_known and kind.get(str(p.tag.POS)) == "ADJ":
                            rows[form.word.replace("ё", "е")].add(("ADJ", p.normal_form.replace("ё", "е")))
            break
else:
    from simplemma.strategies.dictionaries.dictionary_factory import _load_dictionary_from_disk

    text = lambda w: w.decode("utf-8") if isinstance(w, bytes) else w
    table = {text(k): text(v) for k, v in _load_dictionary_from_disk(code).items()}
    tags = lambda lemma: [t for t, s in (("VERB", verbs), ("NOUN", nouns), ("ADJ", adjectives)) if lemma in s]
    for form, lemma in table.items():
        if form.islower():
            for tag in tags(lemma):
                if not (code == "en" and tag == "NOUN" and form != lemma and not re.search("(s|men|people|children)$", form)):
                    rows[form].add((tag, lemma))
    for lemma in verbs | nouns | adjectives:
        for tag in tags(lemma) if lemma.islower() else []:
            rows[lemma].add((tag, lemma))
            if code == "en" and tag == "VERB" and lemma.isalpha():
                for form in regular_english(lemma):
                    if form not in table or table[form] == form:
                        rows[form].add((tag, lemma))
# Forms written by hand, or made by rule, beside the tables: same columns as the output. Without forms: a people, declined as the dictionary does.
if os.path.exists(more):
    for line in open(more, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 3:
            for form in cells[2].split():
                rows[form].add((cells[1], cells[0]))
entries = collections.defaultdict(list)
for form, readings in sorted(rows.items()):
    # What is certain of a form is told below, and nothing else of participles.
    sure = form in certain and form.endswith("тая")
    if len(form) > 2 and not sure and (code != "ru" or len({tag for tag, _ in readings}) == len(readings)):
        for tag, lemma in readings:
            entries[lemma, tag].append(form)
with open(out, "w", encoding="utf-8") as f:
    for (lemma, tag), forms in sorted(entries.items()):
        f.write(f"{lemma}\t{tag}\t{' '.join(forms)}\n")
    together = collections.defaultdict(list)
    for form, word in certain.items():
        together[word].append(form)
    for (lemma, tag, features), forms in sorted(together.items()):
        f.write(f"{lemma}\t{tag}\t{' '.join(sorted(forms))}\t{features}\n")
