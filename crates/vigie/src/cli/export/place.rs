//! Where exports are written: a file, a folder, or a ZIP archive; nobody ever sees half a file.

use crate::cli::target::{beside, may_be_written, to_file, unwritten};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What fills a file: gives back how many rows it wrote.
type Fill<'f> = &'f mut dyn FnMut(&mut (dyn Write + Send)) -> Result<usize, String>;

/// Where the files of a data package go.
pub(super) enum Place {
    Folder(PathBuf, Vec<PathBuf>),
    Zip(Box<Archive>),
}

/// An archive under way, beside the name that it will have.
pub(super) struct Archive {
    path: PathBuf,
    part: PathBuf,
    zip: ZipWriter<BufWriter<File>>,
}

impl Place {
    /// A folder, which is made where it is missing, or an archive where the name ends in `.zip`. `inputs` is what
    /// the verb reads, which is never written over.
    pub(super) fn new(path: &Path, inputs: &[PathBuf]) -> Result<Place, String> {
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip")) {
            may_be_written(path, inputs)?;
            let part = beside(path);
            let zip = ZipWriter::new(BufWriter::new(File::create(&part).map_err(|e| unwritten(path, &e))?));
            return Ok(Place::Zip(Box::new(Archive { path: path.to_owned(), part, zip })));
        }
        let fail = |e| format!("{}: cannot be made: {e}\n  help: check its permissions", path.display());
        fs::create_dir_all(path).map_err(fail)?;
        Ok(Place::Folder(path.to_owned(), inputs.to_vec()))
    }

    /// Adds a file; gives back how many rows it has.
    pub(super) fn add(&mut self, name: &str, fill: Fill) -> Result<usize, String> {
        match self {
            Place::Folder(folder, inputs) => to_file(&folder.join(name), inputs, |out| fill(out)),
            Place::Zip(archive) => {
                // No time of day is written, so that the same data give the same archive.
                let options = SimpleFileOptions::default().large_file(true);
                archive.zip.start_file(name, options).map_err(|e| unwritten(&archive.path, &e))?;
                fill(&mut archive.zip)
            }
        }
    }

    /// Puts an archive in its place.
    pub(super) fn finish(self) -> Result<(), String> {
        let Place::Zip(archive) = self else { return Ok(()) };
        let Archive { path, part, zip } = *archive;
        let mut out = zip.finish().map_err(|e| unwritten(&path, &e))?;
        out.flush().and_then(|()| fs::rename(part, &path)).map_err(|e| unwritten(&path, &e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn an_archive_holds_what_a_folder_would_and_is_the_same_each_time() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let write = |name: &str| {
            let path = folder.path().join(name);
            let mut place = Place::new(&path, &[]).expect("made");
            for file in ["a.csv", "b.csv"] {
                let mut fill = |out: &mut (dyn Write + Send)| write!(out, "of {file}").map(|()| 1).map_err(|e| e.to_string());
                assert_eq!(place.add(file, &mut fill), Ok(1));
            }
            assert_eq!(path.exists(), name == "plain", "an archive is in its place only when it is whole");
            place.finish().expect("finished");
            path
        };
        assert_eq!(fs::read_to_string(write("plain").join("b.csv")).expect("there"), "of b.csv");
        let (one, two) = (write("one.zip"), write("two.ZIP"));
        assert_eq!(fs::read(&one).expect("there"), fs::read(two).expect("there"));
        let mut archive = zip::ZipArchive::new(File::open(one).expect("there")).expect("an archive");
        let mut text = String::new();
        archive.by_name("a.csv").expect("held").read_to_string(&mut text).expect("text");
        assert_eq!(text, "of a.csv");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 3, "nothing is left over");
    }
}
