//! Data only: who and where. The files of `world/`, embedded when the program is built, read once into a [`World`].
//!
//! ```
//! use vigie_model::names::NameIndex;
//! use vigie_model::world::Entry;
//! let world = vigie_world::bundled();
//! let index = NameIndex::new(world, "fr", &[]);
//! let (words, entries) = index.longest_match(&["Haut", "-", "Karabakh"]).unwrap();
//! assert_eq!(words, 3);
//! let Entry::Territory(n) = entries[0] else { panic!("a territory") };
//! assert_eq!(world.territories[n as usize].code.as_str(), "NKR");
//! ```
//!
//! This crate knows the columns of the tables and nothing of what stands in them; it never analyses a text, and reads
//! the disk only when asked to [`open`] a folder.

pub mod geonames;
mod lookup;
mod near;
mod parse;
mod schemes;
mod shapes;
mod spelling;
mod table;

pub use lookup::{Candidate, where_, who};
pub use schemes::{country_of_alpha2, precision_codes};
pub use shapes::shapes;
pub use table::{Error, Problem};

use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;
use vigie_model::world::Text;
use vigie_model::{Country, World};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Every embedded file, by its path inside `world/`, with its bytes: also those that other crates read (agreements,
/// schemes).
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}

/// The text of the embedded file at `path`, such as `schemes/acled.tsv`; `None` where there is none or it is not UTF-8.
pub fn text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(p, _)| *p == path).and_then(|(_, bytes)| std::str::from_utf8(bytes).ok())
}

/// The world built into the program. Parsed at the first call, shared afterwards.
///
/// # Panics
/// If an embedded table is broken, which the tests of this crate rule out.
pub fn bundled() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| match parse::world(FILES, Text::in_place) {
        Ok(world) => world,
        Err(error) => panic!("the bundled world does not read: {error}"),
    })
}

/// The world of a folder laid out like `world/`.
///
/// # Errors
/// When a file cannot be read, is not UTF-8, or a line of it does not hold what its columns promise; the message names
/// file and line and what to try.
pub fn open(folder: &Path) -> Result<World, Error> {
    read_folder(folder)
}

/// The world built into the program, and behind it the tables of a folder laid out like `world/`: places of a GeoNames
/// dump ([`geonames::import`]), or theatre files and actors of one's own. Where both hold an id, the folder's entry is
/// left out.
///
/// # Errors
/// Those of [`open`].
pub fn extended(folder: &Path) -> Result<World, Error> {
    let mut world = bundled().clone();
    let more = read_folder(folder)?;
    let held: HashSet<String> = world.actors.iter().map(|a| a.id.clone()).collect();
    world.actors.extend(more.actors.into_iter().filter(|a| !held.contains(&a.id)));
    let held: HashSet<Text> = world.places.iter().map(|p| p.id.clone()).collect();
    world.places.extend(more.places.into_iter().filter(|p| !held.contains(&p.id)));
    let held: HashSet<String> = world.weapons.iter().map(|w| w.id.clone()).collect();
    world.weapons.extend(more.weapons.into_iter().filter(|w| !held.contains(&w.id)));
    let held: HashSet<Country> = world.territories.iter().map(|t| t.code).collect();
    world.territories.extend(more.territories.into_iter().filter(|t| !held.contains(&t.code)));
    Ok(world)
}

fn read_folder(folder: &Path) -> Result<World, Error> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    let borrowed: Vec<(&str, &[u8])> = files.iter().map(|(p, b)| (p.as_str(), b.as_slice())).collect();
    of_files(&borrowed)
}

/// The world of tables in memory: path inside a folder laid out like `world/`, bytes.
///
/// # Errors
/// Those of [`open`], but for files that cannot be read.
pub fn of_files(files: &[(&str, &[u8])]) -> Result<World, Error> {
    parse::world(files, parse::copied)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), Error> {
    let unreadable =
        |path: &Path, e: std::io::Error| Error::at(&path.display().to_string(), 0, Problem::Unreadable(e.to_string()));
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let path = entry.map_err(|e| unreadable(folder, e))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "tsv") {
            let bytes = std::fs::read(&path).map_err(|e| unreadable(&path, e))?;
            let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((inside, bytes));
        }
    }
    Ok(())
}
