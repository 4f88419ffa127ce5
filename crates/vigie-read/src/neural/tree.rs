//! The best tree over a sentence, given how much each word wants each head (Chu and Liu 1965, Edmonds 1967), and the best one whose arcs do
//! not cross (Eisner 1996).

/// The head of each word in the best tree with a single root. `scores[word * (n + 1) + head]`, where head 0 is the root
/// and head `i` is word `i - 1`. The answer holds, for each word, 0 or the number of its head counted from 1.
pub fn best_tree(scores: &[f32], n: usize) -> Vec<usize> {
    let width = n + 1;
    // Where each word can have the head that it wants most, no other tree is better.
    if let Some(heads) = wanted_most(scores, n) {
        return heads;
    }
    // A penalty on every root edge, larger than all that a tree can gain, leaves exactly one of them in the best tree.
    let largest = scores.iter().fold(1.0f32, |most, s| if s.is_finite() { most.max(s.abs()) } else { most });
    let penalty = 4.0 * largest * width as f32;
    let mut graph = vec![f32::NEG_INFINITY; width * width];
    for word in 1..width {
        for head in 0..width {
            if head != word {
                let score = scores[(word - 1) * width + head];
                graph[word * width + head] = if head == 0 { score - penalty } else { score };
            }
        }
    }
    let mut heads = edmonds(&graph, width);
    heads.remove(0);
    heads
}

/// In a longer sentence arcs may cross: time grows with the third power of its length.
const LONGEST: usize = 128;

/// The same among the trees whose arcs do not cross. It is looked for only where the best tree of all has arcs that cross.
pub fn best_uncrossed_tree(scores: &[f32], n: usize) -> Vec<usize> {
    let heads = best_tree(scores, n);
    if n > LONGEST || !crosses(&heads) { heads } else { uncrossed(scores, n) }
}

/// True where two arcs of a tree cross, that of the root among them. Then some word between the ends of an arc has its head outside:
/// were there none, each of two crossing arcs would be reached on the way up from the other, and the way would never come to the root.
fn crosses(heads: &[usize]) -> bool {
    heads.iter().enumerate().any(|(word, head)| {
        let (from, to) = (*head.min(&(word + 1)), *head.max(&(word + 1)));
        heads[from..to.max(from + 1) - 1].iter().any(|inner| *inner < from || *inner > to)
    })
}

/// Best spans of words `from..=to` under one of their ends.
struct Spans {
    n: usize,
    /// For each span and end: the score, and where it falls apart.
    best: Vec<[(f32, usize); 2]>,
}

/// The head of a span is its first word, or its last one.
const FIRST: usize = 0;
const LAST: usize = 1;

impl Spans {
    fn new(n: usize) -> Spans {
        Spans { n, best: vec![[(0.0, 0); 2]; n * n] }
    }
    fn score(&self, from: usize, to: usize, head: usize) -> f32 {
        self.best[from * self.n + to][head].0
    }
    fn part(&self, from: usize, to: usize, head: usize) -> usize {
        self.best[from * self.n + to][head].1
    }
    fn set(&mut self, from: usize, to: usize, ends: [(f32, usize); 2]) {
        self.best[from * self.n + to] = ends;
    }
}

/// The first of the highest.
fn highest(parts: impl Iterator<Item = (f32, usize)>) -> (f32, usize) {
    parts.fold((f32::NEG_INFINITY, 0), |best, part| if part.0 > best.0 { part } else { best })
}

/// The best tree with a single root and without crossing arcs.
fn uncrossed(scores: &[f32], n: usize) -> Vec<usize> {
    let arc = |head: usize, word: usize| scores[word * (n + 1) + head + 1];
    // A whole span holds all that stands below its head inside it; an open one ends with the two words of its arc.
    let (mut whole, mut open) = (Spans::new(n), Spans::new(n));
    for length in 1..n {
        for from in 0..n - length {
            let to = from + length;
            let split = highest((from..to).map(|k| (whole.score(from, k, FIRST) + whole.score(k + 1, to, LAST), k)));
            open.set(from, to, [(split.0 + arc(from, to), split.1), (split.0 + arc(to, from), split.1)]);
            let first = highest((from + 1..=to).map(|k| (open.score(from, k, FIRST) + whole.score(k, to, FIRST), k)));
            let last = highest((from..to).map(|k| (whole.score(from, k, LAST) + open.score(k, to, LAST), k)));
            whole.set(from, to, [first, last]);
        }
    }
    let of_root = |word: usize| whole.score(0, word, LAST) + whole.score(word, n - 1, FIRST) + scores[word * (n + 1)];
    let root = (0..n).fold(0, |best, word| if of_root(word) > of_root(best) { word } else { best });
    let mut heads = vec![0; n];
    let mut left = vec![(0, root, LAST, true), (root, n - 1, FIRST, true)];
    while let Some((from, to, head, is_whole)) = left.pop() {
        if from == to {
            continue;
        }
        let k = if is_whole { &whole } else { &open }.part(from, to, head);
        match (is_whole, head) {
            (true, FIRST) => left.extend([(from, k, FIRST, false), (k, to, FIRST, true)]),
            (true, _) => left.extend([(from, k, LAST, true), (k, to, LAST, false)]),
            (false, _) => {
                let (word, head) = if head == FIRST { (to, from) } else { (from, to) };
                heads[word] = head + 1;
                left.extend([(from, k, FIRST, true), (k + 1, to, LAST, true)]);
            }
        }
    }
    heads
}

