"""Learns a language's network where there is a GPU: the same network and the same rules as `cargo xtask train-neural`.

    cargo xtask train-neural en --corpora DIR --set set.bin
    python xtask/gpu/train_neural.py set.bin weights.bin          (needs jax and numpy; SECONDS as third argument ends in time)
    cargo xtask train-neural en --corpora DIR --weights weights.bin

Sentences are packed into rows of slots, so that every batch has one shape and the whole of learning is compiled once.
"""

import json
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

SLOTS, ROWS_PER_WORD = 96, 85  # slots in a row of a batch; words that such a row holds in the mean
FARTHEST, CHUNK = 24, 100
DROP_EMBEDDING, DROP_HIDDEN, DROP_PARSER = 0.15, 0.25, 0.3
SHARE = (0.5, 0.5, 0.4)
BETA_MEAN, BETA_SQUARE, LONGEST, DECAY = 0.9, 0.98, 2.0, 0.01


def read_set(path):
    raw = open(path, "rb").read()
    end = raw.index(b"\n")
    head = json.loads(raw[:end])
    numbers = np.frombuffer(raw[end + 1 :], dtype="<i4")
    at = 0

    def take(count):
        nonlocal at
        at += count
        return numbers[at - count : at]

    sentences, words = head["sentences"], head["words"]
    counts = take(head["known"])
    lengths, parts = take(sentences), take(sentences)
    keys = take(words * 6).reshape(words, 6)
    targets = np.stack([take(words) for _ in range(3)], axis=1)
    heads, relations = take(words), take(words)
    assert at == len(numbers), "the set is cut short or from another version"
    return head, counts, lengths, parts, keys, targets, heads, relations


def pack(order, lengths, starts, rows):
    """Batches of `rows` rows: for each slot its word (-1: none) and the number of its sentence in the batch."""
    batches, fill, word, mark = [], None, None, None
    for sentence in order:
        length = lengths[sentence]
        if length > SLOTS:
            continue
        row = None if fill is None else next((r for r in range(rows) if fill[r] + length <= SLOTS), None)
        if row is None:
            fill = [0] * rows
            word, mark = np.full((rows, SLOTS), -1, np.int32), np.full((rows, SLOTS), -1, np.int32)
            batches.append((word, mark))
            row = 0
        at = fill[row]
        word[row, at : at + length] = np.arange(starts[sentence], starts[sentence] + length)
        mark[row, at : at + length] = sentence
        fill[row] += length
    return np.stack([b[0] for b in batches]), np.stack([b[1] for b in batches])


