//! The language of date patterns, and the machine that matches them.
//!
//! A pattern is a sequence of words and slots, separated by spaces:
//!
//! | written | matches |
//! |---|---|
//! | `word` | this word, whatever its case |
//! | `{day}` | a slot: a figure or word of this sort; see [`Slot`] |
//! | `<name>` | any word or phrase of this list of `[words]` |
//! | `(a b\|c)` | either |
//! | `[a b\|c]` | either, or nothing |
//! | `(...)*` | any number of times |
//! | `$` | nothing, where no noun phrase follows |

use crate::spelling::Spelling;
use std::collections::HashMap;

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    /// Day of the month: a figure from 1 to 31, with or without an ordinal ending, or a listed word.
    Day,
    /// A day of the month with its ordinal ending: "10-го"; filled as a [`Slot::Day`].
    OrdinalDay,
    /// Name of a month, or a listed phrase for one ("this month").
    Month,
    /// A month with a listed prefix that means its middle, joined by a hyphen: "mid-March".
    MidMonth,
    /// Year in four figures, or a listed phrase for one ("last year").
    Year,
    /// Years of a decade: a figure with a listed ending ("1990s"), or a plain one that ends in 0.
    Decade,
    /// Name of a day of the week.
    Weekday,
    /// A number in figures or words.
    Count,
    /// A number that tells which in a row: "third".
    Nth,
    /// minute, hour, day, week, month, year.
    Unit,
    /// Season of the year.
    Season,
    /// A whole date in figures: 26/03/2022, 2022-03-26.
    Numeric,
    /// A clock time: 17:45.
    Clock,
    /// A clock time with a stop, which elsewhere may be any figure: 17.45.
    StopClock,
    /// A clock time in four figures: 1427.
    Military,
    /// A figure from 0 to 24.
    Hour,
    /// Two figures from 00 to 59.
    Minute,
}

impl Slot {
    pub const ALL: [(&'static str, Slot); 17] = [
        ("day", Slot::Day),
        ("dayth", Slot::OrdinalDay),
        ("month", Slot::Month),
        ("midmonth", Slot::MidMonth),
        ("year", Slot::Year),
        ("decade", Slot::Decade),
        ("weekday", Slot::Weekday),
        ("n", Slot::Count),
        ("nth", Slot::Nth),
        ("unit", Slot::Unit),
        ("season", Slot::Season),
        ("numeric", Slot::Numeric),
        ("clock", Slot::Clock),
        ("hh.mm", Slot::StopClock),
        ("hhmm", Slot::Military),
        ("hour", Slot::Hour),
        ("minute", Slot::Minute),
    ];
}

/// A slot filled by units of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Filled {
    pub slot: Slot,
    /// What it is worth: day, month, year, number of the weekday, index of the unit ...
    pub value: i64,
    /// One past its last unit.
    pub end: usize,
}

#[derive(Clone, Debug)]
enum Op {
    Word(u32),
    Slot(Slot),
    /// Tries the first, then the second.
    Split(usize, usize),
    Jump(usize),
    /// No noun phrase follows.
    Closed,
    Accept,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    ops: Vec<Op>,
}

/// What a program may begin with.
#[derive(Default, Debug)]
pub(crate) struct Firsts {
    pub words: Vec<u32>,
    pub slots: Vec<Slot>,
}

/// What may stand behind the word or slot that a program begins with.
#[derive(Default, Debug)]
pub(crate) struct Seconds {
    /// A bit for each word that may.
    words: Vec<u64>,
    /// A slot may.
    slot: bool,
    /// A match may end there.
    end: bool,
}

impl Seconds {
    /// False where no match goes on with a word of this number that fills a slot or none.
    pub fn may_be(&self, word: Option<u32>, fills_slot: bool) -> bool {
        let listed = |word: u32| self.words.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1);
        self.end || self.slot && fills_slot || word.is_some_and(listed)
    }
}

/// What the machine asks of a text.
pub(crate) trait Input {
    /// Number of the word at `at` among the words of patterns.
    fn word(&self, at: usize) -> Option<u32>;
    /// Fills a slot at `at`.
    fn fill(&self, slot: Slot, at: usize) -> Option<Filled>;
    /// Whether no noun phrase begins at `at`.
    fn closed(&self, at: usize) -> bool;
    /// Whether a match that ends before `end` may stand.
    fn accepts(&self, filled: &[Filled], end: usize) -> bool;
}

