"""Learns languages' networks where there is a GPU: the same network and the same rules as `cargo xtask train-neural`.

    cargo xtask train-neural fr --corpora DIR --set fr.set
    python xtask/gpu/train_neural.py fr.set[.xz]... --out FOLDER          (needs jax and numpy)
    cargo xtask train-neural fr --corpora DIR --weights FOLDER/fr.0

Several larger networks learn first, from annotated sentences. What they say of raw text in the mean, and the linear model beside them, is then
learnt by the small network along with the annotated sentences. Where a recipe keeps sentences back (`trial`), several manners of learning are
first tried on the rest, and the best ones are used. Sentences are packed into rows of slots and languages padded to one size, so that every
batch has one shape and each kind of learning is compiled once.
"""

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor

import jax
import jax.numpy as jnp
import numpy as np

from learning import learner, opinions
from network import LARGE, SMALL, beginning, shapes
from sets import KEYS, OF_A_FORM, WORDS_IN_A_ROW, Data, inputs, pack, told

CHUNK = 50
STARTED = time.time()
UNVOTED = (0.0,)


def say(text):
    print(f"{time.time() - STARTED:6.1f} s  {text}", flush=True)


def padded(array, length):
    return np.pad(array, [(0, length - len(array))] + [(0, 0)] * (array.ndim - 1))


