//! What the parser observes: features of a state, and of an arc that might be drawn.

use super::morphology::View;
use super::table::{Feature, mix, template};
use super::tree::State;
use crate::Tag;

/// What the parser observes of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// Hash of the form.
    pub form: u32,
    /// Hash of the lemma.
    pub lemma: u32,
    /// Part of speech, from 1; the root and no word have their own numbers.
    pub tag: u32,
    /// Tag, case and verb form as one hash.
    pub fine: u32,
    /// Its view of the feature set.
    pub view: View,
}

/// The tag number of the root.
const ROOT: u32 = 30;
/// The tag number of no word.
const NONE: u32 = 31;

/// The words of a sentence with its root, and what lies between them.
#[derive(Default, Debug)]
pub struct Sentence {
    tokens: Vec<Token>,
    /// For each place the number of verbs, commas and such, and conjunctions before it.
    before: Vec<[u16; 3]>,
}

impl Sentence {
    /// Takes the words; `tokens` are in order.
    pub fn fill(&mut self, tokens: impl Iterator<Item = Token>) {
        self.tokens.clear();
        self.before.clear();
        let mut counts = [0u16; 3];
        for token in tokens {
            self.tokens.push(token);
            self.before.push(counts);
            counts[0] += u16::from(token.tag == number(Tag::Verb));
            counts[1] += u16::from(token.tag == number(Tag::Punct));
            counts[2] += u16::from(token.tag == number(Tag::Cconj) || token.tag == number(Tag::Sconj));
        }
        for tag in [ROOT, NONE] {
            self.tokens.push(Token { tag, form: tag, lemma: tag, fine: tag, view: View::default() });
            self.before.push(counts);
        }
    }
    /// How many words.
    pub fn count(&self) -> u16 {
        (self.tokens.len() - 2) as u16
    }
    #[inline]
    fn token(&self, word: u16) -> &Token {
        &self.tokens[usize::from(word)]
    }
    /// The tag number of a word.
    pub fn tag(&self, word: u16) -> u32 {
        self.token(word).tag
    }
    /// What lies between two words: whether verbs, punctuation, conjunctions.
    #[inline]
    fn between(&self, a: u16, b: u16) -> u32 {
        let (from, to) = (usize::from(a.min(b)) + 1, usize::from(a.max(b)));
        if from >= to {
            return 0;
        }
        let (from, to) = (self.before[from], self.before[to]);
        (0..3).map(|i| u32::from(to[i].wrapping_sub(from[i]).min(2)) << (2 * i)).sum()
    }
}

/// The number of a tag as the parser sees it.
pub fn number(tag: Tag) -> u32 {
    tag as u32 + 1
}

/// The hash of tag, case and verb form.
pub fn fine(tag: Tag, view: &View) -> u32 {
    (mix(mix(mix(template(1), number(tag)), u32::from(view.case)), view.form) >> 32) as u32
}

#[inline]
fn distance(a: u16, b: u16) -> u32 {
    match a.abs_diff(b) {
        d @ 0..=4 => u32::from(d),
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        _ => 8,
    }
}

/// Which of number, gender, case and person two words share: 0 unknown, 1 same, 2 different, two bits each.
#[inline]
fn agreement(a: &View, b: &View) -> u32 {
    let same = |x: u8, y: u8| if x == 0 || y == 0 { 0 } else { 1 + u32::from(x != y) };
    same(a.number, b.number) | same(a.gender, b.gender) << 2 | same(a.case, b.case) << 4 | same(a.person, b.person) << 6
}

#[inline]
fn k1(number: u32, a: u32) -> Feature {
    mix(template(number), a)
}
#[inline]
fn k2(number: u32, a: u32, b: u32) -> Feature {
    mix(k1(number, a), b)
}
#[inline]
fn k3(number: u32, a: u32, b: u32, c: u32) -> Feature {
    mix(k2(number, a, b), c)
}
#[inline]
fn k4(number: u32, a: u32, b: u32, c: u32, d: u32) -> Feature {
    mix(k3(number, a, b, c), d)
}

