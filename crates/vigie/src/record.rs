//! The whole chain over a record: reports are taken in, read on every core, and kept in the order in which they came.

mod gather;
mod import;
mod people;
mod retold;
mod watch;

pub use gather::{Period, check_record, gather_record, period_of_record};
pub use import::{Each, Step, Summary, import, import_from};
pub use watch::{Feeds, Round, WatchError, feeds_of, watch_once};

use crate::Desk;
use std::path::Path;
use std::sync::OnceLock;
use vigie_store::{Coder, Store, StoreError};

/// Opens a record that is there; a name misspelt makes no new one.
pub fn open_record(path: &Path) -> Result<Store, StoreError> {
    Store::open_read_only(path)?;
    Store::open(path)
}

/// This program with the data it reads by: another version, other rules, other places or agreements of one's own are another coder.
pub fn coder(desk: &Desk) -> Coder {
    static DATA: OnceLock<String> = OnceLock::new();
    let data = DATA.get_or_init(|| {
        // FNV-1a over 64 bits: it tells versions of the data apart, and guards against nobody.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |bytes: &[u8]| {
            for b in bytes {
                hash = (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        };
        for pack in vigie_languages::bundled() {
            for (path, bytes) in pack.files {
                add(path.as_bytes());
                add(bytes);
            }
        }
        for (path, text) in vigie_world::files() {
            add(path.as_bytes());
            add(text);
        }
        format!("{hash:016x}")
    });
    let own: Vec<&str> = desk.own_agreements().map(|a| a.id.as_str()).collect();
    let own = if own.is_empty() { String::new() } else { format!(",\"agreements\":\"{}\"", own.join(" ")) };
    Coder {
        name: format!("vigie {}", env!("CARGO_PKG_VERSION")),
        settings: format!("{{\"data\":\"{data}\",\"places\":{}{own}}}", desk.world().places.len()),
    }
}
