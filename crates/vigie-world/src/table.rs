//! Tab-separated tables with a header, read line by line.

use std::fmt;

/// What is wrong with a file of the world, and where.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub struct Error {
    /// Path of the file inside the world's folder.
    pub file: String,
    /// Line, counted from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// The file could not be read from the disk.
    #[error("cannot be read ({0}): check the path and the permissions")]
    Unreadable(String),
    /// The file is not UTF-8.
    #[error("is not UTF-8: save it again as UTF-8")]
    NotUtf8,
    /// No header line.
    #[error("has no header: the first line that is no comment must name the columns, separated by tabs")]
    NoHeader,
    /// A column that every table of this sort needs.
    #[error("has no column «{0}»: add it to the header")]
    NoColumn(&'static str),
    /// A column that nobody reads.
    #[error("unknown column «{0}»: use one of the columns of the other tables of this sort, or a language code for names")]
    UnknownColumn(String),
    /// More cells than the header has columns.
    #[error("holds {found} cells where the header names {expected} columns: remove tabs, separate several names with «;»")]
    TooManyCells {
        /// Cells found.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A cell that must not be empty.
    #[error("«{0}» is empty: every line needs one")]
    Empty(&'static str),
    /// A cell that does not parse.
    #[error("«{value}» in column «{column}»: {why}")]
    Bad {
        /// Name of the column.
        column: String,
        /// What stands there.
        value: String,
        /// What was expected.
        why: String,
    },
    /// An id that was used before.
    #[error("«{0}» names two entries: give each line an id of its own")]
    Twice(String),
}

impl Error {
    pub(crate) fn at(file: &str, line: usize, problem: Problem) -> Error {
        Error { file: file.to_owned(), line, problem }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{} {}", self.file, self.problem),
            line => write!(f, "{}:{line}: {}", self.file, self.problem),
        }
    }
}

/// A table: its columns, and its lines that are neither empty nor comments.
pub(crate) struct Table<'t> {
    pub file: &'t str,
    pub columns: Vec<&'t str>,
    /// The lines not yet read, and the number of the last one that was.
    rest: &'t str,
    line: usize,
    row: Row<'t>,
}

/// One line of a table.
#[derive(Default)]
pub(crate) struct Row<'t> {
    pub line: usize,
    cells: Vec<&'t str>,
}

impl<'t> Table<'t> {
    pub fn read(file: &'t str, bytes: &'t [u8]) -> Result<Table<'t>, Error> {
        let text = std::str::from_utf8(bytes).map_err(|_| Error::at(file, 0, Problem::NotUtf8))?;
        let rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut table = Table { file, columns: Vec::new(), rest, line: 0, row: Row::default() };
        let header = table.next_content().ok_or_else(|| Error::at(file, 0, Problem::NoHeader))?;
        table.columns = header.split('\t').map(str::trim).collect();
        Ok(table)
    }

    /// The number of a column.
    pub fn column(&self, name: &'static str) -> Option<usize> {
        self.columns.iter().position(|c| *c == name)
    }

    /// The number of a column that must be there.
    pub fn needed(&self, name: &'static str) -> Result<usize, Error> {
        self.column(name).ok_or_else(|| Error::at(self.file, 0, Problem::NoColumn(name)))
    }

    /// How many lines there are still to read, comments and empty ones included.
    pub fn lines_left(&self) -> usize {
        self.rest.lines().count()
    }

    /// The same table in so many parts of like length, fewer where it is short: their lines one after another are its lines.
    pub fn split(mut self, parts: usize) -> Vec<Table<'t>> {
        let size = (self.rest.len() / parts.max(1)).max(SHORTEST_PART);
        let mut found = Vec::with_capacity(parts);
        while self.rest.len() > size {
            let Some(end) = self.rest.as_bytes()[size..].iter().position(|b| *b == b'\n') else { break };
            let (part, rest) = self.rest.split_at(size + end + 1);
            found.push(Table { columns: self.columns.clone(), rest: part, row: Row::default(), ..self });
            self.line += part.bytes().filter(|b| *b == b'\n').count();
            self.rest = rest;
        }
        found.push(self);
        found
    }

    fn next_content(&mut self) -> Option<&'t str> {
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            (self.rest, self.line) = (rest, self.line + 1);
            if is_content(line) {
                return Some(line);
            }
        }
        None
    }

    /// The next line that holds something.
    pub fn next(&mut self) -> Option<Result<&Row<'t>, Error>> {
        let text = self.next_content()?;
        self.row.line = self.line;
        self.row.cells.clear();
        self.row.cells.extend(text.split('\t').map(str::trim));
        let (found, expected) = (self.row.cells.len(), self.columns.len());
        if found > expected {
            return Some(Err(Error::at(self.file, self.line, Problem::TooManyCells { found, expected })));
        }
        Some(Ok(&self.row))
    }
}

/// A shorter part of a table, in bytes, is read sooner than a thread is started for it.
const SHORTEST_PART: usize = 100_000;

impl<'t> Row<'t> {
    /// What stands in a column; empty where the line ends before it or the table lacks it.
    pub fn cell(&self, column: Option<usize>) -> &'t str {
        column.and_then(|c| self.cells.get(c)).copied().unwrap_or("")
    }
}

fn is_content(line: &str) -> bool {
    !line.starts_with('#') && !line.trim().is_empty()
}

/// The alternatives of a cell.
pub(crate) fn alternatives(cell: &str) -> impl Iterator<Item = &str> + Clone {
    cell.split(';').map(str::trim).filter(|s| !s.is_empty())
}
