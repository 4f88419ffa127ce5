//! The file that a model is kept in: named parts, one after another, little-endian.
//!
//! A part is a name, a sort, two dimensions and its numbers. Weights are whole numbers of 8 bits with a scale a column
//! (or a row, for tables that are looked up row by row).

use std::borrow::Cow;
use std::collections::BTreeMap;

use pulp::bytemuck::cast_slice;

const MAGIC: &[u8] = b"vigie-neural 1\n";

/// One part of a model.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Lines of text.
    Text(String),
    /// Numbers in full precision.
    Floats(Vec<f32>),
    /// Keys or offsets.
    Numbers(Vec<u32>),
    /// Hashes.
    Hashes(Vec<u64>),
    /// A matrix in 8 bits, row after row.
    Quantised(Quantised),
}

/// A matrix in 8 bits: `values[row * columns + column] * scales[column]`, or `scales[row]` if `by_row`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantised {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// The whole numbers: a piece of the program's own bytes, or read from elsewhere.
    pub values: Cow<'static, [i8]>,
    /// What each column or row is multiplied with.
    pub scales: Vec<f32>,
    /// True when there is a scale a row.
    pub by_row: bool,
}

impl Quantised {
    /// The matrix rounded to 8 bits; the largest number of each column (or row) keeps its size.
    pub fn of(rows: usize, columns: usize, values: &[f32], by_row: bool) -> Quantised {
        let line = |row: usize, column: usize| if by_row { row } else { column };
        let mut scales = vec![0.0f32; if by_row { rows } else { columns }];
        for row in 0..rows {
            for column in 0..columns {
                let scale = &mut scales[line(row, column)];
                *scale = scale.max(values[row * columns + column].abs());
            }
        }
        scales.iter_mut().for_each(|s| *s /= 127.0);
        let mut rounded = Vec::with_capacity(values.len());
        for row in 0..rows {
            for column in 0..columns {
                let scale = scales[line(row, column)];
                let value = values[row * columns + column];
                rounded.push(if scale > 0.0 { (value / scale).round().clamp(-127.0, 127.0) as i8 } else { 0 });
            }
        }
        Quantised { rows, columns, values: rounded.into(), scales, by_row }
    }
}

/// Why a model cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The bytes do not begin as a model does.
    #[error("not a model file: it does not begin with \"vigie-neural 1\"; train one with `cargo xtask train-neural`")]
    NotAModel,
    /// The bytes end too early, or a part is of no known sort.
    #[error("the model file is damaged at byte {at}; fetch or train it again")]
    Damaged {
        /// Where reading stopped.
        at: usize,
    },
    /// A part is not there, or is of another sort or size than the network needs.
    #[error(
        "the model's part {name:?} is missing or does not fit; train it again with this version's `cargo xtask train-neural`"
    )]
    Part {
        /// Name of the part.
        name: String,
    },
}

/// The bytes of a model file.
pub fn write(parts: &BTreeMap<String, Part>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    for (name, part) in parts {
        out.push(name.len() as u8);
        out.extend(name.as_bytes());
        let mut head = |sort: u8, rows: usize, columns: usize| {
            out.push(sort);
            out.extend((rows as u32).to_le_bytes());
            out.extend((columns as u32).to_le_bytes());
        };
        match part {
            Part::Text(text) => {
                head(0, text.len(), 1);
                out.extend(text.as_bytes());
            }
            Part::Floats(values) => {
                head(1, values.len(), 1);
                values.iter().for_each(|v| out.extend(v.to_le_bytes()));
            }
            Part::Numbers(values) => {
                head(2, values.len(), 1);
                values.iter().for_each(|v| out.extend(v.to_le_bytes()));
            }
            Part::Hashes(values) => {
                head(3, values.len(), 1);
                values.iter().for_each(|v| out.extend(v.to_le_bytes()));
            }
            Part::Quantised(matrix) => {
                head(if matrix.by_row { 5 } else { 4 }, matrix.rows, matrix.columns);
                matrix.scales.iter().for_each(|v| out.extend(v.to_le_bytes()));
                out.extend(matrix.values.iter().map(|v| *v as u8));
            }
        }
    }
    out
}

/// What becomes of the whole numbers of a matrix: they stay where they are, or are copied.
pub type Keep<'b> = fn(&'b [u8]) -> Cow<'static, [i8]>;

/// For files that outlive the model.
pub fn in_place(values: &'static [u8]) -> Cow<'static, [i8]> {
    Cow::Borrowed(cast_slice(values))
}

/// For files that do not.
pub fn copied(values: &[u8]) -> Cow<'static, [i8]> {
    Cow::Owned(cast_slice(values).to_vec())
}

/// The parts of a model file, by name.
pub struct Parts(BTreeMap<String, Part>);

