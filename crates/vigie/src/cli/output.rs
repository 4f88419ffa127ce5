//! Standard output, in whole lines; a reader that goes away ends the work without an error.

use super::Outcome;
use crate::draw::Paint;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::time::{Duration, Instant};

/// Where output goes, and whether it may be coloured.
pub struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    /// Colour, or none.
    pub paint: Paint,
    /// True once the reader has gone away.
    pub closed: bool,
}

impl Output {
    /// Standard output; coloured on a terminal unless NO_COLOR is set.
    pub fn new() -> Output {
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Output { writer: BufWriter::new(io::stdout().lock()), paint: Paint { on: colour }, closed: false }
    }
    /// Writes `text` and a line end.
    pub fn line(&mut self, text: &str) {
        if writeln!(self.writer, "{text}").is_err() {
            self.closed = true;
        }
    }
    /// Writes what is still held back.
    pub fn finish(&mut self) {
        if self.writer.flush().is_err() {
            self.closed = true;
        }
    }
}

/// True when standard output is a terminal.
pub fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Tells a problem on standard error.
pub fn complain(what: &dyn std::fmt::Display) -> Outcome {
    eprintln!("error: {what}");
    Outcome::Failed
}

/// One line on standard error, for work that takes more than a second on a terminal.
pub struct Progress {
    began: Instant,
    told: Instant,
    shown: usize,
}

impl Progress {
    /// Begins now.
    pub fn new() -> Progress {
        Progress { began: Instant::now(), told: Instant::now(), shown: 0 }
    }
    /// Tells how far it is, `done` things done, five times a second at most.
    pub fn tell(&mut self, words: impl FnOnce() -> String, done: usize) {
        let wanted = self.began.elapsed() > Duration::from_secs(1) && self.told.elapsed() > Duration::from_millis(200);
        if wanted && io::stderr().is_terminal() {
            let line = format!("{}, {:.0} a second", words(), done as f64 / self.began.elapsed().as_secs_f64());
            eprint!("\r{line:<width$}", width = self.shown);
            self.shown = line.chars().count();
            self.told = Instant::now();
        }
    }
    /// Makes room for another line on standard error.
    pub fn end(&mut self) {
        if self.shown > 0 {
            eprintln!();
            self.shown = 0;
        }
    }
}