class Work:
    """What is to be done, in shapes that all sets share, and the programs compiled for it."""

    def __init__(self, sets, options):
        self.sets, self.options = sets, options
        most = lambda of: np.max([of(s) for s in sets], axis=0)
        tables = most(lambda s: s.tables).tolist()
        classes, relations = most(lambda s: s.head["classes"]).tolist(), int(most(lambda s: s.head["relations"]))
        habits = int(most(lambda s: s.habits))
        small = {**SMALL, "attentions": sets[0].attentions}
        self.shapes = {n: shapes(sizes, tables, habits, classes, relations) for n, sizes in (("large", LARGE), ("small", small))}
        self.forms, self.counts = int(most(lambda s: len(s.forms))), tables[0]
        self.rows = options.rows or max(1, round(sets[0].head["batch"] / WORDS_IN_A_ROW))
        self.packs = [pack(s.raw, s.chance.permutation(s.raw.count).tolist(), options.raw_rows) for s in sets]
        self.batches = max(len(words) for words, _ in self.packs)
        # Of as many manners as networks in the end none need be tried.
        choosing = len(options.manners) > options.finals
        self.trials = [pack(s.trial, range(s.trial.count), options.raw_rows) if choosing and s.trial.count else None for s in sets]
        self.trial_batches = max((len(t[0]) for t in self.trials if t), default=0)
        self.votes = (0.0, options.vote)
        rate = sets[0].head["rate"]
        self.programs = {
            "teachers": (learner(self.shapes["large"], LARGE, rate), lambda: self.learning(sets[0], "large", options.teachers, None, self.rows)),
            "labels": (opinions(LARGE, self.votes), lambda: self.labelling(sets[0], "large", options.teachers, self.batches)),
            "finals": (learner(self.shapes["small"], small, rate), lambda: self.learning(sets[0], "small", options.finals, self.unlabelled(), options.gold_rows)),
        }
        if self.trial_batches:
            tried = len(options.manners)
            self.programs["trials"] = (learner(self.shapes["small"], small, rate), lambda: self.learning(sets[0], "small", tried, self.unlabelled(), options.gold_rows))
            self.programs["measure"] = (opinions(small, UNVOTED), lambda: self.labelling(sets[0], "small", 1, self.trial_batches))

    def compile(self):
        def one(entry):
            program, arguments = entry
            return program.lower(*arguments()).compile()

        with ThreadPoolExecutor(len(self.programs)) as pool:
            self.programs = dict(zip(self.programs, pool.map(one, self.programs.values())))

    def world(self, data, groups, blind=False):
        forms = data.blind_forms() if blind else data.forms
        counts = data.seen(*groups)[0].astype(np.float32)
        lost = jnp.asarray(bool(data.head["accents_get_lost"]))
        return {"forms": jnp.asarray(padded(forms, self.forms)), "counts": jnp.asarray(padded(counts, self.counts)), "accents_get_lost": lost}

    # Arguments as the programs take them, in abstract.
    def weights(self, size, count):
        return {name: jax.ShapeDtypeStruct((count, rows, columns), jnp.float32) for name, rows, columns, *_ in self.shapes[size]}

    def learning(self, data, size, count, silver, rows):
        abstract = lambda tree: jax.tree.map(lambda x: jax.ShapeDtypeStruct(np.shape(x), np.asarray(x).dtype), tree)
        p = self.weights(size, count)
        empty = np.full((CHUNK, rows, 96), -1, np.int32)
        gold = {"inputs": inputs(data.gold, empty, empty), "told": told(data.gold, empty)}
        numbers = jax.ShapeDtypeStruct((count,), jnp.float32)
        manner = {"silver": numbers, "dropping": numbers, "labels": jax.ShapeDtypeStruct((count,), jnp.int32)}
        seeds = jax.ShapeDtypeStruct((count,), jnp.int32)
        chosen = jax.ShapeDtypeStruct((CHUNK,), jnp.int32)
        return ((p, p, p, p, numbers), manner, seeds, self.abstract_world(), abstract(gold), chosen, silver, jax.ShapeDtypeStruct((), jnp.float32))

    def abstract_world(self):
        of = jax.ShapeDtypeStruct
        return {"forms": of((self.forms, OF_A_FORM), jnp.int32), "counts": of((self.counts,), jnp.float32), "accents_get_lost": of((), jnp.bool_)}

    def unlabelled(self):
        """The labelled batches, in abstract."""
        _, _, batches, other = self.labelling(self.sets[0], "large", self.options.teachers, self.batches)
        found = jax.eval_shape(opinions(LARGE, self.votes), *self.labelling(self.sets[0], "large", self.options.teachers, self.batches))
        return {"inputs": batches, "labels": jax.tree.map(lambda x: jax.ShapeDtypeStruct((x.shape[1], x.shape[0], *x.shape[2:]), x.dtype), found)}

    def labelling(self, data, size, count, batches):
        shape = (batches, self.options.raw_rows, 96)
        of = lambda *more, kind=jnp.int32: jax.ShapeDtypeStruct(shape + more, kind)
        batch = {"form": of(), "part": of(), "mark": of(), "stop": of(kind=jnp.bool_)}
        return self.weights(size, count), self.abstract_world()["forms"], batch, {"classes": of(3), "head": of(), "relation": of()}

    # What is done.
    def train(self, name, data, size, rows, manners, seeds, seconds, world, left_out=None, silver=None):
        """Networks that have learnt for so many seconds; all see the same batches, and differ in where they begin, chance and manner."""
        weights = [beginning(self.shapes[size], np.random.default_rng(seed)) for seed in seeds]
        first = {name: np.stack([w[name] for w in weights]) for name in weights[0]}
        here, zeros = (lambda: jax.tree.map(jnp.array, first)), (lambda: jax.tree.map(lambda x: jnp.zeros(x.shape), first))
        step = lambda: jnp.zeros(len(seeds), jnp.float32)
        state = (here(), zeros(), zeros(), here(), step())
        kinds = {"silver": jnp.float32, "dropping": jnp.float32, "labels": jnp.int32}
        manner = {key: jnp.asarray([m[key] for m in manners], kind) for key, kind in kinds.items()}
        gold, seeds = gold_batches(data, rows, left_out), jnp.asarray(seeds, jnp.int32)
        choice = silver_choice(data, silver["count"] if silver else 1)
        labelled = {k: v for k, v in silver.items() if k != "count"} if silver else None
        again = lambda state, steps: self.programs[name](state, manner, seeds, world, next(gold), next(choice), labelled, jnp.float32(steps))
        begun = time.time()
        for _ in range(3):  # the rate is next to nothing
            state, value = again(state, 1e7)
            value.block_until_ready()
            pace, begun = (time.time() - begun) / CHUNK, time.time()
        steps = max(CHUNK, int(seconds / pace) // CHUNK * CHUNK)
        say(f"{data.name}, {name}: {1e3 * pace:.2f} ms a step of {len(seeds)} networks, {steps} steps")
        state, losses = (*state[:4], step()), []
        for number in range(steps // CHUNK):
            state, value = again(state, steps)
            losses.append(value)
            if len(losses) > 2:
                losses[-3].block_until_ready()
        jax.block_until_ready(state)
        say(f"  learnt {seconds:.0f} s planned: loss {np.asarray(losses[-1]).mean(1).round(3).tolist()}")
        return state[3]

    def label(self, which, p):
        """The raw sentences in batches, with what the networks say of them, once for each of the votes."""
        data, (words, marks) = self.sets[which], self.packs[which]
        fill = lambda x: np.concatenate([x, np.full((self.batches - len(x), *x.shape[1:]), -1, x.dtype)])
        count, words, marks = len(words), fill(words), fill(marks)
        batches, other = inputs(data.raw, words, marks), told(data.raw, words)
        forms = jnp.asarray(padded(data.blind_forms(), self.forms))
        found = jax.tree.map(lambda x: x.swapaxes(0, 1), self.programs["labels"](p, forms, batches, other))
        sure = np.asarray(found["answers"][3]["shares"][..., 0], np.float32)[:, words >= 0]
        agree = (np.asarray(found["head"]) == other["head"][None])[:, words >= 0].mean(1)
        say(f"  {count} batches labelled; share of the likeliest head {sure.mean(1).round(3).tolist()}, linear model agrees {agree.round(3).tolist()}")
        return {"inputs": jax.tree.map(jnp.asarray, batches), "labels": found, "count": count}

    def measure(self, which, p, manner):
        """Prints and returns tags and heads on the sentences kept back, each head by itself."""
        data, (words, marks) = self.sets[which], self.trials[which]
        fill = lambda x: np.concatenate([x, np.full((self.trial_batches - len(x), *x.shape[1:]), -1, x.dtype)])
        words, marks = fill(words), fill(marks)
        answer, nothing = told(data.trial, words), jax.tree.map(lambda x: np.full_like(x, -1), told(data.trial, words))
        found = self.programs["measure"](p, jnp.asarray(padded(data.forms, self.forms)), inputs(data.trial, words, marks), nothing)
        ids = [np.asarray(a["ids"][:, 0, ..., 0]) for a in found["answers"]]
        there, counts = words >= 0, (words >= 0) & (answer["classes"][..., 0] != data.head["punctuation"])
        head = counts & (ids[3] == answer["head"])
        relation = np.where(answer["relation"] >= 0, data.bases[answer["relation"]], -1)
        base = padded(data.bases, 1000)[ids[4]]
        labelled = head & ((answer["head"] == 0) | (base == relation))
        tags, heads, both = (there & (ids[0] == answer["classes"][..., 0])).sum() / there.sum(), head.sum() / counts.sum(), labelled.sum() / counts.sum()
        say(f"  kept back, {manner}: UPOS {100 * tags:.2f}  UAS {100 * heads:.2f}  LAS {100 * both:.2f}")
        return both

    def write(self, data, p):
        """Floats of 16 bits, each network in a file, as many rows and columns as the language has."""
        for number in range(len(next(iter(p.values())))):
            path = os.path.join(self.options.out, f"{data.name}.{number}")
            with open(path + "-part", "wb") as file:
                for weight in data.head["weights"]:
                    file.write(np.asarray(p[weight["name"]][number], "<f2")[: weight["rows"], : weight["columns"]].tobytes())
            os.replace(path + "-part", path)
        say(f"  {data.name} written")


def gold_batches(data, rows, left_out):
    """Annotated batches without end, CHUNK at a time."""
    words = marks = None
    sentences = np.flatnonzero(~left_out) if left_out is not None else np.arange(data.gold.count)
    while True:
        more = pack(data.gold, data.chance.permutation(sentences).tolist(), rows)
        words, marks = more if words is None else (np.concatenate([words, more[0]]), np.concatenate([marks, more[1]]))
        while len(words) >= CHUNK:
            now = words[:CHUNK], marks[:CHUNK]
            words, marks = words[CHUNK:], marks[CHUNK:]
            yield {"inputs": inputs(data.gold, *now), "told": told(data.gold, now[0])}


def silver_choice(data, batches):
    """Numbers of labelled batches without end, CHUNK at a time."""
    waiting = np.zeros(0, np.int32)
    while True:
        while len(waiting) < CHUNK:
            waiting = np.concatenate([waiting, data.chance.permutation(batches).astype(np.int32)])
        now, waiting = waiting[:CHUNK], waiting[CHUNK:]
        yield now


def manners_of(text):
    return [dict(zip(("silver", "dropping", "labels"), (float(s), float(d), int(v)))) for s, d, v in (m.split(":") for m in text.split(","))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--teachers", type=int, default=5, help="networks whose mean labels the raw text")
    parser.add_argument("--finals", type=int, default=2, help="networks that learn in the end")
    parser.add_argument("--times", default="20,30,45,65", help="seconds to teach and to learn where manners are tried, and in the end")
    parser.add_argument("--until", type=float, help="seconds after which all is to be done: the times are made to fit")
    parser.add_argument("--vote", type=float, default=1.5, help="what the linear model's answers count beside those of the teachers (logarithms of odds)")
    parser.add_argument("--manners", type=manners_of, default="1:0.5:1,1:0.5:0", help="manners parted by commas: how much labelled text counts; by how much dropping is multiplied; whether the linear model votes (0 or 1)")
    parser.add_argument("--rows", type=int, help="rows of a batch of teachers; as the recipe says unless told")
    parser.add_argument("--gold-rows", type=int, default=4)
    parser.add_argument("--raw-rows", type=int, default=8)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    work = Work([Data(path) for path in options.sets], options)
    say(f"{jax.devices()[0].device_kind}; annotated and raw words: {[(s.name, s.gold.words, s.raw.words) for s in work.sets]}")
    work.compile()
    say("compiled")
    trying, ending = np.split(np.array([float(t) for t in options.times.split(",")]), 2)
    tasks = [(i, True) for i, t in enumerate(work.trials) if t] + [(i, False) for i in range(len(work.sets))]
    best = options.manners
    for at, (which, trial) in enumerate(tasks):
        data, times = work.sets[which], trying if trial else ending
        if options.until:
            planned = sum((trying if t else ending).sum() for _, t in tasks[at:])
            times = times * max(0.1, (options.until - (time.time() - STARTED) - 10 * len(tasks[at:])) / planned)
        left_out = data.kept_back() if trial else None
        plain = [{"silver": 0.0, "dropping": 1.0, "labels": 0}] * options.teachers
        seeds = range(100, 100 + options.teachers)
        p = work.train("teachers", data, "large", work.rows, plain, seeds, times[0], work.world(data, [data.gold], blind=True), left_out)
        silver = work.label(which, p)
        del p
        manners = options.manners if trial else (best * options.finals)[: options.finals]
        seeds = [data.head["seed"] + i for i in range(len(manners))]
        name, world = ("trials" if trial else "finals"), work.world(data, [data.gold, data.raw])
        p = work.train(name, data, "small", options.gold_rows, manners, seeds, times[1], world, left_out, silver)
        if trial:
            found = [work.measure(which, jax.tree.map(lambda x: x[i : i + 1], p), m) for i, m in enumerate(manners)]
            best = [manners[i] for i in np.argsort(found)[::-1]]
            say(f"  the best manners: {best[: options.finals]}")
        else:
            work.write(data, p)
        del p, silver


if __name__ == "__main__":
    main()