/// Numbers the words of patterns.
#[derive(Default)]
pub(crate) struct Words {
    pub numbers: HashMap<String, u32>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(word.to_owned()).or_insert(next)
    }
}

/// A match may take no more steps than this, so that no text makes it slow.
const STEPS: usize = 4000;

impl Program {
    /// Compiles a pattern. `classes` are the lists of `[words]`, `spelling` cuts and folds words as texts are cut.
    pub fn compile(
        pattern: &str,
        classes: &HashMap<String, Vec<Vec<String>>>,
        spelling: &Spelling,
        words: &mut Words,
    ) -> Result<Program, String> {
        let mut compiler = Compiler { rest: pattern, classes, spelling, words, ops: Vec::new() };
        compiler.either()?;
        compiler.skip_spaces();
        if !compiler.rest.is_empty() {
            return Err(format!("`{}` closes nothing", compiler.rest));
        }
        compiler.ops.push(Op::Accept);
        let program = Program { ops: compiler.ops };
        if program.firsts().is_none() {
            return Err("matches nothing at all. Give it a word or slot that must be there".to_owned());
        }
        Ok(program)
    }

    /// What it may begin with; `None` where it may be empty.
    pub fn firsts(&self) -> Option<Firsts> {
        let mut firsts = Firsts::default();
        for op in self.reached(vec![0]) {
            match self.ops[op] {
                Op::Word(word) => firsts.words.push(word),
                Op::Slot(slot) => firsts.slots.push(slot),
                _ => return None,
            }
        }
        Some(firsts)
    }

    /// What may stand behind any of the words that it may begin with, or behind any of the slots.
    pub fn seconds(&self, behind_slots: bool) -> Seconds {
        let mut seconds = Seconds::default();
        let is_first =
            |op: &usize| if behind_slots { matches!(self.ops[*op], Op::Slot(_)) } else { matches!(self.ops[*op], Op::Word(_)) };
        let behind = self.reached(vec![0]).into_iter().filter(is_first).map(|op| op + 1).collect();
        for op in self.reached(behind) {
            match self.ops[op] {
                Op::Word(word) => {
                    let place = word as usize / 64;
                    seconds.words.resize(seconds.words.len().max(place + 1), 0);
                    seconds.words[place] |= 1 << (word % 64);
                }
                Op::Slot(_) => seconds.slot = true,
                _ => seconds.end = true,
            }
        }
        seconds
    }

    /// The operations that take a word or fill a slot, or the last one, which are reached from those that are `open` without doing either.
    fn reached(&self, mut open: Vec<usize>) -> Vec<usize> {
        let mut reached = Vec::new();
        let mut seen = vec![false; self.ops.len()];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match &self.ops[at] {
                Op::Word(_) | Op::Slot(_) | Op::Accept => reached.push(at),
                Op::Split(a, b) => open.extend([*a, *b]),
                Op::Jump(a) => open.push(*a),
                Op::Closed => open.push(at + 1),
            }
        }
        reached
    }

    /// The longest match that begins at `at`: where it ends, and what fills its slots.
    pub fn longest(&self, input: &impl Input, at: usize) -> Option<(usize, Vec<Filled>)> {
        let mut run = Run { program: self, input, filled: Vec::new(), best: None, steps: 0 };
        run.step(0, at);
        run.best
    }
}

struct Run<'a, I: Input> {
    program: &'a Program,
    input: &'a I,
    filled: Vec<Filled>,
    best: Option<(usize, Vec<Filled>)>,
    steps: usize,
}

impl<I: Input> Run<'_, I> {
    fn step(&mut self, op: usize, at: usize) {
        self.steps += 1;
        if self.steps > STEPS {
            return;
        }
        match self.program.ops[op] {
            Op::Word(word) => {
                if self.input.word(at) == Some(word) {
                    self.step(op + 1, at + 1);
                }
            }
            Op::Slot(slot) => {
                if let Some(filled) = self.input.fill(slot, at) {
                    self.filled.push(filled);
                    self.step(op + 1, filled.end);
                    self.filled.pop();
                }
            }
            Op::Split(a, b) => {
                self.step(a, at);
                self.step(b, at);
            }
            Op::Jump(a) => self.step(a, at),
            Op::Closed => {
                if self.input.closed(at) {
                    self.step(op + 1, at);
                }
            }
            Op::Accept => {
                if self.best.as_ref().is_none_or(|(end, _)| at > *end) && self.input.accepts(&self.filled, at) {
                    self.best = Some((at, self.filled.clone()));
                }
            }
        }
    }
}

