"""Labels the names of raw text with a recogniser that others trained, to learn from beside what people annotated, or to compare with.

python label_names.py natasha FILE... > silver/xx_names.jsonl
python label_names.py spacy:fr_core_news_md FILE... > silver/xx_names.jsonl

Each line of a file is a text, or a line of JSON {"id", "text"} where its name ends in .jsonl. Prints lines of JSON
{"id", "text", "labels": [[from, to, label]]}, characters counted from 0. Needs `pip install natasha==1.6.0 setuptools`, or spacy with a model.
"""
import inspect
import json
import sys
from collections import namedtuple

if not hasattr(inspect, "getargspec"):  # pymorphy2 asks for a function that Python 3.11 dropped
    Spec = namedtuple("ArgSpec", "args varargs keywords defaults")
    inspect.getargspec = lambda f: Spec(*inspect.getfullargspec(f)[:4])


def with_natasha():
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def label(text):
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return [[span.start, span.stop, span.type] for span in doc.spans]

    return label


def with_spacy(model):
    import spacy

    pipeline = spacy.load(model, exclude=["parser", "attribute_ruler", "lemmatizer", "tagger", "morphologizer"])
    return lambda text: [[span.start_char, span.end_char, span.label_] for span in pipeline(text).ents]


def texts(path):
    for number, line in enumerate(open(path, encoding="utf8", errors="replace")):
        if path.endswith(".jsonl"):
            record = json.loads(line)
            yield record["id"], record["text"]
        elif len(line) > 30:
            yield f"{path.rsplit('/', 1)[-1]}:{number + 1}", line.strip()


def main():
    tool, *paths = sys.argv[1:]
    label = with_natasha() if tool == "natasha" else with_spacy(tool.removeprefix("spacy:"))
    for path in paths:
        for name, text in texts(path):
            print(json.dumps({"id": name, "text": text, "labels": label(text)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
