//! Trees built word by word: a stack, the words not yet read, and three transitions (the arc-hybrid system of
//! Kuhlmann, Gómez-Rodríguez and Satta 2011). The root stands behind the last word and takes exactly one dependent, so
//! that every finished state is a tree with one root.

/// What a state does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum Move {
    /// Puts the next word on the stack.
    Shift,
    /// The word on top of the stack depends on the next word.
    Left,
    /// The word on top of the stack depends on the word below it.
    Right,
}

/// The moves, in the order of their codes.
pub const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// What is known of a word's place in the tree.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its head; the number of no word while unknown.
    pub head: u16,
    /// Its relation to its head.
    pub label: u8,
    /// How many dependents before it.
    pub lefts: u8,
    /// How many dependents after it.
    pub rights: u8,
    /// Its outermost dependent before it, and the one found before that.
    pub left: [u16; 2],
    /// Its outermost dependent after it, and the one found before that.
    pub right: [u16; 2],
    /// The relations of its dependents, a bit each.
    pub labels: u64,
}

/// A tree under construction. Words are numbered from 0 in the sentence; `count` stands for the root and `count + 1`
/// for no word.
#[derive(Debug, Default)]
pub struct State {
    /// Words read whose head is not known.
    pub stack: Vec<u16>,
    /// The next word.
    pub next: u16,
    /// How many words.
    pub count: u16,
    /// All words, then the root, then no word.
    pub nodes: Vec<Node>,
    /// Sum of the scores of all moves and relations so far.
    pub score: i32,
}

impl Clone for State {
    fn clone(&self) -> State {
        State { stack: self.stack.clone(), nodes: self.nodes.clone(), ..*self }
    }
    fn clone_from(&mut self, other: &State) {
        self.stack.clone_from(&other.stack);
        self.nodes.clone_from(&other.nodes);
        (self.next, self.count, self.score) = (other.next, other.count, other.score);
    }
}

impl State {
    /// Makes this the state in which nothing is read of `count` words.
    pub fn start(&mut self, count: u16) {
        let none = count + 1;
        let empty = Node { head: none, label: 0, lefts: 0, rights: 0, left: [none; 2], right: [none; 2], labels: 0 };
        self.stack.clear();
        self.nodes.clear();
        self.nodes.resize(usize::from(count) + 2, empty);
        (self.next, self.count, self.score) = (0, count, 0);
    }
    /// The number of no word.
    #[inline]
    pub fn none(&self) -> u16 {
        self.count + 1
    }
    /// The word `depth` below the top of the stack.
    #[inline]
    pub fn stacked(&self, depth: usize) -> u16 {
        self.stack.len().checked_sub(depth + 1).map_or(self.none(), |i| self.stack[i])
    }
    /// The word `ahead` of the next one; the root stands behind the last word.
    #[inline]
    pub fn ahead(&self, ahead: u16) -> u16 {
        (self.next + ahead).min(self.none())
    }
    /// True when the move leads to a tree.
    #[inline]
    pub fn allows(&self, next: Move) -> bool {
        match next {
            Move::Shift => self.next < self.count,
            Move::Left => self.stack.len() == 1 || !self.stack.is_empty() && self.next < self.count,
            Move::Right => self.stack.len() >= 2,
        }
    }
    /// Head and dependent of the arc that the move draws.
    #[inline]
    pub fn arc(&self, next: Move) -> Option<(u16, u16)> {
        match next {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stacked(0))),
            Move::Right => Some((self.stacked(1), self.stacked(0))),
        }
    }
    /// Makes the move; `label` is the relation of the arc that it draws.
    pub fn make(&mut self, next: Move, label: u8) {
        let Some((head, dependent)) = self.arc(next) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        let node = &mut self.nodes[usize::from(dependent)];
        (node.head, node.label) = (head, label);
        let above = &mut self.nodes[usize::from(head)];
        above.labels |= 1 << label;
        if dependent < head {
            above.left = [dependent, above.left[0]];
            above.lefts = above.lefts.saturating_add(1);
        } else {
            above.right = [dependent, above.right[0]];
            above.rights = above.rights.saturating_add(1);
        }
    }
    /// How many moves make a tree of `count` words.
    pub fn moves(count: u16) -> usize {
        2 * usize::from(count)
    }
}

/// The move that leads to a tree without crossing arcs whose heads are `heads` (the root is `heads.len()`).
pub fn move_to(heads: &[u16], state: &State) -> Move {
    let top = state.stacked(0);
    if top == state.none() {
        return Move::Shift;
    }
    let head = heads[usize::from(top)];
    let waits = heads[usize::from(state.next)..].contains(&top);
    if !waits && head == state.next && state.allows(Move::Left) {
        Move::Left
    } else if !waits && state.stack.len() >= 2 && head == state.stacked(1) {
        Move::Right
    } else {
        Move::Shift
    }
}

/// Lifts dependents to the head of their head until no arcs cross (Nivre and Nilsson 2005, without the way back).
pub fn uncross(heads: &mut [u16]) {
    let root = heads.len() as u16;
    let under = |heads: &[u16], mut word: u16, ancestor: u16| {
        while word != ancestor && word != root {
            word = heads[usize::from(word)];
        }
        word == ancestor
    };
    loop {
        let crossing = (0..root)
            .filter(|word| {
                let head = heads[usize::from(*word)];
                let (from, to) = (head.min(*word), head.max(*word));
                head != root && (from + 1..to).any(|between| !under(heads, between, head))
            })
            .min_by_key(|word| heads[usize::from(*word)].abs_diff(*word));
        let Some(word) = crossing else { return };
        heads[usize::from(word)] = heads[usize::from(heads[usize::from(word)])];
    }
}