def model(head, data, counts):
    word_counts = jnp.asarray(counts, jnp.float32)
    keys, targets, heads, relations, parts, place = (jnp.asarray(x) for x in data)
    attention_heads = head["attention_heads"]

    def norm(p, name, x):
        x = x - x.mean(-1, keepdims=True)
        x = x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-5)
        return x * p[name + ".gain"][0] + p[name + ".shift"][0]

    def linear(p, name, x):
        return x @ p[name + ".weight"] + p[name + ".bias"][0]

    def maxout(p, name, x):
        x = linear(p, name, x) if name != "first" else x
        return norm(p, name + ".norm", x.reshape(*x.shape[:-1], -1, head["pieces"]).max(-1))

    def scores(p, words, marks, key, learning):
        keyring = iter(jax.random.split(key, 32))

        def dropped(x, rate):
            if not learning:
                return x
            return jnp.where(jax.random.uniform(next(keyring), x.shape) < rate, 0.0, x / (1.0 - rate))

        there = words >= 0
        row = keys[jnp.maximum(words, 0)]
        part = parts[jnp.maximum(marks, 0)] + 1
        if learning:
            count = word_counts[row[..., 0]]
            hide = jax.random.uniform(next(keyring), row.shape)
            rate = jnp.concatenate([(0.03 + 0.3 / (1.0 + 0.3 * count))[..., None], jnp.full(row.shape[:-1] + (5,), 0.02)], -1)
            row = jnp.where(hide < rate, 0, row)
            # One number a sentence: whether it is read as of no treebank in particular.
            alone = jax.random.uniform(next(keyring), (4096,))[jnp.maximum(marks, 0) % 4096]
            part = jnp.where(alone < 0.05, 0, part)
        x = jnp.concatenate([p[f"table.{k}"][row[..., k]] for k in range(6)], -1)
        x = linear(p, "first", dropped(x, DROP_EMBEDDING)) + p["treebank"][part]
        word = x = dropped(maxout(p, "first", x), DROP_HIDDEN)
        same = (marks[:, :, None] == marks[:, None, :]) & there[:, :, None] & there[:, None, :]
        before = jnp.pad(marks[:, 1:] == marks[:, :-1], ((0, 0), (1, 0)))[..., None] & there[..., None]
        after = jnp.pad(marks[:, 1:] == marks[:, :-1], ((0, 0), (0, 1)))[..., None] & there[..., None]
        for layer in range(head["convolutions"]):
            left = jnp.where(before, jnp.roll(x, 1, 1), 0.0)
            right = jnp.where(after, jnp.roll(x, -1, 1), 0.0)
            x = x + dropped(maxout(p, f"convolution.{layer}", jnp.concatenate([left, x, right], -1)), DROP_HIDDEN)
        slot = jnp.arange(SLOTS)
        distance = jnp.clip(slot[None, :] - slot[:, None], -FARTHEST, FARTHEST) + FARTHEST
        for layer in range(head["attentions"]):
            y = linear(p, f"attention.{layer}.mix", norm(p, f"attention.{layer}.before", x))
            query, key_, value = (z.reshape(*z.shape[:-1], attention_heads, -1) for z in jnp.split(y, 3, -1))
            score = jnp.einsum("rihd,rjhd->rhij", query, key_) / np.sqrt(query.shape[-1])
            score = score + p[f"attention.{layer}.position"][distance].transpose(2, 0, 1)
            share = jax.nn.softmax(jnp.where(same[:, None], score, -1e9), -1)
            y = jnp.einsum("rhij,rjhd->rihd", share, value).reshape(x.shape)
            x = x + dropped(linear(p, f"attention.{layer}.out", y), DROP_HIDDEN)
        x = dropped(norm(p, "last", x), DROP_HIDDEN)
        joined = jnp.concatenate([x, word], -1)
        classes = [linear(p, f"head.{h}", joined) for h in range(3)]
        arc_dependent, arc_head, relation_dependent, relation_head = (
            dropped(jax.nn.relu(linear(p, name, x)), DROP_PARSER)
            for name in ("arc.dependent", "arc.head", "relation.dependent", "relation.head")
        )
        mixed = arc_dependent @ p["arc.mix"]
        among = jnp.einsum("rid,rjd->rij", mixed, arc_head) + (arc_head @ p["arc.prior"])[:, None, :, 0]
        among = jnp.where(same & ~jnp.eye(SLOTS, dtype=bool)[None], among, -1e4)
        root = mixed @ p["arc.root"][0] + p["arc.root_bias"][0, 0]
        arcs = jnp.concatenate([root[..., None], among], -1)
        return classes, arcs, relation_dependent, relation_head

    def relation_scores(p, dependent, heads_of):
        mixed = (dependent @ p["relation.mix"]).reshape(*dependent.shape[:-1], head["relations"], -1)
        return jnp.einsum("rild,rid->ril", mixed, heads_of) + linear(p, "relation.linear", jnp.concatenate([dependent, heads_of], -1))

    def told(words):
        """What is right: classes, head as a column of the arcs (0 the root), relation; -1 where there is nothing to learn."""
        at, there = jnp.maximum(words, 0), words >= 0
        told_head = heads[at]
        column = jnp.where(told_head > 0, jnp.arange(SLOTS)[None, :] + told_head - place[at], 0)
        return jnp.where(there[..., None], targets[at], -1), jnp.where(there, column, -1), jnp.where(there, relations[at], -1)

    def cross_entropy(scores, target, count):
        chosen = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(target, 0)[..., None], -1)[..., 0]
        return -jnp.where(target >= 0, chosen, 0.0).sum() / count

    def loss(p, words, marks, key):
        count = (words >= 0).sum()
        classes, arcs, dependent, relation_head = scores(p, words, marks, key, True)
        target, column, relation = told(words)
        total = sum(SHARE[h] * cross_entropy(classes[h], target[..., h], count) for h in range(3))
        total += cross_entropy(arcs, column, count)
        own = jnp.where(column > 0, column - 1, jnp.arange(SLOTS)[None, :])
        heads_of = jnp.take_along_axis(relation_head, own[..., None], 1)
        return total + cross_entropy(relation_scores(p, dependent, heads_of), relation, count)

    def right(p, words, marks):
        """Words, and how many have the right tag and the right head (each head by itself)."""
        classes, arcs, _, _ = scores(p, words, marks, jax.random.PRNGKey(0), False)
        target, column, _ = told(words)
        there = words >= 0
        tags = (classes[0].argmax(-1) == target[..., 0]) & there
        return there.sum(), tags.sum(), ((arcs.argmax(-1) == column) & there).sum()

    return loss, jax.jit(right)


