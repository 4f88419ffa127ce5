//! What can go wrong in an export.

/// An export that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The view does not hold such a thing.
    #[error("the view «{view}» holds no {what}\n  help: ask it for --what {instead}")]
    NoSuchTable {
        /// The view.
        view: &'static str,
        /// What was asked for.
        what: &'static str,
        /// What it does hold.
        instead: String,
    },
    /// A coding scheme that cannot be read.
    #[error("world/schemes/{file}.tsv:{line}: {what}\n  help: the first comment of the file says what its columns hold")]
    Scheme {
        /// Name of the scheme.
        file: String,
        /// Line, from 1; 0 for the whole file.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The output does not take it.
    #[error("the export cannot be written: {0}\n  help: check the place and the room left where --out points")]
    Write(#[from] std::io::Error),
    /// Parquet refuses.
    #[error("the Parquet file cannot be written: {0}\n  help: try --format jsonl, which holds the same")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// Arrow refuses.
    #[error("the columns do not fit together: {0}\n  help: try --format jsonl, which holds the same")]
    Arrow(#[from] arrow_schema::ArrowError),
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> ExportError {
        ExportError::Write(std::io::Error::other(error))
    }
}