/// A part of what is observed of a state, which other states of the same sentence share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shared {
    /// Of the word on top of the stack.
    Top(u16),
    /// Of the word below it.
    Below(u16),
    /// Of the word below that.
    Lowest(u16),
    /// Of the next word and the two behind it.
    Next(u16),
    /// Of the word on top of the stack and the next.
    TopNext(u16, u16),
    /// Of the word on top of the stack, named last, and the one below it.
    BelowTop(u16, u16),
    /// Of the word below the top of the stack and the next.
    BelowNext(u16, u16),
    /// Of the two words on top of the stack, the topmost last, and the next.
    BelowTopNext(u16, u16, u16),
}

impl Shared {
    /// A number that no other part of a sentence has.
    #[inline]
    pub fn number(self) -> u64 {
        let three = |sort: u64, a: u16, b: u16, c: u16| sort << 48 | u64::from(a) << 32 | u64::from(b) << 16 | u64::from(c);
        match self {
            Shared::Top(a) => three(0, a, 0, 0),
            Shared::Below(a) => three(1, a, 0, 0),
            Shared::Lowest(a) => three(2, a, 0, 0),
            Shared::Next(a) => three(3, a, 0, 0),
            Shared::TopNext(a, b) => three(4, a, b, 0),
            Shared::BelowTop(a, b) => three(5, a, b, 0),
            Shared::BelowNext(a, b) => three(6, a, b, 0),
            Shared::BelowTopNext(a, b, c) => three(7, a, b, c),
        }
    }
}

/// The parts of a state that other states share.
#[inline]
pub fn shared(state: &State) -> [Shared; 8] {
    let (s0, s1, s2, b0) = (state.stacked(0), state.stacked(1), state.stacked(2), state.ahead(0));
    [
        Shared::Top(s0),
        Shared::Below(s1),
        Shared::Lowest(s2),
        Shared::Next(b0),
        Shared::TopNext(s0, b0),
        Shared::BelowTop(s1, s0),
        Shared::BelowNext(s1, b0),
        Shared::BelowTopNext(s1, s0, b0),
    ]
}

/// Calls `emit` with every feature of a state, for the choice of its next move (after Zhang and Nivre 2011).
pub fn state_features(sentence: &Sentence, state: &State, mut emit: impl FnMut(Feature)) {
    shared(state).into_iter().for_each(|part| shared_features(sentence, part, &mut emit));
    own_features(sentence, state, &mut emit);
}

