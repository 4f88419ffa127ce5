//! The best tree over a sentence, given how much each word wants each head (Chu and Liu 1965, Edmonds 1967).

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

    /// Every assignment of heads, tried one after another.
    fn exhaustive(scores: &[f32], n: usize) -> f32 {
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
            if is_tree(&heads) {
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
            assert!((total(&scores, &heads) - exhaustive(&scores, n)).abs() < 1e-3, "{heads:?}");
        }
    }

    #[test]
    fn no_words_have_no_tree() {
        assert!(best_tree(&[], 0).is_empty());
    }
}
