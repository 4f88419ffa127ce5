//! When something happened, as precisely as the source says and no more.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An interval of days, inclusive at both ends, with the words it was read from.
///
/// Where the year cannot be known, `from` and `to` are `None` and `edtf` holds what is (`XXXX-03-26`).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct When {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The words, empty where the date is carried over from a neighbouring sentence.
    #[serde(default)]
    pub text: String,
    /// First character of the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// One past the last character of the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// Extended Date/Time Format (ISO 8601-2), when days alone cannot say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
}

impl When {
    /// The days `from..=to`, without words.
    pub fn days(from: Date, to: Date) -> When {
        When { from: Some(from), to: Some(to), ..When::default() }
    }
    /// True when both are known and share a day.
    pub fn overlaps(&self, other: &When) -> bool {
        match (self.from, self.to, other.from, other.to) {
            (Some(a), Some(b), Some(c), Some(d)) => a <= d && c <= b,
            _ => false,
        }
    }
}
