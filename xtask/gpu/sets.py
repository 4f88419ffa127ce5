"""What is learnt from, as `cargo xtask train-neural LANG --set FILE` writes it, and sentences packed into rows of slots."""

import json
import lzma
import os

import numpy as np

SLOTS, WORDS_IN_A_ROW = 96, 85  # slots in a row of a batch; words that such a row holds in the mean
KEYS, HEADS = 6, 3
OF_A_FORM = 14  # its keys; its shape in lower case, in capitals, with a capital; its first five keys without accents
TABLES = (0, 1, 2, 3, 4, 5, 5, 5, 5, 0, 1, 2, 3, 4)  # that these numbers are rows of
FAR = 4096
NOTHING = -1


class Sentences:
    """One group of sentences: for each sentence length, treebank and first word; for each word form, classes, head and relation."""

    def __init__(self, group, take, stop):
        self.count, self.words = group["sentences"], group["words"]
        self.lengths, self.parts, self.forms = take(self.count), take(self.count), take(self.words)
        self.targets = np.stack([take(self.words) for _ in range(HEADS)], axis=1)
        self.distances, self.relations = take(self.words), take(self.words)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]]).astype(np.int64)[: self.count]
        self.stops = np.zeros(self.words, bool)  # full stops at the end that may as well be left out
        heads = np.where(self.distances < FAR, np.arange(self.words) + self.distances, -1)
        has = np.bincount(heads[(heads >= 0) & (self.distances != 0)], minlength=self.words) > 0
        if self.count:
            last = self.starts + self.lengths - 1
            self.stops[last] = (self.forms[last] == stop) & (self.distances[last] != 0) & ~has[last] & (self.lengths > 1)


class Data:
    """A set."""

    def __init__(self, path):
        raw = (lzma.open if path.endswith(".xz") else open)(path, "rb").read()
        end = raw.index(b"\n")
        self.name = os.path.basename(path).split(".")[0]
        self.head = json.loads(raw[:end])
        numbers, at = np.frombuffer(raw[end + 1 :], dtype="<i4"), 0

        def take(count):
            nonlocal at
            at += count
            return numbers[at - count : at]

        self.forms = take(self.head["forms"] * OF_A_FORM).reshape(-1, OF_A_FORM)
        groups = {group["name"]: Sentences(group, take, self.head["stop"]) for group in self.head["groups"]}
        assert at == len(numbers), "the set is cut short or from another version"
        self.gold, self.raw, self.trial = groups["gold"], groups["raw"], groups["trial"]
        self.attentions = sum(w["name"].endswith(".mix.weight") for w in self.head["weights"])
        self.tables = [w["rows"] for w in self.head["weights"][:KEYS]]
        self.habits = next(w["rows"] for w in self.head["weights"] if w["name"] == "treebank") - 1
        self.bases = np.array([i if base is None else base for i, base in enumerate(self.head["bases"])])
        self.chance = np.random.default_rng(self.head["seed"])

    def seen(self, *groups):
        """How often each row of each table is asked for by the words of these groups."""
        forms = np.concatenate([g.forms for g in groups])
        return [np.bincount(self.forms[forms, k], minlength=self.tables[k]) for k in range(KEYS)]

    def blind_forms(self):
        """The forms for those that have learnt from annotated words alone: what they lack is unknown."""
        seen = self.seen(self.gold)
        return np.stack([np.where(seen[t][self.forms[:, i]] > 0, self.forms[:, i], 0) for i, t in enumerate(TABLES)], 1)

    def kept_back(self):
        """Which annotated sentences stay out where manners are tried."""
        out = np.zeros(self.gold.count, bool)
        for first, end in self.head["trials"]:
            out[first:end] = True
        return out


def pack(sentences, order, rows):
    """Batches of `rows` rows: for each slot its word (-1: none) and the number of its sentence."""
    batches, fill, word, mark = [], None, None, None
    for sentence in order:
        length = sentences.lengths[sentence]
        if length > SLOTS:
            continue
        row = None if fill is None else next((r for r in range(rows) if fill[r] + length <= SLOTS), None)
        if row is None:
            fill = [0] * rows
            word, mark = np.full((rows, SLOTS), -1, np.int32), np.full((rows, SLOTS), -1, np.int32)
            batches.append((word, mark))
            row = 0
        at = fill[row]
        word[row, at : at + length] = np.arange(sentences.starts[sentence], sentences.starts[sentence] + length)
        mark[row, at : at + length] = sentence
        fill[row] += length
    return np.stack([b[0] for b in batches]), np.stack([b[1] for b in batches])


def inputs(sentences, words, marks):
    """What the network sees: the form in each slot, its treebank, its sentence (-1: an empty slot), and whether it is a stop to leave out."""
    at, there = np.maximum(words, 0), words >= 0
    return {
        "form": np.where(there, sentences.forms[at], 0).astype(np.int32),
        "part": np.where(there, sentences.parts[np.maximum(marks, 0)], 0).astype(np.int32),
        "mark": marks,
        "stop": there & sentences.stops[at],
    }


def told(sentences, words):
    """What is right: classes, head as a column of the arcs (0 the root), relation; -1 where there is nothing to learn."""
    at, there = np.maximum(words, 0), words >= 0
    distance = sentences.distances[at]
    column = np.where(distance == 0, 0, np.where(distance < FAR, np.arange(SLOTS) + distance + 1, NOTHING))
    where = lambda x: np.where(there, x, NOTHING).astype(np.int32)
    return {
        "classes": np.where(there[..., None], sentences.targets[at], NOTHING).astype(np.int32),
        "head": where(column),
        "relation": where(sentences.relations[at]),
    }