/// Calls `emit` with every feature that only the words of a part tell.
#[inline]
pub fn shared_features(sentence: &Sentence, part: Shared, mut emit: impl FnMut(Feature)) {
    let token = |word: u16| sentence.token(word);
    let ahead = |word: u16, ahead: u16| sentence.token((word + ahead).min(sentence.count() + 1));
    match part {
        Shared::Top(s0) => {
            let s0 = token(s0);
            emit(k2(1, s0.form, s0.tag));
            emit(k1(2, s0.tag));
            emit(k2(3, s0.lemma, s0.tag));
            emit(k1(4, s0.fine));
            emit(k1(5, s0.view.all));
        }
        Shared::Below(s1) => {
            let s1 = token(s1);
            emit(k2(6, s1.form, s1.tag));
            emit(k1(7, s1.tag));
            emit(k2(8, s1.lemma, s1.tag));
            emit(k1(9, s1.fine));
        }
        Shared::Lowest(s2) => {
            let s2 = token(s2);
            emit(k2(20, s2.form, s2.tag));
            emit(k1(21, s2.fine));
        }
        Shared::Next(b0) => {
            let (b0, b1, b2) = (token(b0), ahead(b0, 1), ahead(b0, 2));
            emit(k1(0, 0));
            emit(k2(11, b0.form, b0.tag));
            emit(k1(12, b0.tag));
            emit(k2(13, b0.lemma, b0.tag));
            emit(k1(14, b0.fine));
            emit(k1(15, b0.view.all));
            emit(k2(16, b1.form, b1.tag));
            emit(k1(17, b1.fine));
            emit(k2(18, b2.form, b2.tag));
            emit(k1(19, b2.fine));
            emit(k2(37, b0.fine, b1.fine));
            emit(k3(38, b0.lemma, b0.tag, b1.tag));
            emit(k3(39, b0.tag, b1.lemma, b1.tag));
            emit(k3(45, b0.tag, b1.tag, b2.tag));
        }
        Shared::TopNext(s0i, b0i) => {
            let (s0, b0, b1) = (token(s0i), token(b0i), ahead(b0i, 1));
            emit(k4(22, s0.lemma, s0.tag, b0.lemma, b0.tag));
            emit(k3(23, s0.lemma, s0.tag, b0.fine));
            emit(k3(24, s0.fine, b0.lemma, b0.tag));
            emit(k2(25, s0.fine, b0.fine));
            emit(k2(26, s0.tag, b0.tag));
            emit(k3(32, s0.form, s0.tag, b0.tag));
            emit(k3(33, s0.tag, b0.form, b0.tag));
            emit(k3(40, s0.tag, b0.tag, b1.tag));
            emit(k3(43, s0.fine, b0.fine, b1.fine));
            let near = distance(s0i, b0i);
            emit(k3(50, near, s0.lemma, s0.tag));
            emit(k3(51, near, b0.lemma, b0.tag));
            emit(k3(52, near, s0.fine, b0.fine));
            emit(k3(56, sentence.between(s0i, b0i), s0.tag, b0.tag));
            emit(k3(120, agreement(&s0.view, &b0.view), s0.tag, b0.tag));
        }
        Shared::BelowTop(s1i, s0i) => {
            let (s1, s0) = (token(s1i), token(s0i));
            emit(k4(27, s1.lemma, s1.tag, s0.lemma, s0.tag));
            emit(k3(28, s1.lemma, s1.tag, s0.fine));
            emit(k3(29, s1.fine, s0.lemma, s0.tag));
            emit(k2(30, s1.fine, s0.fine));
            emit(k2(31, s1.tag, s0.tag));
            let nearer = distance(s1i, s0i);
            emit(k3(53, nearer, s0.lemma, s0.tag));
            emit(k3(54, nearer, s1.lemma, s1.tag));
            emit(k3(55, nearer, s1.fine, s0.fine));
            emit(k3(57, sentence.between(s1i, s0i), s1.tag, s0.tag));
            emit(k3(121, agreement(&s1.view, &s0.view), s1.tag, s0.tag));
        }
        Shared::BelowNext(s1, b0) => {
            let (s1, b0) = (token(s1), token(b0));
            emit(k2(34, s1.fine, b0.fine));
            emit(k3(35, s1.lemma, s1.tag, b0.tag));
            emit(k3(36, s1.tag, b0.lemma, b0.tag));
        }
        Shared::BelowTopNext(s1i, s0, b0i) => {
            let (s1, s0, b0, b1) = (token(s1i), token(s0), token(b0i), ahead(b0i, 1));
            emit(k3(41, s1.tag, s0.tag, b0.tag));
            emit(k3(42, s1.fine, s0.fine, b0.fine));
            emit(k4(46, s1.tag, s0.tag, b0.tag, b1.tag));
            emit(k4(47, s0.lemma, s1.fine, b0.fine, 0));
            emit(k4(48, s1.lemma, s0.fine, b0.fine, 1));
            emit(k4(49, b0.lemma, s0.fine, s1.fine, 2));
            emit(k4(58, sentence.between(s1i, b0i), s1.tag, s0.tag, b0.tag));
            emit(k4(122, agreement(&s1.view, &b0.view), s1.tag, s0.tag, b0.tag));
        }
    }
}

