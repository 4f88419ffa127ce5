//! Codes of countries and territories.

use serde::{Deserialize, Serialize, de};
use std::fmt;
use std::str::FromStr;

/// An ISO 3166-1 alpha-3 code, or the code of a de facto authority as `spec/claims.md` lists them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 3]);

/// A code that is not three capital Latin letters.
#[derive(Debug, thiserror::Error)]
#[error("«{0}» is not a country code: write three capital letters (ISO 3166-1 alpha-3)")]
pub struct BadCountry(pub String);

impl Country {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters are ever stored, see `from_str`.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Country {
    type Err = BadCountry;
    fn from_str(s: &str) -> Result<Self, BadCountry> {
        match s.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|x| x.is_ascii_uppercase()) => Ok(Country([*a, *b, *c])),
            _ => Err(BadCountry(s.to_owned())),
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<str>::deserialize(d)?;
        s.parse().map_err(de::Error::custom)
    }
}
