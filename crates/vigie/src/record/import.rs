//! Reports into a record: one thread takes in, one a core reads, one writes.

use super::{coder, retold};
use crate::Desk;
use crate::take_in::{Problem, Taken, Told, take_received};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use vigie_model::Claim;
use vigie_store::{Coder, Store, StoreError};

/// What became of everything that was to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reports that are new in the record.
    pub new: u64,
    /// Reports that were there and had been read by this coder.
    pub known: u64,
    /// Reports that were there and were read anew, by another coder than before.
    pub reread: u64,
    /// Claims found in new readings.
    pub claims: u64,
    /// New reports that tell an earlier one again, and were linked to it.
    pub retold: u64,
    /// Kept, but nothing could be read in them: by reason, how many and the first few.
    pub unread: BTreeMap<String, (u64, Vec<String>)>,
    /// Refused: by reason, how many and the first few places.
    pub refused: BTreeMap<String, (u64, Vec<String>)>,
}

/// How many places are named for one reason.
const NAMED: usize = 5;

impl Summary {
    /// Counts another import in.
    pub fn add(&mut self, other: &Summary) {
        self.new += other.new;
        self.known += other.known;
        self.reread += other.reread;
        self.claims += other.claims;
        self.retold += other.retold;
        for (own, others) in [(&mut self.unread, &other.unread), (&mut self.refused, &other.refused)] {
            for (why, (n, places)) in others {
                let entry = own.entry(why.clone()).or_default();
                entry.0 += n;
                entry.1.extend(places.iter().take(NAMED.saturating_sub(entry.1.len())).cloned());
            }
        }
    }
    /// How many were refused.
    pub fn refusals(&self) -> u64 {
        self.refused.values().map(|(n, _)| n).sum()
    }
    /// Everything that was looked at.
    pub fn seen(&self) -> u64 {
        self.new + self.known + self.reread + self.refusals()
    }
}

fn count(list: &mut BTreeMap<String, (u64, Vec<String>)>, why: &str, place: &str) {
    // What follows a colon is about this one alone; reasons are counted without it.
    let why = why.split(": ").next().unwrap_or(why);
    let (n, places) = list.entry(why.to_owned()).or_default();
    *n += 1;
    if places.len() < NAMED {
        places.push(place.to_owned());
    }
}

/// Something that happened, for whoever watches.
pub enum Step<'a> {
    /// Something was refused.
    Refused(&'a Problem),
    /// A batch was written; the summary so far.
    Written(&'a Summary),
}

/// Something taken in, on its way to the writer.
enum Work {
    Read(Box<Taken>),
    Known,
    Refused(Problem),
}

/// The same, after reading.
enum Done {
    Read(Box<Taken>, Found),
    Known,
    Refused(Problem),
}

/// What a reader found in one report.
struct Found {
    claims: Vec<Claim>,
    /// Why there are none, where something is known.
    note: Option<String>,
    prints: Vec<u64>,
}

/// Reports written in one transaction, at most.
const BATCH: usize = 256;
/// A transaction is closed after this time even if it is not full.
const PATIENCE: Duration = Duration::from_secs(2);

/// Takes in `files` (files, folders, `-`), as [`import_from`].
pub fn import(
    path: &Path,
    desk: &Desk,
    files: &[String],
    told: &Told,
    tell: &mut dyn FnMut(Step),
) -> Result<Summary, StoreError> {
    let source = |each: &mut Each| {
        let mut wanted = true;
        for file in files {
            take_received(file, told, &mut |taken| {
                wanted = each(taken);
                wanted
            });
            if !wanted {
                return;
            }
        }
    };
    import_from(path, desk, &source, tell)
}

/// Takes a report or a problem; false where no more is wanted.
pub type Each<'e> = dyn FnMut(Result<Taken, Problem>) -> bool + 'e;

/// Takes in what `source` gives, reads it on every core and keeps it in the record at `path`, in the order in which it comes.
/// What is there already, read by the same coder, is passed over: an import that was cut off goes on. New reports that tell
/// an earlier one again are linked to it.
///
/// `tell` learns of each refusal and each batch written. Fails only where the record itself fails; what was written stays.
pub fn import_from(
    path: &Path,
    desk: &Desk,
    source: &(dyn Fn(&mut Each) + Sync),
    tell: &mut dyn FnMut(Step),
) -> Result<Summary, StoreError> {
    let mut store = Store::open(path)?;
    let known = Store::open_read_only(path)?;
    let coder = coder(desk);
    let readers = std::thread::available_parallelism().map_or(1, usize::from);
    let (give, take) = sync_channel::<(u64, Work)>(readers * 8);
    let (hand, written) = sync_channel::<(u64, Done)>(BATCH);
    let take = Mutex::new(take);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (stop, take, coder) = (&stop, &take, &coder);
        scope.spawn(move || take_in(&known, source, coder, &give, stop));
        for _ in 0..readers {
            let hand = hand.clone();
            scope.spawn(move || read(desk, take, &hand));
        }
        drop(hand);
        let outcome = write(&mut store, coder, &written, tell);
        // After a failure nobody receives any more: the others must not wait for it.
        stop.store(true, Ordering::Relaxed);
        drop(written);
        outcome
    })
}