def main():
    path, out = sys.argv[1:3]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else None
    head, counts, lengths, parts, keys, targets, heads, relations = read_set(path)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    place = np.arange(head["words"]) - np.repeat(starts, lengths)  # of a word in its sentence, from 0
    loss, right = model(head, (keys, targets, heads, relations, parts, place), counts)
    sparse = {w["name"] for w in head["weights"] if w["sparse"]}
    decays = {w["name"] for w in head["weights"] if w["rows"] > 1 and not w["sparse"]}
    chance = np.random.default_rng(head["seed"])
    weights = {
        w["name"]: jnp.ones((w["rows"], w["columns"]))
        if w["name"].endswith(".gain")
        else jnp.asarray(chance.normal(0.0, 1.0, (w["rows"], w["columns"])) * w["deviation"], jnp.float32)
        for w in head["weights"]
    }
    zeros = {name: jnp.zeros_like(w) for name, w in weights.items()}
    rows = max(1, round(head["batch"] / ROWS_PER_WORD))
    sentences = head["sentences"] // head["copies"]

    def epoch(number):
        order = chance.permutation(sentences) + sentences * (number % head["copies"])
        return pack(order.tolist(), lengths, starts, rows)

    @jax.jit
    def learn(state, words, marks, key, steps):
        def one(state, batch):
            p, mean, square, averaged, step = state
            words, marks = batch
            step = step + 1
            value, slope = jax.value_and_grad(loss)(p, words, marks, jax.random.fold_in(key, step))
            length = jnp.sqrt(sum((g * g).sum() for g in slope.values()))
            shorten = jnp.minimum(LONGEST / jnp.maximum(length, 1e-9), 1.0)
            warm = jnp.maximum(steps // 20, 1)
            done = jnp.minimum((step - warm) / jnp.maximum(steps - warm, 1), 1.0)
            rate = head["rate"] * jnp.where(step < warm, step / warm, 0.01 + 0.495 * (1.0 + jnp.cos(jnp.pi * done)))
            rate = rate * jnp.sqrt(1.0 - BETA_SQUARE**step) / (1.0 - BETA_MEAN**step)
            new = ({}, {}, {})
            for name, w in p.items():
                g = slope[name] * shorten
                m = BETA_MEAN * mean[name] + (1 - BETA_MEAN) * g
                s = BETA_SQUARE * square[name] + (1 - BETA_SQUARE) * g * g
                decay = DECAY if name in decays else 0.0
                changed = (w - rate * m / (jnp.sqrt(s) + 1e-8) - rate * decay * w, m, s)
                if name in sparse:  # rows that no word of the batch touched stay as they are
                    touched = (g != 0.0).any(-1, keepdims=True)
                    changed = tuple(jnp.where(touched, a, b) for a, b in zip(changed, (w, mean[name], square[name])))
                for into, x in zip(new, changed):
                    into[name] = x
            keep = jnp.where(step % 4 == 0, jnp.minimum(0.99, step / (step + 40.0)), 1.0)
            averaged = jax.tree.map(lambda a, w: a + (1.0 - keep) * (w - a), averaged, new[0])
            return (*new, averaged, step), value

        return jax.lax.scan(one, state, (words, marks))

    state = (weights, zeros, zeros, weights, jnp.float32(0))
    key = jax.random.PRNGKey(head["seed"])
    words, marks = epoch(0)
    started, first = time.time(), (jnp.asarray(words[:CHUNK]), jnp.asarray(marks[:CHUNK]))
    learn(state, *first, key, 1e4)[1].block_until_ready()
    compiled = time.time()
    learn(state, *first, key, 1e4)[1].block_until_ready()
    pace = (time.time() - compiled) / CHUNK
    epochs = head["epochs"]
    if seconds is not None:
        epochs = max(1, min(epochs, int((seconds - (time.time() - started)) / (pace * len(words)))))
    fill = (words >= 0).mean()
    print(f"{jax.devices()[0].device_kind}: compiled in {compiled - started:.0f} s, {1e3 * pace:.2f} ms a step, {len(words)} steps a pass, slots filled {fill:.2f}, {epochs} passes", flush=True)
    steps, carried = epochs * len(words) // CHUNK * CHUNK, None
    for number in range(epochs):
        words, marks = epoch(number)
        if carried is not None:
            words, marks = np.concatenate([carried[0], words]), np.concatenate([carried[1], marks])
        whole = len(words) // CHUNK * CHUNK  # the rest is carried over, and at the very end left
        carried = words[whole:], marks[whole:]
        losses = []
        for at in range(0, whole, CHUNK):
            state, value = learn(state, jnp.asarray(words[at : at + CHUNK]), jnp.asarray(marks[at : at + CHUNK]), key, steps)
            losses.append(value)
        print(f"pass {number + 1}: loss {np.concatenate(losses).mean():.4f}, {time.time() - started:.0f} s", flush=True)
    averaged = state[3]
    counted = np.array([[int(n) for n in right(averaged, jnp.asarray(words[i]), jnp.asarray(marks[i]))] for i in range(min(40, len(words)))]).sum(0)
    print(f"on sentences learnt from: tags {counted[1] / counted[0]:.4f}, heads {counted[2] / counted[0]:.4f}")
    with open(out, "wb") as file:
        for w in head["weights"]:
            file.write(np.asarray(averaged[w["name"]], "<f4").tobytes())


if __name__ == "__main__":
    main()