impl Parts {
    /// Reads a model file; `keep` gives the whole numbers of matrices.
    pub fn read<'b>(bytes: &'b [u8], keep: Keep<'b>) -> Result<Parts, FileError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(FileError::NotAModel)?;
        let mut reader = Reader { bytes: rest, at: 0 };
        let mut parts = BTreeMap::new();
        while reader.at < rest.len() {
            let length = reader.take(1)?[0] as usize;
            let name = String::from_utf8_lossy(reader.take(length)?).into_owned();
            let sort = reader.take(1)?[0];
            let (rows, columns) = (reader.size()?, reader.size()?);
            let part = match sort {
                0 => Part::Text(String::from_utf8_lossy(reader.take(rows)?).into_owned()),
                1 => Part::Floats(reader.floats(rows)?),
                2 => Part::Numbers(reader.list(rows, u32::from_le_bytes)?),
                3 => Part::Hashes(reader.list(rows, u64::from_le_bytes)?),
                4 | 5 => {
                    let by_row = sort == 5;
                    let scales = reader.floats(if by_row { rows } else { columns })?;
                    let count = rows.checked_mul(columns).ok_or(FileError::Damaged { at: reader.at })?;
                    let values = keep(reader.take(count)?);
                    Part::Quantised(Quantised { rows, columns, values, scales, by_row })
                }
                _ => return Err(FileError::Damaged { at: reader.at }),
            };
            parts.insert(name, part);
        }
        Ok(Parts(parts))
    }
    /// Lines of a text part.
    pub fn lines(&mut self, name: &str) -> Result<Vec<String>, FileError> {
        Ok(self.text(name)?.lines().map(str::to_string).collect())
    }
    /// A text part.
    pub fn text(&mut self, name: &str) -> Result<String, FileError> {
        match self.0.remove(name) {
            Some(Part::Text(text)) => Ok(text),
            _ => Err(FileError::Part { name: name.to_string() }),
        }
    }
    /// A part of floats.
    pub fn floats(&mut self, name: &str) -> Result<Vec<f32>, FileError> {
        match self.0.remove(name) {
            Some(Part::Floats(values)) => Ok(values),
            _ => Err(FileError::Part { name: name.to_string() }),
        }
    }
    /// A part of keys.
    pub fn numbers(&mut self, name: &str) -> Result<Vec<u32>, FileError> {
        match self.0.remove(name) {
            Some(Part::Numbers(values)) => Ok(values),
            _ => Err(FileError::Part { name: name.to_string() }),
        }
    }
    /// A part of hashes.
    pub fn hashes(&mut self, name: &str) -> Result<Vec<u64>, FileError> {
        match self.0.remove(name) {
            Some(Part::Hashes(values)) => Ok(values),
            _ => Err(FileError::Part { name: name.to_string() }),
        }
    }
    /// A matrix with a scale a column, or a row if `by_row`.
    pub fn matrix(&mut self, name: &str, by_row: bool) -> Result<Quantised, FileError> {
        match self.0.remove(name) {
            Some(Part::Quantised(matrix)) if matrix.by_row == by_row => Ok(matrix),
            _ => Err(FileError::Part { name: name.to_string() }),
        }
    }
    /// True when there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], FileError> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len()).ok_or(FileError::Damaged { at: self.at })?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }
    fn size(&mut self) -> Result<usize, FileError> {
        Ok(self.list(1, u32::from_le_bytes)?[0] as usize)
    }
    fn floats(&mut self, count: usize) -> Result<Vec<f32>, FileError> {
        self.list(count, f32::from_le_bytes)
    }
    fn list<T, const N: usize>(&mut self, count: usize, of: fn([u8; N]) -> T) -> Result<Vec<T>, FileError> {
        let length = count.checked_mul(N).ok_or(FileError::Damaged { at: self.at })?;
        Ok(self.take(length)?.as_chunks::<N>().0.iter().map(|chunk| of(*chunk)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_its_parts_back_and_damage_is_told() {
        let parts = BTreeMap::from([
            ("a".to_string(), Part::Text("x\ny".into())),
            ("b".to_string(), Part::Quantised(Quantised::of(2, 2, &[1.0, -0.5, 0.25, 0.0], false))),
            ("c".to_string(), Part::Hashes(vec![7, u64::MAX])),
        ]);
        let bytes = write(&parts);
        let mut read = Parts::read(&bytes, copied).unwrap();
        assert_eq!(read.lines("a").unwrap(), ["x", "y"]);
        assert_eq!(read.matrix("b", false).unwrap().values[..], [127, -127, 32, 0]);
        assert_eq!(read.hashes("c").unwrap(), [7, u64::MAX]);
        assert_eq!(read.hashes("c"), Err(FileError::Part { name: "c".into() }));
        for length in 0..bytes.len() {
            // A file may end between two parts; inside one, or inside its first line, it may not.
            if let Ok(mut short) = Parts::read(&bytes[..length], copied) {
                assert!(short.hashes("c").is_err());
            }
        }
        assert_eq!(Parts::read(b"something else", copied).err(), Some(FileError::NotAModel));
    }
}