/// Calls `emit` with every feature of a state that no part of it tells: those of the tree so far.
#[inline]
pub fn own_features(sentence: &Sentence, state: &State, mut emit: impl FnMut(Feature)) {
    let (s0i, s1i, s2i, b0i) = (state.stacked(0), state.stacked(1), state.stacked(2), state.ahead(0));
    let (s0, s1, s2, b0) = (sentence.token(s0i), sentence.token(s1i), sentence.token(s2i), sentence.token(b0i));
    let node = |word: u16| &state.nodes[usize::from(word)];
    let (n0, n1, m0) = (node(s0i), node(s1i), node(b0i));
    emit(k3(44, s2.tag, s1.tag, s0.tag));
    // How many dependents, and which.
    let (l0, r0) = (u32::from(n0.lefts.min(7)), u32::from(n0.rights.min(7)));
    let (l1, r1) = (u32::from(n1.lefts.min(7)), u32::from(n1.rights.min(7)));
    let lb = u32::from(m0.lefts.min(7));
    emit(k3(60, r0, s0.lemma, s0.tag));
    emit(k2(61, r0, s0.fine));
    emit(k3(62, l0, s0.lemma, s0.tag));
    emit(k2(63, l0, s0.fine));
    emit(k3(64, r1, s1.lemma, s1.tag));
    emit(k2(65, r1, s1.fine));
    emit(k2(66, l1, s1.fine));
    emit(k2(67, lb, b0.fine));
    emit(k3(68, lb, b0.lemma, b0.tag));
    emit(k4(69, r0, lb, s0.tag, b0.tag));
    let set = |labels: u64| (mix(mix(template(2), labels as u32), (labels >> 32) as u32) >> 32) as u32;
    let (set0, set1, setb) = (set(n0.labels), set(n1.labels), set(m0.labels));
    emit(k2(70, set0, s0.fine));
    emit(k2(71, set1, s1.fine));
    emit(k2(72, setb, b0.fine));
    emit(k3(73, set0, s0.tag, b0.fine));
    emit(k3(74, set1, s1.tag, s0.fine));
    emit(k3(75, setb, s0.fine, b0.tag));
    emit(k3(76, set1, s1.lemma, s0.tag));
    let mut child = |n: u32, word: u16, tag: u32, other: u32| {
        let token = sentence.token(word);
        let label = u32::from(node(word).label);
        emit(k3(n, token.lemma, token.tag, tag));
        emit(k3(n + 1, token.fine, label, tag));
        emit(k4(n + 2, token.tag, label, tag, other));
    };
    child(80, n0.left[0], s0.tag, b0.tag);
    child(84, n0.left[0], s0.tag, s1.tag);
    child(88, n0.right[0], s0.tag, b0.tag);
    child(92, n1.right[0], s1.tag, s0.tag);
    child(96, n1.left[0], s1.tag, s0.tag);
    child(100, m0.left[0], b0.tag, s0.tag);
    child(104, n0.left[1], s0.tag, s1.tag);
    child(108, n0.right[1], s0.tag, b0.tag);
    // The case marker of a phrase with what it might attach to.
    let marker = sentence.token(n0.left[0]);
    emit(k4(112, marker.lemma, s1.lemma, s1.tag, s0.tag));
    emit(k4(113, marker.lemma, s1.fine, s0.fine, 0));
    emit(k4(114, sentence.token(m0.left[0]).lemma, s0.lemma, s0.tag, b0.tag));
    emit(k4(115, marker.lemma, s1.tag, s0.tag, distance(s1i, s0i)));
    emit(k4(116, marker.lemma, s1.fine, s2.fine, s0.tag));
    emit(k2(123, u32::from(state.next == state.count), state.stack.len().min(4) as u32));
}

/// All that [`state_features`] observes of the state: states that agree in it have equal features.
#[inline]
pub fn state_context(state: &State) -> [u64; 8] {
    let (s0, s1, s2, b0) = (state.stacked(0), state.stacked(1), state.stacked(2), state.ahead(0));
    let node = |word: u16| &state.nodes[usize::from(word)];
    let label = |word: u16| u64::from(node(word).label);
    let (n0, n1, m0) = (node(s0), node(s1), node(b0));
    let four = |words: [u16; 4]| words.iter().fold(0, |all, word| all << 16 | u64::from(*word));
    let eight = |small: [u64; 8]| small.iter().fold(0, |all, one| all << 8 | one);
    let dependents = [n0.left[0], n0.left[1], n0.right[0], n0.right[1], n1.left[0], n1.right[0], m0.left[0]];
    let counts = [n0.lefts, n0.rights, n1.lefts, n1.rights, m0.lefts].map(|count| u64::from(count.min(7)));
    let labels = dependents.map(label);
    [
        four([s0, s1, s2, b0]),
        four([dependents[0], dependents[1], dependents[2], dependents[3]]),
        four([dependents[4], dependents[5], dependents[6], state.stack.len().min(4) as u16]),
        eight([counts[0], counts[1], counts[2], counts[3], counts[4], labels[0], labels[1], labels[2]]),
        eight([labels[3], labels[4], labels[5], labels[6], 0, 0, 0, 0]),
        n0.labels,
        n1.labels,
        m0.labels,
    ]
}