struct Compiler<'a> {
    rest: &'a str,
    classes: &'a HashMap<String, Vec<Vec<String>>>,
    spelling: &'a Spelling,
    words: &'a mut Words,
    ops: Vec<Op>,
}

impl Compiler<'_> {
    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Sequences separated by `|`.
    fn either(&mut self) -> Result<(), String> {
        let mut ends = Vec::new();
        loop {
            let split = self.ops.len();
            // Becomes a split if another sequence follows, and a jump to the next operation otherwise.
            self.ops.push(Op::Jump(split + 1));
            self.sequence()?;
            self.skip_spaces();
            let Some(rest) = self.rest.strip_prefix('|') else { break };
            self.rest = rest;
            ends.push(self.another(split));
        }
        self.meet(&ends);
        Ok(())
    }

    fn sequence(&mut self) -> Result<(), String> {
        loop {
            self.skip_spaces();
            let Some(c) = self.rest.chars().next() else { return Ok(()) };
            match c {
                '|' | ')' | ']' => return Ok(()),
                '(' => {
                    let split = self.ops.len();
                    self.ops.push(Op::Jump(split + 1));
                    self.group(')')?;
                    if let Some(rest) = self.rest.strip_prefix('*') {
                        self.rest = rest;
                        self.ops.push(Op::Jump(split));
                        self.ops[split] = Op::Split(split + 1, self.ops.len());
                    }
                }
                '[' => {
                    let split = self.ops.len();
                    self.ops.push(Op::Jump(split + 1));
                    self.group(']')?;
                    self.ops[split] = Op::Split(split + 1, self.ops.len());
                }
                '$' => {
                    self.rest = &self.rest[1..];
                    self.ops.push(Op::Closed);
                }
                '{' => {
                    let name = self.name('}')?;
                    let slot = Slot::ALL.iter().find(|(n, _)| *n == name).map(|(_, s)| *s).ok_or_else(|| {
                        let known: Vec<&str> = Slot::ALL.iter().map(|(n, _)| *n).collect();
                        format!("there is no slot {{{name}}}; there are {}", known.join(", "))
                    })?;
                    self.ops.push(Op::Slot(slot));
                }
                '<' => {
                    let name = self.name('>')?.to_owned();
                    let phrases = self.classes.get(&name).ok_or_else(|| format!("[words] has no list `{name}`"))?;
                    let phrases = phrases.clone();
                    self.phrases(&phrases);
                }
                _ => {
                    let end = self.rest.find(|c: char| c.is_whitespace() || "|()[]{}<>*$".contains(c)).unwrap_or(self.rest.len());
                    let (word, rest) = self.rest.split_at(end);
                    if word.is_empty() {
                        return Err(format!("`{c}` cannot stand here"));
                    }
                    self.rest = rest;
                    for unit in self.spelling.units_of_phrase(word) {
                        let number = self.words.number(&unit);
                        self.ops.push(Op::Word(number));
                    }
                }
            }
        }
    }

    fn group(&mut self, close: char) -> Result<(), String> {
        self.rest = &self.rest[1..];
        self.either()?;
        self.skip_spaces();
        self.rest = self.rest.strip_prefix(close).ok_or_else(|| format!("`{close}` is missing"))?;
        Ok(())
    }

    fn name(&mut self, close: char) -> Result<&str, String> {
        let end = self.rest.find(close).ok_or_else(|| format!("`{close}` is missing"))?;
        let name = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        Ok(name)
    }

    /// Any of several phrases.
    fn phrases(&mut self, phrases: &[Vec<String>]) {
        let mut ends = Vec::new();
        for (n, phrase) in phrases.iter().enumerate() {
            let split = self.ops.len();
            self.ops.push(Op::Jump(split + 1));
            for unit in phrase {
                let number = self.words.number(unit);
                self.ops.push(Op::Word(number));
            }
            if n + 1 < phrases.len() {
                ends.push(self.another(split));
            }
        }
        self.meet(&ends);
    }

    /// Ends one branch of the choice at `split` and begins another; gives the jump that is to lead behind them all.
    fn another(&mut self, split: usize) -> usize {
        let jump = self.ops.len();
        self.ops.push(Op::Jump(usize::MAX));
        self.ops[split] = Op::Split(split + 1, self.ops.len());
        jump
    }

    /// Lets the branches go on here.
    fn meet(&mut self, jumps: &[usize]) {
        let end = self.ops.len();
        for &jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
    }
}
