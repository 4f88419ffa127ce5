"""The network of `xtask/src/neural/network.rs`, its weights in a dictionary."""

import jax
import jax.numpy as jnp
import numpy as np

from sets import HEADS, KEYS, OF_A_FORM, SLOTS

FARTHEST = 24
DROP_EMBEDDING, DROP_HIDDEN, DROP_PARSER = 0.15, 0.25, 0.3
SMALL = {"embedding": 96, "width": 192, "pieces": 2, "convolutions": 4, "attentions": 2, "attention_heads": 6, "arc": 192, "relation": 64}
LARGE = {"embedding": 128, "width": 384, "pieces": 2, "convolutions": 4, "attentions": 3, "attention_heads": 6, "arc": 256, "relation": 96}


def shapes(sizes, tables, treebanks, classes, relations):
    """Name, rows, columns, deviation at the start (None: ones) and whether only some rows are touched by a step, for each weight."""
    width, arc, relation, found = sizes["width"], sizes["arc"], sizes["relation"], []

    def normal(name, rows, columns, deviation, sparse=False):
        found.append((name, rows, columns, deviation, sparse))

    def affine(name, rows, columns, within=None):
        normal(f"{name}.weight", rows, columns, np.sqrt(2.0 / (rows + (within or columns))))
        normal(f"{name}.bias", 1, columns, 0.0)

    def scale(name):
        normal(f"{name}.gain", 1, width, None)
        normal(f"{name}.shift", 1, width, 0.0)

    def maxout(name, rows):
        affine(name, rows, width * sizes["pieces"], within=width)
        scale(f"{name}.norm")

    for table in range(KEYS):
        normal(f"table.{table}", tables[table], sizes["embedding"], 0.1, True)
    normal("treebank", treebanks + 1, width * sizes["pieces"], 0.01, True)
    maxout("first", KEYS * sizes["embedding"])
    for layer in range(sizes["convolutions"]):
        maxout(f"convolution.{layer}", 3 * width)
    for layer in range(sizes["attentions"]):
        scale(f"attention.{layer}.before")
        affine(f"attention.{layer}.mix", width, 3 * width)
        normal(f"attention.{layer}.position", 2 * FARTHEST + 1, sizes["attention_heads"], 0.01)
        affine(f"attention.{layer}.out", width, width)
    scale("last")
    for head in range(HEADS):
        affine(f"head.{head}", 2 * width, classes[head])
    for name, size in (("arc.dependent", arc), ("arc.head", arc)):
        affine(name, width, size)
    normal("arc.mix", arc, arc, 0.02)
    normal("arc.prior", arc, 1, 0.02)
    normal("arc.root", 1, arc, 0.02)
    normal("arc.root_bias", 1, 1, 0.0)
    for name in ("relation.dependent", "relation.head"):
        affine(name, width, relation)
    normal("relation.mix", relation, relation * relations, 0.02)
    affine("relation.linear", 2 * relation, relations)
    return found


def beginning(found, chance):
    """Weights to begin with."""
    return {
        name: np.ones((rows, columns), np.float32) if deviation is None else (chance.standard_normal((rows, columns), np.float32) * np.float32(deviation))
        for name, rows, columns, deviation, _ in found
    }


def norm(p, name, x):
    x = x - x.mean(-1, keepdims=True)
    x = x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-5)
    return x * p[name + ".gain"][0] + p[name + ".shift"][0]


def linear(p, name, x):
    return x @ p[name + ".weight"] + p[name + ".bias"][0]


def plain(forms, batch):
    """The batch with the keys of its forms."""
    return {**batch, "keys": forms[batch["form"]][..., :KEYS]}


def varied(forms, batch, key, accents_get_lost):
    """The same, now and then as a headline writer or a careless typist would have put it: see `vary` in `xtask/src/neural/treebank.rs`."""
    # One number a sentence.
    kind = jax.random.uniform(key, (4096,))[jnp.maximum(batch["mark"], 0) % 4096]
    between = lambda low, high: (kind >= low) & (kind < high)
    bare = accents_get_lost & between(0.10, 0.16)
    shape = jnp.where(between(0.0, 0.05), 6, jnp.where(between(0.05, 0.08) | (accents_get_lost & between(0.14, 0.16)), 7, jnp.where(between(0.08, 0.10), 8, 5)))
    of_form = forms[batch["form"]]
    letters = jnp.where(bare[..., None], of_form[..., 9:OF_A_FORM], of_form[..., : KEYS - 1])
    keys = jnp.concatenate([letters, jnp.take_along_axis(of_form, shape[..., None], -1)], -1)
    return {**batch, "keys": keys, "mark": jnp.where(batch["stop"] & between(0.16, 0.20), -1, batch["mark"])}