/// Calls `emit` with every feature of an arc from `head` to `dependent`, for the choice of its relation.
#[inline]
pub fn arc_features(sentence: &Sentence, state: &State, head: u16, dependent: u16, mut emit: impl FnMut(Feature)) {
    let (h, d) = (sentence.token(head), sentence.token(dependent));
    let (above, below) = (&state.nodes[usize::from(head)], &state.nodes[usize::from(dependent)]);
    let right = u32::from(dependent > head);
    let outer = sentence.token(below.left[0]);
    let inner = sentence.token(below.left[1]);
    let label_of = |word: u16| u32::from(state.nodes[usize::from(word)].label);
    let set = |labels: u64| (mix(mix(template(3), labels as u32), (labels >> 32) as u32) >> 32) as u32;
    let far = distance(head, dependent);
    let b = 200;
    let tags = h.tag << 6 | d.tag << 1 | right;
    emit(k1(b, right));
    emit(k2(b + 1, d.form, right));
    emit(k3(b + 2, d.lemma, d.tag, right));
    emit(k2(b + 3, d.fine, right));
    emit(k2(b + 4, d.view.all, tags));
    emit(k3(b + 5, h.lemma, h.tag, right));
    emit(k2(b + 6, h.fine, right));
    emit(k1(b + 7, tags));
    emit(k3(b + 8, h.fine, d.fine, right));
    emit(k3(b + 9, h.lemma, d.lemma, tags));
    emit(k3(b + 10, h.lemma, d.fine, tags));
    emit(k3(b + 11, h.fine, d.lemma, tags));
    emit(k2(b + 12, far, tags));
    emit(k3(b + 13, sentence.between(head, dependent), tags, 0));
    emit(k2(b + 14, outer.lemma, tags));
    emit(k3(b + 15, outer.lemma, d.fine, tags));
    emit(k3(b + 16, outer.lemma, h.lemma, tags));
    emit(k3(b + 17, outer.tag, label_of(below.left[0]), tags));
    emit(k3(b + 18, inner.lemma, inner.tag, tags));
    emit(k3(b + 19, outer.lemma, inner.lemma, tags));
    emit(k2(b + 20, set(below.labels), tags));
    emit(k3(b + 21, set(below.labels), d.fine, h.tag));
    emit(k2(b + 22, set(above.labels), tags));
    emit(k3(b + 23, set(above.labels), h.lemma, tags));
    emit(k3(b + 24, set(above.labels), d.fine, tags));
    emit(k3(b + 25, sentence.token(below.right[0]).tag, label_of(below.right[0]), tags));
    emit(k2(b + 26, agreement(&h.view, &d.view), tags));
    let before = sentence.token(dependent.checked_sub(1).unwrap_or(state.none()));
    let after = sentence.token((dependent + 1).min(state.none()));
    emit(k2(b + 27, before.fine, tags));
    emit(k2(b + 28, after.fine, tags));
    emit(k2(b + 29, before.lemma, tags));
    emit(k2(b + 30, after.lemma, tags));
    let last = if right == 1 { above.right[0] } else { above.left[0] };
    emit(k3(b + 31, label_of(last), sentence.tag(last), tags));
    emit(k3(b + 32, outer.lemma, h.fine, tags));
    emit(k2(b + 33, d.form, tags));
    emit(k3(b + 34, d.fine, h.view.form, tags));
}

/// All that [`arc_features`] observes of the state: arcs that agree in it have equal features.
#[inline]
pub fn arc_context(state: &State, (head, dependent): (u16, u16)) -> [u64; 5] {
    let (above, below) = (&state.nodes[usize::from(head)], &state.nodes[usize::from(dependent)]);
    let last = if dependent > head { above.right[0] } else { above.left[0] };
    let label = |word: u16| u64::from(state.nodes[usize::from(word)].label);
    let words = [below.left[0], below.left[1], below.right[0], last].iter().fold(0, |all, w| all << 16 | u64::from(*w));
    let labels = label(below.left[0]) << 16 | label(below.right[0]) << 8 | label(last);
    [u64::from(head) << 16 | u64::from(dependent), words, labels, above.labels, below.labels]
}
