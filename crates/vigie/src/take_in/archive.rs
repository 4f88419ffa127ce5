//! ZIP archives. Nothing is ever written to disk, and what is made to do harm is refused with a reason.

use super::{Form, is_archive};
use super::{LONGEST, Sink, Whole, form_of, from_reader, problem, read_whole, whole};
use std::io::{BufReader, Read, Seek};

/// The most entries an archive may have.
const ENTRIES: usize = 200_000;
/// The most that all entries may unpack to, in bytes.
const UNPACKED: u64 = 4 << 30;
/// From this ratio on, an entry larger than a mebibyte is taken for a bomb: text does not shrink to a two-hundredth.
const RATIO: u64 = 200;

/// The reports of an archive, an entry at a time.
pub(super) fn take(origin: &str, name: &str, file: impl Read + Seek, sink: &mut Sink) {
    let mut archive = match zip::ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(e) => {
            sink.give(Err(problem(origin, format!("is a ZIP archive that cannot be read: {e}"), "unpack it and give the files")));
            return;
        }
    };
    if archive.len() > ENTRIES {
        let what = format!("the archive has {} entries, more than {ENTRIES}", archive.len());
        sink.give(Err(problem(origin, what, "split it")));
        return;
    }
    if archive.has_overlapping_files().unwrap_or(true) {
        let what = "the archive's entries lie over one another: it looks made to fill the memory";
        sink.give(Err(problem(origin, what, "do not open it; ask its sender")));
        return;
    }
    if let Some(what) = document(&mut archive) {
        let help = "save it as plain text (.txt) or PDF in the program it was written with, and give that";
        sink.give(Err(problem(origin, what, help)));
        return;
    }
    let folder = super::stem(name);
    let mut unpacked = 0u64;
    for number in 0..archive.len() {
        if sink.stopped {
            return;
        }
        let mut entry = match archive.by_index(number) {
            Ok(entry) => entry,
            Err(e) => {
                let what = format!("cannot be read: {e}");
                sink.give(Err(problem(format!("{origin} entry {}", number + 1), what, "unpack the archive and give the files")));
                continue;
            }
        };
        let here = format!("{origin}!{}", entry.name());
        if entry.is_dir() {
            continue;
        }
        let refused = match entry.enclosed_name() {
            None => Some(("its name leads out of the archive", "do not unpack it; ask its sender")),
            Some(_) if entry.is_symlink() => Some(("is a link, not a file", "give the file itself")),
            Some(_) if entry.encrypted() => Some(("is encrypted", "unpack it with its password and give the file")),
            Some(_) if entry.size() > 1 << 20 && entry.size() / RATIO > entry.compressed_size() => Some((
                "unpacks to more than two hundred times its size: it looks made to fill the memory",
                "do not open it; ask its sender",
            )),
            Some(_) => None,
        };
        if let Some((what, help)) = refused {
            sink.give(Err(problem(here, what, help)));
            continue;
        }
        let Some(inner) = entry.enclosed_name().map(|n| n.to_string_lossy().into_owned()) else { continue };
        if inner.rsplit('/').next().is_some_and(|n| n.starts_with('.')) || inner.starts_with("__MACOSX") {
            continue;
        }
        // What the head of an entry says of its size is only what it says: what comes out is counted.
        let budget = UNPACKED.saturating_sub(unpacked);
        let mut counted = Counted { inner: (&mut entry).take(budget), read: 0 };
        entry_of(&here, &format!("{folder}/{inner}"), &mut counted, sink);
        unpacked += counted.read;
        if unpacked >= UNPACKED {
            let what = format!("the archive unpacks to more than {} GiB; the rest was left", UNPACKED >> 30);
            sink.give(Err(problem(origin, what, "split it")));
            return;
        }
    }
}

/// What sort of document the archive is by its parts, where it is one: its parts are no reports, and a text cut up by codes would be
/// read wrongly.
fn document(archive: &mut zip::ZipArchive<impl Read + Seek>) -> Option<&'static str> {
    if archive.index_for_name("[Content_Types].xml").is_some() {
        return Some("is a document of an office program (such as .docx, .xlsx or .pptx), not an archive of reports");
    }
    let mut head = Vec::new();
    let told = archive.by_name("mimetype").ok()?.take(256).read_to_end(&mut head);
    let is_document = told.is_ok() && head.starts_with(b"application/vnd.oasis.opendocument");
    is_document.then_some("is a document of an office program (such as .odt or .ods), not an archive of reports")
}

fn entry_of(here: &str, name: &str, entry: &mut dyn Read, sink: &mut Sink) {
    let mut reader = BufReader::with_capacity(1 << 14, entry);
    let head = match std::io::BufRead::fill_buf(&mut reader) {
        Ok(head) => head,
        Err(e) => {
            sink.give(Err(problem(here, format!("cannot be unpacked: {e}"), "unpack the archive and give the files")));
            return;
        }
    };
    let form = form_of(name, head);
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    if form == Form::Zip && matches!(ending.as_str(), "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp") {
        let help = "save it as plain text (.txt) or PDF in the program it was written with, and give that";
        sink.give(Err(problem(here, "is a document of an office program", help)));
    } else if is_archive(form) {
        sink.give(Err(problem(here, "is an archive within an archive", "unpack the outer one and give the inner one")));
    } else if matches!(form, Form::Lines | Form::Table) {
        from_reader(&mut reader, here, name, sink);
    } else {
        match read_whole(&mut reader, here) {
            Ok(bytes) => {
                debug_assert!(bytes.len() <= LONGEST);
                whole(Whole::of(bytes, here, name), sink);
            }
            Err(problem) => {
                sink.give(Err(problem));
            }
        }
    }
}

/// Counts what is read through it.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}
