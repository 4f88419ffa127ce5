//! Standard output, in whole lines; a reader that goes away ends the work without an error, a full disk with one.

use super::Outcome;
use crate::draw::Paint;
use crate::take_in::Names;
use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::time::{Duration, Instant};

/// Where output goes, and whether it may be coloured.
pub struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    /// Colour, or none.
    pub paint: Paint,
    /// True once nothing more can be written: the reader has gone away, or the disk is full.
    pub closed: bool,
    /// Why nothing more can be written, where it is not that the reader went away.
    fault: Option<io::Error>,
}

impl Output {
    /// Standard output; coloured on a terminal unless NO_COLOR is set.
    pub fn new() -> Output {
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Output { writer: BufWriter::new(io::stdout().lock()), paint: Paint { on: colour }, closed: false, fault: None }
    }
    /// Writes `text` for people, and a line end. What would steer a terminal is shown instead ([`shown`]): texts come from anywhere.
    pub fn line(&mut self, text: &str) {
        let text = if self.paint.on { shown_in_colour(text) } else { shown(text) };
        self.data(&text);
    }
    /// Writes `text` for programs, exactly as it is, and a line end.
    pub fn data(&mut self, text: &str) {
        let written = writeln!(self.writer, "{text}");
        self.note(written);
    }
    /// Writes what is still held back, and gives back what the verb came to: `outcome`, or a failure where not everything could be
    /// written. What was cut off must not pass for the whole.
    pub fn finish(mut self, outcome: Outcome) -> Outcome {
        if !self.closed {
            let written = self.writer.flush();
            self.note(written);
        }
        match self.fault.take() {
            None => outcome,
            Some(e) => {
                // What is still held back cannot be written either, and must not be tried again.
                let _ = self.writer.into_parts();
                complain(&format!(
                    "standard output: cannot be written: {e}; what was written is not the whole\n  help: make room, or write somewhere else, and run it again"
                ))
            }
        }
    }

    fn note(&mut self, written: io::Result<()>) {
        if let Err(e) = written {
            self.closed = true;
            if e.kind() != io::ErrorKind::BrokenPipe && self.fault.is_none() {
                self.fault = Some(e);
            }
        }
    }
}

/// The text with control characters other than line ends and tabulators shown and not sent: a report could otherwise move the cursor,
/// hide lines or set the title of a terminal.
pub fn shown(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\r' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(|c| if steers(c) { picture(c) } else { c }).collect())
}

/// The same, but for the colours that [`Paint`] writes.
fn shown_in_colour(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        out.push_str(&shown(&rest[..at]));
        rest = &rest[at..];
        let code = Paint::CODES.iter().find(|code| rest.strip_prefix("\x1b[").is_some_and(|r| r.starts_with(**code)));
        let length = code.map_or(1, |code| "\x1b[".len() + code.len());
        if code.is_some() {
            out.push_str(&rest[..length])
        } else {
            out.push_str(&shown(&rest[..length]))
        }
        rest = &rest[length..];
    }
    out.push_str(&shown(rest));
    Cow::Owned(out)
}

/// True when standard output is a terminal.
pub fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Tells a problem on standard error.
pub fn complain(what: &dyn std::fmt::Display) -> Outcome {
    eprintln!("error: {}", shown(&what.to_string()));
    Outcome::Failed
}

/// Tells on standard error how many reports were passed over as given twice.
pub fn repeated(names: &Names) {
    match names.repeated() {
        0 => {}
        n => eprintln!("note: {n} reports were given again under the same name and with the same bytes, and read once"),
    }
}

/// Tells on standard error what a user should know of a report.
pub fn note(report: &str, what: &str) {
    eprintln!("note: {}: {}", shown(report), shown(what));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(shown("a\x1b]0;x\x07b\u{9b}c\n\td"), "a\u{241b}]0;x\u{2407}b\u{fffd}c\n\td");
        assert_eq!(shown_in_colour("\x1b[31mred\x1b[0m \x1b[2Jgone"), "\x1b[31mred\x1b[0m \u{241b}[2Jgone");
    }
}
