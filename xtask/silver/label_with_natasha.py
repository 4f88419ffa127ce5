"""Labels Russian text with natasha (package natasha 1.6.0, MIT) and prints CoNLL-U, to learn from beside the treebanks.

python label_with_natasha.py FILE... > silver/ru_natasha.conllu        each line of each file is a paragraph
A paragraph may also be a line of JSON that this program's author labelled before: {"sents": [{"tokens": [...]}]}.
Sentences that are no tree, or very short or long ones, are left out.
"""
import inspect
import json
import sys
from collections import namedtuple

if not hasattr(inspect, "getargspec"):  # pymorphy2 asks for a function that Python 3.11 dropped
    Spec = namedtuple("ArgSpec", "args varargs keywords defaults")
    inspect.getargspec = lambda f: Spec(*inspect.getfullargspec(f)[:4])


def labeller():
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsSyntaxParser, Segmenter

    segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    tagger, parser = NewsMorphTagger(embedding), NewsSyntaxParser(embedding)

    def label(text):
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(tagger)
        doc.parse_syntax(parser)
        for sentence in doc.sents:
            number = {token.id: i for i, token in enumerate(sentence.tokens)}
            rows = []
            for i, token in enumerate(sentence.tokens):
                token.lemmatize(vocabulary)
                head = number.get(token.head_id)
                features = "|".join(f"{k}={v}" for k, v in sorted((token.feats or {}).items()))
                rows.append((token.text, token.lemma, token.pos, features, None if head == i else head, token.rel))
            yield rows

    return label


def from_json(line):
    for sentence in json.loads(line)["sents"]:
        yield [(t["form"], t["lemma"], t["tag"], t["feats"], t["head"], t["rel"]) for t in sentence["tokens"]]


def is_tree(rows):
    if sum(row[4] is None for row in rows) != 1:
        return False
    for i in range(len(rows)):
        at, steps = i, 0
        while rows[at][4] is not None:
            at, steps = rows[at][4], steps + 1
            if steps > len(rows):
                return False
    return True


def main():
    label, seen = None, set()
    for path in sys.argv[1:]:
        for line in open(path, encoding="utf8", errors="replace"):
            line = line.strip()
            if path.endswith(".jsonl"):
                sentences = from_json(line)
            elif len(line) > 30:
                label = label or labeller()
                sentences = label(line)
            else:
                continue
            for rows in sentences:
                text = " ".join(row[0] for row in rows)
                if not 4 <= len(rows) <= 80 or text in seen or not is_tree(rows):
                    continue
                seen.add(text)
                for i, (form, lemma, tag, features, head, relation) in enumerate(rows):
                    relation = "root" if head is None else relation
                    relation = "dep" if relation == "root" and head is not None else relation
                    if tag == "PROPN":  # its dictionary takes acronyms for inflected words
                        lemma = form if form.isupper() else lemma[:1].upper() + lemma[1:]
                    head = 0 if head is None else head + 1
                    print(i + 1, form, lemma, tag, "_", features or "_", head, relation, "_", "_", sep="\t")
                print()


if __name__ == "__main__":
    main()
