//! Reading and writing the little-endian bytes of a model.

use super::ModelError;

/// The first bytes of a model: a name and the number of the format.
const MAGIC: &[u8; 8] = b"vigielm2";

/// Bytes before the first value.
pub const HEADER: usize = 24;

/// Writes values one after the other.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Appends one byte.
    pub fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }
    /// Appends two bytes.
    pub fn u16(&mut self, value: u16) {
        self.bytes.extend(value.to_le_bytes());
    }
    /// Appends four bytes.
    pub fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }
    /// Appends eight bytes.
    pub fn u64(&mut self, value: u64) {
        self.bytes.extend(value.to_le_bytes());
    }
    /// Appends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }
    /// Appends a text of at most 65,535 bytes, its length first.
    pub fn text(&mut self, text: &str) {
        self.u16(text.len() as u16);
        self.raw(text.as_bytes());
    }
    /// How many bytes were written.
    pub fn count(&self) -> usize {
        self.bytes.len()
    }
    /// The finished model: magic bytes, length, checksum, then all that was written.
    pub fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + HEADER);
        out.extend(MAGIC);
        out.extend((self.bytes.len() as u64).to_le_bytes());
        out.extend(checksum(&self.bytes).to_le_bytes());
        out.extend(self.bytes);
        out
    }
}

/// Reads values one after the other; never reads past the end.
pub struct Reader<'b> {
    rest: &'b [u8],
    part: &'static str,
}

impl<'b> Reader<'b> {
    /// Checks the magic bytes, the length and the checksum.
    pub fn new(bytes: &'b [u8]) -> Result<Reader<'b>, ModelError> {
        let mut reader = Reader { rest: bytes, part: "first bytes" };
        if !bytes.starts_with(&MAGIC[..bytes.len().min(MAGIC.len())]) {
            return Err(ModelError::NotAModel);
        }
        reader.raw(MAGIC.len())?;
        let length = reader.u64()?;
        let expected = reader.u64()?;
        if (reader.rest.len() as u64) < length {
            return Err(ModelError::Truncated { part: "values" });
        }
        if reader.rest.len() as u64 != length || checksum(reader.rest) != expected {
            return Err(ModelError::Altered);
        }
        Ok(reader)
    }
    /// Names the part that is read from here on, for messages.
    pub fn part(&mut self, part: &'static str) {
        self.part = part;
    }
    /// The next `count` bytes.
    pub fn raw(&mut self, count: usize) -> Result<&'b [u8], ModelError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(ModelError::Truncated { part: self.part })?;
        self.rest = rest;
        Ok(taken)
    }
    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let mut array = [0; N];
        array.copy_from_slice(self.raw(N)?);
        Ok(array)
    }
    /// The next byte.
    pub fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(u8::from_le_bytes(self.array()?))
    }
    /// The next two bytes.
    pub fn u16(&mut self) -> Result<u16, ModelError> {
        Ok(u16::from_le_bytes(self.array()?))
    }
    /// The next four bytes.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        Ok(u32::from_le_bytes(self.array()?))
    }
    /// The next eight bytes.
    pub fn u64(&mut self) -> Result<u64, ModelError> {
        Ok(u64::from_le_bytes(self.array()?))
    }
    /// A text, its length first.
    pub fn text(&mut self) -> Result<&'b str, ModelError> {
        let length = self.u16()? as usize;
        std::str::from_utf8(self.raw(length)?).map_err(|_| self.invalid("a text that is not UTF-8"))
    }
    /// A number of things that each take at least `least` bytes; refused where the rest cannot hold them, so that a
    /// false number never asks for more memory than the file has bytes.
    pub fn count(&mut self, least: usize) -> Result<usize, ModelError> {
        let count = self.u32()? as usize;
        if count.saturating_mul(least) > self.rest.len() {
            return Err(ModelError::Truncated { part: self.part });
        }
        Ok(count)
    }
    /// An error about the part being read.
    pub fn invalid(&self, what: impl Into<String>) -> ModelError {
        ModelError::Invalid { part: self.part, what: what.into() }
    }
    /// Refuses bytes after the last part.
    pub fn end(&self) -> Result<(), ModelError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.invalid("bytes after its end")) }
    }
}

/// A checksum that notices flipped and lost bytes: FNV-1a over words of eight bytes. It does not guard against malice.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325u64 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29);
    }
    for byte in chunks.remainder() {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    sum
}
