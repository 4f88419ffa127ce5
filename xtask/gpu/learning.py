"""How networks learn: several at once, from annotated sentences and from sentences that other networks have labelled."""

import jax
import jax.numpy as jnp

from network import plain, relation_scores, scores, varied
from sets import HEADS

SHARE = (0.5, 0.5, 0.4, 1.0, 1.0)  # of classes, heads and relations in the loss
BETA_MEAN, BETA_SQUARE, LONGEST, DECAY = 0.9, 0.98, 2.0, 0.01
LIKELIEST = (3, 4, 3, 5, 4)  # answers kept of what networks say of a word


def hard(found, target):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(found), jnp.maximum(target, 0)[..., None], -1)[..., 0]
    return -jnp.where(target >= 0, chosen, 0.0).sum()


def soft(found, answer, there):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(found), answer["ids"].astype(jnp.int32), -1)
    return -(there[..., None] * answer["shares"].astype(jnp.float32) * chosen).sum()


def loss(p, sizes, gold, silver, forms, hiding, manner, accents_get_lost):
    """`silver` is labelled by other networks; it may be None."""
    batch = gold["inputs"]
    if silver is not None:
        batch = jax.tree.map(lambda a, b: jnp.concatenate([a, b]), batch, silver["inputs"])
    key, counts = hiding
    vary, hide = jax.random.split(key)
    batch = varied(forms, batch, vary, accents_get_lost)
    classes, arcs, dependent, heads = scores(p, sizes, batch, (hide, counts, manner["dropping"]))
    there, rows = batch["mark"] >= 0, gold["inputs"]["mark"].shape[0]
    told = jax.tree.map(lambda x: jnp.where(there[:rows] if x.ndim == 2 else there[:rows, :, None], x, -1), gold["told"])
    relations = relation_scores(p, dependent[:rows], heads[:rows], told["head"])
    right = [told["classes"][..., h] for h in range(HEADS)] + [told["head"], told["relation"]]
    found = [c[:rows] for c in classes] + [arcs[:rows], relations]
    total = sum(share * hard(f, t) for share, f, t in zip(SHARE, found, right))
    count = there[:rows].sum().astype(jnp.float32)
    if silver is not None:
        relations = relation_scores(p, dependent[rows:], heads[rows:], silver["head"])
        found = [c[rows:] for c in classes] + [arcs[rows:], relations]
        total += manner["silver"] * sum(share * soft(f, a, there[rows:]) for share, f, a in zip(SHARE, found, silver["answers"]))
        count += manner["silver"] * there[rows:].sum()
    return total / count


def learner(found, sizes, rate):
    """A function that takes many steps with many networks: they share batches and differ in where they begin, chance and manner."""
    sparse = {name for name, *_, touched in found if touched}
    decays = {name for name, rows, *_ in found if rows > 1 and name not in sparse}

    def change(state, slope, steps):
        p, mean, square, averaged, step = state
        step = step + 1
        length = jnp.sqrt(sum((g * g).sum() for g in slope.values()))
        shorten = jnp.minimum(LONGEST / jnp.maximum(length, 1e-9), 1.0)
        warm = jnp.maximum(steps // 20, 1)
        done = jnp.minimum((step - warm) / jnp.maximum(steps - warm, 1), 1.0)
        pace = rate * jnp.where(step < warm, step / warm, 0.01 + 0.495 * (1.0 + jnp.cos(jnp.pi * done)))
        moved = pace * jnp.sqrt(1.0 - BETA_SQUARE**step) / (1.0 - BETA_MEAN**step)
        new = ({}, {}, {})
        for name, w in p.items():
            g = slope[name] * shorten
            m = BETA_MEAN * mean[name] + (1 - BETA_MEAN) * g
            s = BETA_SQUARE * square[name] + (1 - BETA_SQUARE) * g * g
            decay = DECAY if name in decays else 0.0
            changed = (w - moved * m / (jnp.sqrt(s) + 1e-8) - pace * decay * w, m, s)
            if name in sparse:  # rows that no word of the batch touched stay as they are
                touched = (g != 0.0).any(-1, keepdims=True)
                changed = tuple(jnp.where(touched, a, b) for a, b in zip(changed, (w, mean[name], square[name])))
            for into, x in zip(new, changed):
                into[name] = x
        keep = jnp.where(step % 4 == 0, jnp.minimum(0.99, step / (step + 40.0)), 1.0)
        averaged = jax.tree.map(lambda a, w: a + (1.0 - keep) * (w - a), averaged, new[0])
        return (*new, averaged, step)

    def learn(state, manner, seed, world, gold, choice, silver, steps):
        key = jax.random.fold_in(jax.random.PRNGKey(7), seed)

        def one(state, batch):
            gold, number = batch
            labelled = None
            if silver is not None:
                labels = jax.tree.map(lambda x: x[manner["labels"], number], silver["labels"])
                labelled = {"inputs": jax.tree.map(lambda x: x[number], silver["inputs"]), **labels}
            hiding = (jax.random.fold_in(key, state[4].astype(jnp.int32)), world["counts"])
            slopes = jax.value_and_grad(loss)
            value, slope = slopes(state[0], sizes, gold, labelled, world["forms"], hiding, manner, world["accents_get_lost"])
            return change(state, slope, steps), value

        return jax.lax.scan(one, state, (gold, choice))

    return jax.jit(jax.vmap(learn, in_axes=(0, 0, 0, None, None, None, None, None)), donate_argnums=0)


def opinions(sizes, votes):
    """A function that says what several networks make of some batches in the mean. Where another parser's answers are `told`, it answers once for
    each of `votes`: by so much (logarithms of odds) its answers count beside those of the networks."""

    def label(p, forms, batch, told):
        batch = plain(forms, batch)
        classes, arcs, dependent, heads = jax.vmap(lambda q: scores(q, sizes, batch))(p)
        likely = lambda found: jnp.log(jax.nn.softmax(found).mean(0) + 1e-7)
        logs = [likely(c) for c in classes] + [likely(arcs)]
        there = batch["mark"] >= 0
        others = [told["classes"][..., h] for h in range(HEADS)] + [told["head"]]

        def voted(found, other, vote):
            return found + vote * ((jnp.arange(found.shape[-1]) == other[..., None]) & (other >= 0)[..., None])

        def answer(vote):
            found = [voted(f, o, vote) for f, o in zip(logs, others)]
            column = jnp.where(there, found[3].argmax(-1), -1)
            relation = likely(jax.vmap(lambda q, d, h: relation_scores(q, d, h, column))(p, dependent, heads))
            other = jnp.where(told["head"] == column, told["relation"], -1)
            found.append(voted(relation, other, vote))
            answers = []
            for which, (f, likeliest) in enumerate(zip(found, LIKELIEST)):
                shares, ids = jax.lax.top_k(jax.nn.softmax(f), likeliest)
                counted = there & (column > 0) if which == 4 else there
                shares = jnp.where(counted[..., None], shares / shares.sum(-1, keepdims=True), 0.0)
                answers.append({"ids": ids.astype(jnp.int16), "shares": shares.astype(jnp.float16)})
            return {"answers": answers, "head": column}

        return jax.tree.map(lambda *x: jnp.stack(x), *[answer(vote) for vote in votes])

    def label_all(p, forms, batches, told):
        return jax.lax.map(lambda each: label(p, forms, *each), (batches, told))

    return jax.jit(label_all)