def scores(p, sizes, batch, hiding=None):
    """Scores of classes and heads, and what relations are scored with. While learning, `hiding` holds a key of chance, how often each word
    was seen, and by how much the usual shares of dropped values are multiplied."""

    def maxout(name, x):
        x = linear(p, name, x) if name != "first" else x
        return norm(p, name + ".norm", x.reshape(*x.shape[:-1], -1, sizes["pieces"]).max(-1))

    learning = hiding is not None
    key, counts, harder = hiding if learning else (jax.random.PRNGKey(0), None, 1.0)
    keyring = iter(jax.random.split(key, 32))

    def dropped(x, rate):
        if not learning:
            return x
        rate = rate * harder
        return jnp.where(jax.random.uniform(next(keyring), x.shape) < rate, 0.0, x / (1.0 - rate))

    row, part, marks = batch["keys"], batch["part"] + 1, batch["mark"]
    there = marks >= 0
    if learning:
        hide = jax.random.uniform(next(keyring), row.shape)
        rate = jnp.concatenate([(0.03 + 0.3 / (1.0 + 0.3 * counts[row[..., 0]]))[..., None], jnp.full(row.shape[:-1] + (KEYS - 1,), 0.02)], -1)
        row = jnp.where(hide < rate, 0, row)
        # One number a sentence: whether it is read as of no treebank in particular.
        alone = jax.random.uniform(next(keyring), (4096,))[jnp.maximum(marks, 0) % 4096]
        part = jnp.where(alone < 0.05, 0, part)
    x = jnp.concatenate([p[f"table.{k}"][row[..., k]] for k in range(KEYS)], -1)
    x = linear(p, "first", dropped(x, DROP_EMBEDDING)) + p["treebank"][part]
    word = x = dropped(maxout("first", x), DROP_HIDDEN)
    same = (marks[:, :, None] == marks[:, None, :]) & there[:, :, None] & there[:, None, :]
    before = jnp.pad(marks[:, 1:] == marks[:, :-1], ((0, 0), (1, 0)))[..., None] & there[..., None]
    after = jnp.pad(marks[:, 1:] == marks[:, :-1], ((0, 0), (0, 1)))[..., None] & there[..., None]
    for layer in range(sizes["convolutions"]):
        left = jnp.where(before, jnp.roll(x, 1, 1), 0.0)
        right = jnp.where(after, jnp.roll(x, -1, 1), 0.0)
        x = x + dropped(maxout(f"convolution.{layer}", jnp.concatenate([left, x, right], -1)), DROP_HIDDEN)
    slot = jnp.arange(SLOTS)
    distance = jnp.clip(slot[None, :] - slot[:, None], -FARTHEST, FARTHEST) + FARTHEST
    for layer in range(sizes["attentions"]):
        y = linear(p, f"attention.{layer}.mix", norm(p, f"attention.{layer}.before", x))
        query, key_, value = (z.reshape(*z.shape[:-1], sizes["attention_heads"], -1) for z in jnp.split(y, 3, -1))
        score = jnp.einsum("rihd,rjhd->rhij", query, key_) / np.sqrt(query.shape[-1])
        score = score + p[f"attention.{layer}.position"][distance].transpose(2, 0, 1)
        share = jax.nn.softmax(jnp.where(same[:, None], score, -1e9), -1)
        y = jnp.einsum("rhij,rjhd->rihd", share, value).reshape(x.shape)
        x = x + dropped(linear(p, f"attention.{layer}.out", y), DROP_HIDDEN)
    x = dropped(norm(p, "last", x), DROP_HIDDEN)
    joined = jnp.concatenate([x, word], -1)
    classes = [linear(p, f"head.{h}", joined) for h in range(HEADS)]
    arc_dependent, arc_head, relation_dependent, relation_head = (
        dropped(jax.nn.relu(linear(p, name, x)), DROP_PARSER) for name in ("arc.dependent", "arc.head", "relation.dependent", "relation.head")
    )
    mixed = arc_dependent @ p["arc.mix"]
    among = jnp.einsum("rid,rjd->rij", mixed, arc_head) + (arc_head @ p["arc.prior"])[:, None, :, 0]
    among = jnp.where(same & ~jnp.eye(SLOTS, dtype=bool)[None], among, -1e4)
    root = mixed @ p["arc.root"][0] + p["arc.root_bias"][0, 0]
    arcs = jnp.concatenate([root[..., None], among], -1)
    return classes, arcs, relation_dependent, relation_head


def relation_scores(p, dependent, heads, column):
    """Scores of relations to the heads told as columns of the arcs; the root's own row stands for the root."""
    own = jnp.where(column > 0, column - 1, jnp.arange(SLOTS)[None, :])
    head = jnp.take_along_axis(heads, own[..., None], 1)
    count = p["relation.linear.bias"].shape[-1]
    mixed = (dependent @ p["relation.mix"]).reshape(*dependent.shape[:-1], count, -1)
    return jnp.einsum("rild,rid->ril", mixed, head) + linear(p, "relation.linear", jnp.concatenate([dependent, head], -1))
