//! Texts of tables.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// A text of a table: a piece of the program's own data, or one that was read from elsewhere. Fifty thousand towns are there at once
/// because nothing of them is copied.
#[derive(Clone)]
pub struct Text(Letters);

/// No larger than a piece of text, since what was read from elsewhere is behind a thin pointer.
#[derive(Clone)]
enum Letters {
    InPlace(&'static str),
    Owned(Box<Box<str>>),
}

impl Text {
    /// A piece of the program's own data.
    pub const fn in_place(text: &'static str) -> Text {
        Text(Letters::InPlace(text))
    }
    /// A copy.
    pub fn copied(text: &str) -> Text {
        Text(Letters::Owned(Box::new(text.into())))
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        match &self.0 {
            Letters::InPlace(text) => text,
            Letters::Owned(text) => text,
        }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text::in_place("")
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Text {
        Text::in_place(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text(Letters::Owned(Box::new(text.into())))
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        **self == **other
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_no_more_room_than_a_piece_of_text() {
        assert_eq!(size_of::<Text>(), size_of::<&str>());
        assert_eq!(Text::copied("Shusha"), Text::in_place("Shusha"));
    }
}
