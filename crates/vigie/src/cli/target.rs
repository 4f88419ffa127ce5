//! Where a verb writes with `--out`: never over what it reads, a record, a link or a device; and nobody ever sees half a file.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Writes beside the file and puts it in its place when it is whole. `inputs` are the files and folders that the verb reads.
///
/// # Errors
/// When the place must not be written over, or cannot be written; the message says what to try.
pub fn to_file(
    path: &Path,
    inputs: &[PathBuf],
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<usize, String>,
) -> Result<usize, String> {
    may_be_written(path, inputs)?;
    let part = beside(path);
    let fail = |e: std::io::Error| unwritten(path, &e);
    let mut out = BufWriter::new(File::create(&part).map_err(fail)?);
    let filled = fill(&mut out).and_then(|count| out.flush().map(|()| count).map_err(fail));
    drop(out);
    let placed = filled.and_then(|count| fs::rename(&part, path).map(|()| count).map_err(fail));
    if placed.is_err() {
        // The message matters more than a leftover that cannot be removed.
        let _ = fs::remove_file(part);
    }
    placed
}

/// The name under which a file is written until it is whole.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// The message for a file that cannot be written.
pub fn unwritten(path: &Path, e: &dyn std::fmt::Display) -> String {
    format!("{}: cannot be written: {e}\n  help: check the folder and its permissions", path.display())
}

/// Whether a file may be written at `path`, and beside it until it is whole. An earlier output may be written over; what is read, a
/// record, and what is no plain file may not, since what they hold cannot be made again.
///
/// # Errors
/// What stands there, and what to try.
pub fn may_be_written(path: &Path, inputs: &[PathBuf]) -> Result<(), String> {
    for place in [path, &beside(path)] {
        if let Some((what, help)) = what_forbids(place, inputs) {
            return Err(format!("{}: {what}, and was left as it is\n  help: {help}", place.display()));
        }
    }
    Ok(())
}

fn what_forbids(path: &Path, inputs: &[PathBuf]) -> Option<(String, &'static str)> {
    let other = "give another name with --out";
    // Nothing is lost where nothing stands yet; that includes links that lead nowhere, which are looked at themselves.
    let found = fs::symlink_metadata(path).ok()?;
    if found.is_symlink() {
        let to = fs::read_link(path).map(|to| format!(" to {}", to.display())).unwrap_or_default();
        return Some((format!("is a link{to}"), "name the file that it leads to, or leave --out away and write with >"));
    }
    if found.is_dir() {
        return Some(("is a folder".to_owned(), "name a file in it"));
    }
    if !found.is_file() {
        return Some(("is a device or a pipe".to_owned(), "leave --out away and write with >"));
    }
    if let Some(input) = inputs.iter().find(|input| is_within(path, input)) {
        let of = if input.is_dir() { format!(" (it lies in {})", input.display()) } else { String::new() };
        return Some((format!("is read by this very command{of}"), other));
    }
    is_record(path).then(|| ("is a record or another database".to_owned(), other))
}

/// True where both are one file under whatever names, or where the file lies in the folder `input`. Also for the files that a database
/// keeps beside itself.
fn is_within(path: &Path, input: &Path) -> bool {
    let (Ok(own), Ok(read)) = (fs::canonicalize(path), fs::canonicalize(input)) else { return false };
    let beside_database = ["-wal", "-shm", "-journal"].iter().any(|end| {
        let mut name = read.as_os_str().to_owned();
        name.push(end);
        own.as_os_str() == name
    });
    own.starts_with(&read) || beside_database || is_same(&own, &read)
}

/// True for two names of one file on the disk, which a whole name does not tell.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let which = |path: &Path| fs::metadata(path).map(|m| (m.dev(), m.ino())).ok();
    which(one).is_some_and(|own| which(other) == Some(own))
}

#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    false
}

/// True for what begins as files of SQLite do.
fn is_record(path: &Path) -> bool {
    let mut head = [0; 16];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == b"SQLite format 3\0"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, inputs: &[PathBuf]) -> Result<usize, String> {
        to_file(path, inputs, |out| out.write_all(b"new").map(|()| 1).map_err(|e| e.to_string()))
    }

    #[test]
    fn what_is_read_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("report.txt"), "kept").expect("written");
        fs::write(path("desk.vigie"), b"SQLite format 3\0and pages").expect("written");
        let message = write(&path("report.txt"), &[path("report.txt")]).expect_err("it is read");
        assert!(message.contains("read by this very command") && message.contains("--out"), "{message}");
        let message = write(&path("report.txt"), &[folder.path().to_owned()]).expect_err("it lies in what is read");
        assert!(message.contains("it lies in"), "{message}");
        assert!(write(&path("desk.vigie"), &[]).expect_err("a record").contains("is a record"));
        assert!(write(folder.path(), &[]).expect_err("a folder").contains("is a folder"));
        assert_eq!(fs::read_to_string(path("report.txt")).expect("there"), "kept");
        assert!(fs::read(path("desk.vigie")).expect("there").ends_with(b"and pages"));
    }

    #[test]
    fn an_earlier_output_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let out = folder.path().join("out.csv");
        assert_eq!((write(&out, &[]), write(&out, &[])), (Ok(1), Ok(1)));
        assert_eq!(fs::read_to_string(&out).expect("there"), "new");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left over");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (target, link, hard) = (folder.path().join("t"), folder.path().join("l"), folder.path().join("h"));
        fs::write(&target, "kept").expect("written");
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        fs::hard_link(&target, &hard).expect("linked");
        assert!(write(&link, &[]).expect_err("a link").contains("is a link to"));
        assert!(write(&hard, std::slice::from_ref(&target)).expect_err("the same file").contains("read by this very command"));
        assert!(write(Path::new("/dev/null"), &[]).expect_err("a device").contains("is a device"));
        assert_eq!(fs::read_to_string(&target).expect("there"), "kept");
    }
}
