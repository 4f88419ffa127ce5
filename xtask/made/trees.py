"""Trees of made-up sentences and their CoNLL-U, for the scripts beside this file."""


class Node:
    """A word with what depends on it, before it and after it. Features may be given, or worked out when the table is written."""

    def __init__(self, form, upos, rel="root", left=(), right=(), lemma=None, feats="_"):
        self.form, self.upos, self.rel, self.feats = form, upos, rel, feats
        self.left, self.right = [n for n in left if n], [n for n in right if n]
        self.lemma = lemma or (form if upos == "PROPN" or upos == "ADJ" and form[0].isupper() else form.lower())

    def as_(self, rel):
        self.rel = rel
        return self

    def words(self):
        for n in self.left:
            yield from n.words()
        yield self
        for n in self.right:
            yield from n.words()


def w(form, upos, rel, lemma=None):
    """A word with nothing hanging from it."""
    return Node(form, upos, rel, lemma=lemma)


def table(words, features):
    """The rows of CoNLL-U for a tree's words in their order; the first word gets a capital, `features` gives a word's features."""
    number = {id(n): i + 1 for i, n in enumerate(words)}
    head = {id(c): number[id(n)] for n in words for c in n.left + n.right if id(c) in number}
    out = []
    for i, n in enumerate(words):
        form = n.form.capitalize() if i == 0 and n.form.islower() else n.form
        out.append([str(i + 1), form, n.lemma, n.upos, "_", features(n), str(head.get(id(n), 0)), n.rel, "_", "_"])
    return out


def write(number, rows):
    """Prints one sentence."""
    print(f"# sent_id = made-{number}")
    print("# text = " + " ".join(r[1] for r in rows))
    print("\n".join("\t".join(r) for r in rows) + "\n")
