//! Standard output, in whole lines; a reader that goes away ends the work without an error.

use super::Outcome;
use crate::draw::Paint;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

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