fn take_in(known: &Store, source: &(dyn Fn(&mut Each) + Sync), coder: &Coder, give: &SyncSender<(u64, Work)>, stop: &AtomicBool) {
    let mut number = 0;
    source(&mut |taken| {
        let work = match taken {
            Ok(taken) if is_known(known, &taken, coder) => Work::Known,
            Ok(taken) => Work::Read(Box::new(taken)),
            Err(problem) => Work::Refused(problem),
        };
        number += 1;
        give.send((number, work)).is_ok() && !stop.load(Ordering::Relaxed)
    });
}

/// True when these bytes are in the record under that name and `coder` has read them. Where the record cannot tell, they are
/// read again, and the writer finds out.
fn is_known(store: &Store, taken: &Taken, coder: &Coder) -> bool {
    let id = store.known(&taken.report.id, &taken.received.sha256()).ok().flatten();
    id.is_some_and(|id| store.has_read(&id, coder).unwrap_or(false))
}

fn read(desk: &Desk, take: &Mutex<Receiver<(u64, Work)>>, hand: &SyncSender<(u64, Done)>) {
    loop {
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, work)) = next else { return };
        let done = match work {
            Work::Known => Done::Known,
            Work::Refused(problem) => Done::Refused(problem),
            Work::Read(taken) => {
                let read = desk.claims_of(&taken.report);
                let note = read.notes.into_iter().find(|n| n.span.is_none()).map(|n| n.message);
                let prints = retold::prints(&taken.report.text);
                Done::Read(taken, Found { claims: read.claims, note, prints })
            }
        };
        if hand.send((number, done)).is_err() {
            return;
        }
    }
}

fn write(
    store: &mut Store,
    coder: &Coder,
    written: &Receiver<(u64, Done)>,
    tell: &mut dyn FnMut(Step),
) -> Result<Summary, StoreError> {
    let mut summary = Summary::default();
    // Readers finish out of order; what came first is written first, so that the same import gives the same record.
    let mut waiting: BTreeMap<u64, Done> = BTreeMap::new();
    let mut next = 1;
    let mut batch: Vec<Done> = Vec::new();
    let mut since = Instant::now();
    let mut over = false;
    while !over {
        match written.recv_timeout(PATIENCE) {
            Ok((number, done)) => {
                waiting.insert(number, done);
                while let Some(done) = waiting.remove(&next) {
                    batch.push(done);
                    next += 1;
                }
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => over = true,
        }
        if batch.len() >= BATCH || over || (since.elapsed() > PATIENCE && !batch.is_empty()) {
            keep(store, coder, std::mem::take(&mut batch), &mut summary, tell)?;
            tell(Step::Written(&summary));
            since = Instant::now();
        }
    }
    Ok(summary)
}

/// Writes a batch in one transaction.
fn keep(
    store: &mut Store,
    coder: &Coder,
    batch: Vec<Done>,
    summary: &mut Summary,
    tell: &mut dyn FnMut(Step),
) -> Result<(), StoreError> {
    store.batch(|record| {
        for done in batch {
            match done {
                Done::Known => summary.known += 1,
                Done::Refused(problem) => {
                    count(&mut summary.refused, &problem.what, &problem.place);
                    tell(Step::Refused(&problem));
                }
                Done::Read(taken, Found { claims, note, prints }) => {
                    let added = record.add(&taken.received, &taken.report, coder, &claims)?;
                    if added.new {
                        let earlier = record.alike(&added.id, &prints)?;
                        if let Some(link) = retold::link(&added.id, &taken.report, &earlier) {
                            summary.retold += u64::from(record.link(&link)?);
                        }
                        record.keep_prints(&added.id, &prints)?;
                    }
                    match (added.new, added.read) {
                        (true, _) => summary.new += 1,
                        (false, true) => summary.reread += 1,
                        (false, false) => summary.known += 1,
                    }
                    if added.read {
                        summary.claims += claims.len() as u64;
                    }
                    if let (true, Some(note)) = (claims.is_empty(), note) {
                        let first = note.lines().next().unwrap_or_default();
                        count(&mut summary.unread, first, &added.id);
                    }
                }
            }
        }
        Ok(())
    })
}
