//! Data only: the files of `languages/`, embedded when the program is built. Adding a folder there adds a language here.
//!
//! This crate never looks inside the files: each is read by the stage it belongs to.

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// One language's folder.
pub struct Pack {
    /// Name of the folder: a two-letter code.
    pub code: &'static str,
    /// Every file, by its path inside the folder (`events/strike.rule`), with its bytes.
    pub files: &'static [(&'static str, &'static [u8])],
}

impl Pack {
    /// The bytes of the file at `path`.
    pub fn file(&self, path: &str) -> Option<&'static [u8]> {
        self.files.iter().find(|(p, _)| *p == path).map(|(_, b)| *b)
    }
    /// The text of the file at `path`, if it is there and is UTF-8.
    pub fn text(&self, path: &str) -> Option<&'static str> {
        self.file(path).and_then(|b| std::str::from_utf8(b).ok())
    }
}

/// The languages built into the program, by code.
pub fn bundled() -> &'static [Pack] {
    BUNDLED
}

/// The language with this code.
pub fn pack(code: &str) -> Option<&'static Pack> {
    BUNDLED.iter().find(|p| p.code == code)
}