/// The head that each word wants most, if these make a tree with a single root.
fn wanted_most(scores: &[f32], n: usize) -> Option<Vec<usize>> {
    let width = n + 1;
    let heads: Vec<usize> = (1..width)
        .map(|word| {
            let row = &scores[(word - 1) * width..word * width];
            let mut best = 0;
            for head in 1..width {
                if head != word && row[head] > row[best] {
                    best = head;
                }
            }
            best
        })
        .collect();
    if heads.iter().filter(|head| **head == 0).count() != 1 {
        return None;
    }
    // Of each word, from which walk to the root it is known that it ends there.
    let mut known = vec![0; width];
    known[0] = usize::MAX;
    for start in 1..width {
        let mut node = start;
        while known[node] == 0 {
            known[node] = start;
            node = heads[node - 1];
        }
        if known[node] == start {
            return None;
        }
    }
    Some(heads)
}

/// `graph[node * size + head]`, node 0 the root. The answer's first item means nothing.
fn edmonds(graph: &[f32], size: usize) -> Vec<usize> {
    let mut heads = vec![0; size];
    for node in 1..size {
        let row = &graph[node * size..(node + 1) * size];
        let mut best = 0;
        for head in 1..size {
            if head != node && row[head] > row[best] {
                best = head;
            }
        }
        heads[node] = best;
    }
    let Some(cycle) = find_cycle(&heads) else { return heads };
    // The cycle becomes one node, the last of a smaller graph.
    let mut in_cycle = vec![false; size];
    for node in &cycle {
        in_cycle[*node] = true;
    }
    let outside: Vec<usize> = (0..size).filter(|node| !in_cycle[*node]).collect();
    let small = outside.len() + 1;
    let merged = small - 1;
    let mut smaller = vec![f32::NEG_INFINITY; small * small];
    let mut enters = vec![0; small];
    let mut leaves = vec![0; small];
    for (i, from) in outside.iter().enumerate() {
        for (j, to) in outside.iter().enumerate() {
            smaller[j * small + i] = graph[to * size + from];
        }
        let mut best = f32::NEG_INFINITY;
        enters[i] = cycle[0];
        for node in &cycle {
            let gain = graph[node * size + from] - graph[node * size + heads[*node]];
            if gain > best {
                (best, enters[i]) = (gain, *node);
            }
        }
        smaller[merged * small + i] = best;
        let mut best = f32::NEG_INFINITY;
        leaves[i] = cycle[0];
        for node in &cycle {
            let score = graph[from * size + node];
            if score > best {
                (best, leaves[i]) = (score, *node);
            }
        }
        smaller[i * small + merged] = best;
    }
    let solved = edmonds(&smaller, small);
    for (i, node) in outside.iter().enumerate().skip(1) {
        heads[*node] = if solved[i] == merged { leaves[i] } else { outside[solved[i]] };
    }
    let entered = enters[solved[merged]];
    heads[entered] = outside[solved[merged]];
    heads
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut colour = vec![0; heads.len()];
    colour[0] = usize::MAX;
    for start in 1..heads.len() {
        let mut node = start;
        while colour[node] == 0 {
            colour[node] = start;
            node = heads[node];
        }
        if colour[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The score of the best tree that is allowed: every assignment of heads, tried one after another.
    fn exhaustive(scores: &[f32], n: usize, allowed: fn(&[usize]) -> bool) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let mut rest = code;
            let heads: Vec<usize> = (0..n)
                .map(|_| {
                    let head = rest % (n + 1);
                    rest /= n + 1;
                    head
                })
                .collect();
            if is_tree(&heads) && allowed(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }
    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, head)| scores[word * (heads.len() + 1) + head]).sum()
    }
    fn is_tree(heads: &[usize]) -> bool {
        heads.iter().filter(|h| **h == 0).count() == 1
            && (0..heads.len()).all(|start| {
                let mut node = start + 1;
                for _ in 0..=heads.len() {
                    if node == 0 {
                        return true;
                    }
                    node = heads[node - 1];
                }
                false
            })
    }

    #[test]
    fn no_other_tree_scores_more() {
        let mut state = 7u32;
        for round in 0..300 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(1664525).wrapping_add(1013904223);
                    (state >> 16) as f32 / 6553.6
                })
                .collect();
            let heads = best_tree(&scores, n);
            assert!(is_tree(&heads), "{heads:?}");
            assert!((total(&scores, &heads) - exhaustive(&scores, n, |_| true)).abs() < 1e-3, "{heads:?}");
            for heads in [best_uncrossed_tree(&scores, n), uncrossed(&scores, n)] {
                assert!(is_tree(&heads) && !crosses(&heads), "{heads:?}");
                assert!((total(&scores, &heads) - exhaustive(&scores, n, |heads| !crosses(heads))).abs() < 1e-3, "{heads:?}");
            }
        }
    }

    #[test]
    fn arcs_cross_where_one_begins_inside_another_and_ends_outside() {
        let pairwise = |heads: &[usize]| {
            let arc = |word: usize| (heads[word].min(word + 1), heads[word].max(word + 1));
            let crossing = |(from, to): (usize, usize), (start, end): (usize, usize)| from < start && start < to && to < end;
            (0..heads.len()).any(|a| (0..heads.len()).any(|b| crossing(arc(a), arc(b))))
        };
        let mut crossed = 0;
        for n in 1..=6usize {
            for code in 0..(n + 1).pow(n as u32) {
                let heads: Vec<usize> = (0..n).map(|word| code / (n + 1).pow(word as u32) % (n + 1)).collect();
                if is_tree(&heads) {
                    assert_eq!(crosses(&heads), pairwise(&heads), "{heads:?}");
                    crossed += usize::from(crosses(&heads));
                }
            }
        }
        assert!(crossed > 1000, "{crossed}");
    }

    #[test]
    fn no_words_have_no_tree() {
        assert!(best_tree(&[], 0).is_empty());
    }
}
