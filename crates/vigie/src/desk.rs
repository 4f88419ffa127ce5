//! The languages and the world, loaded once, and the pure function from a report to its claims.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use vigie_agreements::{Citer, ReferenceWords, ReferenceWordsError};
use vigie_claims::{Rules, RulesError, Trace};
use vigie_model::names::NameIndex;
use vigie_model::{Agreement, Citation, Claim, Entity, EventKind, Note, Report, World};
use vigie_read::{Language, LanguageError, Reading};

/// One language, ready to read and to find claims.
pub struct Pack {
    /// How it is read.
    pub language: Language,
    /// How it tells events.
    pub rules: Rules,
    /// The world's names in it.
    pub names: NameIndex,
    /// How it names the agreements of the desk; nothing where the language has no words for that.
    pub citer: Option<Citer>,
}

/// What reading one report gave.
#[derive(Debug, Default)]
pub struct Read {
    /// Its claims.
    pub claims: Vec<Claim>,
    /// What was odd, and why there may be no claims.
    pub notes: Vec<Note>,
    /// True when a fault of the program kept the report from being read; the note says so.
    pub failed: bool,
}

/// A language or world that cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The language's reading files.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// The language's claim files.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The language's words for agreements.
    #[error(transparent)]
    References(#[from] ReferenceWordsError),
    /// A language's folder that cannot be opened.
    #[error("{0}: {1}\n  help: name a language's folder, such as languages/xx")]
    Folder(String, std::io::Error),
    /// No such language.
    #[error("unknown language «{0}»\n  help: the program reads {1}; leave --lang out to have it recognised")]
    Unknown(String, String),
    /// A language that cannot be recognised.
    #[error("the language of the text cannot be recognised\n  help: name it with --lang; the program reads {0}")]
    Unrecognised(String),
}

/// Languages and world, loaded when first asked for.
pub struct Desk {
    /// `None` stands for the world built in, which is parsed when it is first asked for.
    world: Option<World>,
    /// Those that texts may name.
    agreements: Cow<'static, [Agreement]>,
    packs: BTreeMap<&'static str, OnceLock<Result<Pack, String>>>,
    /// A folder whose languages stand in for those built in.
    languages: Option<PathBuf>,
}

impl Desk {
    /// Everything built into the program. Languages are loaded when a report first needs them.
    pub fn bundled() -> Desk {
        Desk::over(None)
    }

    /// Everything built in, and the tables of a folder behind it: see [`vigie_world::extended`].
    ///
    /// # Errors
    /// When a table of the folder does not read; the message tells file, line and what to try.
    pub fn with_world(folder: &Path) -> Result<Desk, vigie_world::Error> {
        Ok(Desk::over(Some(vigie_world::extended(folder)?)))
    }

    fn over(world: Option<World>) -> Desk {
        Desk { world, agreements: Cow::Borrowed(crate::agreement::bundled_agreements()), packs: not_loaded(), languages: None }
    }

    /// The same with the languages of a folder (`FOLDER/xx`) in place of those built in: rules tried out without a build.
    pub fn with_languages(self, folder: &Path) -> Desk {
        Desk { languages: Some(folder.to_owned()), ..self }
    }

    /// The same, with agreements of the user's beside those built in: claims tell where a text names them or a clause of
    /// theirs. One that bears the id of an agreement known already takes its place.
    pub fn with_agreements(self, own: &[Agreement]) -> Desk {
        if own.iter().all(|a| self.agreements.contains(a)) {
            return self;
        }
        let mut agreements: Vec<Agreement> =
            self.agreements.iter().filter(|known| own.iter().all(|a| a.id != known.id)).cloned().collect();
        agreements.extend(own.iter().cloned());
        // What a language knows of agreements is part of its pack.
        Desk { agreements: Cow::Owned(agreements), packs: not_loaded(), ..self }
    }

    /// The agreements that texts may name and that are not built in, by their ids.
    pub fn own_agreements(&self) -> impl Iterator<Item = &Agreement> + '_ {
        self.agreements.iter().filter(|a| !crate::agreement::bundled_agreements().contains(a))
    }

    /// Who and where.
    pub fn world(&self) -> &World {
        self.world.as_ref().unwrap_or_else(|| vigie_world::bundled())
    }

    /// The codes of all languages, in their order.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.packs.keys().copied()
    }

    /// The codes of all languages, joined for messages.
    pub fn languages(&self) -> String {
        self.codes().collect::<Vec<_>>().join(", ")
    }

    /// A language by its code, or by a tag that begins with it (`fr-CA`, `FR`).
    pub fn pack(&self, code: &str) -> Result<&Pack, String> {
        let code = &*crate::take_in::language_of_tag(code);
        let cell = self.packs.get(code).ok_or_else(|| DeskError::Unknown(code.to_owned(), self.languages()).to_string())?;
        let load = || load(code, self.languages.as_deref(), || self.world(), &self.agreements).map_err(|e| e.to_string());
        cell.get_or_init(load).as_ref().map_err(Clone::clone)
    }

    /// The language a report is written in: as told, or recognised.
    pub fn pack_for(&self, report: &Report) -> Result<&Pack, String> {
        let code = match &report.language {
            Some(told) => told.as_str(),
            None => vigie_read::recognise(&report.text).ok_or_else(|| DeskError::Unrecognised(self.languages()).to_string())?,
        };
        self.pack(code)
    }

    /// Reads one report and finds its claims; one that is not about an armed conflict is not read ([`Pack::off_topic`]). Never fails:
    /// what goes wrong is a note.
    pub fn claims_of(&self, report: &Report) -> Read {
        self.claims_unless(report, Pack::off_topic)
    }

    /// The same for a report that may be about anything.
    pub fn claims_on_any_topic(&self, report: &Report) -> Read {
        self.claims_unless(report, |_, _| None)
    }

    /// The claims of a report, unless a note says beforehand why it is not read.
    fn claims_unless(&self, report: &Report, unread: impl Fn(&Pack, &Report) -> Option<Note>) -> Read {
        guarded(|| self.claims_unguarded(report, unread))
    }

    fn claims_unguarded(&self, report: &Report, unread: impl Fn(&Pack, &Report) -> Option<Note>) -> Read {
        let without = |note| Read { notes: vec![note], ..Read::default() };
        let pack = match self.pack_for(report) {
            Ok(pack) => pack,
            Err(message) => return without(Note { span: None, message }),
        };
        if let Some(note) = unread(pack, report) {
            return without(note);
        }
        let reading = pack.read(report);
        let mut claims = vigie_claims::find(&reading, &pack.rules, self.world());
        // Where nothing is claimed, nobody asks what is cited.
        let citer = pack.citer.as_ref().filter(|_| !claims.is_empty());
        let cited = citer.map_or_else(Vec::new, |c| c.citations(&reading, self.world()));
        for n in 0..claims.len() {
            claims[n].cites = cited.iter().filter(|c| cites(&claims, n, c)).cloned().collect();
            claims[n].published = reading.published;
            claims[n].outlet = report.outlet.clone();
        }
        Read { claims, notes: reading.notes, failed: false }
    }
}

/// What `read` gives; where a fault of the program ends it, a note that says so, for the other reports of a batch are read all the same.
fn guarded(read: impl FnOnce() -> Read) -> Read {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let message = "a fault of the program kept it from being read, and it has no claims for that; what is printed above tells the place in the program\n  help: report it with the text";
        Read { claims: Vec::new(), notes: vec![Note { span: None, message: message.to_owned() }], failed: true }
    })
}

impl Pack {
    /// Reads a report in this language.
    pub fn read<'r>(&self, report: &'r Report) -> Reading<'r> {
        vigie_read::read(report, &self.language, &self.names)
    }

    /// The note of a report that is on another topic than an armed conflict, by its words alone: nothing is claimed in it, and it need
    /// not be read.
    pub fn off_topic(&self, report: &Report) -> Option<Note> {
        let message = || {
            let list = format!("languages/{}/topic.tsv", self.rules.language);
            format!(
                "names fewer than two of the forces, arms and acts of war in {list}: not about an armed conflict, not read for claims; `vigie claims --any-topic` reads it"
            )
        };
        (!self.rules.topic.may_be(&report.text)).then(|| Note { span: None, message: message() })
    }

    /// Everyone that a reading mentions.
    pub fn parties(&self, reading: &Reading, world: &World) -> Vec<Entity> {
        vigie_claims::parties(reading, &self.rules, world)
    }

    /// Finds the claims of a reading and tells what was considered.
    pub fn explain(&self, reading: &Reading, world: &World) -> (Vec<Claim>, Trace) {
        vigie_claims::explain(reading, &self.rules, world)
    }
}

/// A place for each language's pack.
fn not_loaded() -> BTreeMap<&'static str, OnceLock<Result<Pack, String>>> {
    vigie_languages::bundled().iter().map(|p| (p.code, OnceLock::new())).collect()
}

fn load<'w>(
    code: &str,
    languages: Option<&Path>,
    world: impl Fn() -> &'w World + Sync,
    agreements: &[Agreement],
) -> Result<Pack, DeskError> {
    let folder = languages.map(|l| l.join(code)).filter(|f| f.is_dir());
    // The world is parsed beside the language: on two cores the first report waits for the longer of the two only.
    let (language_and_rules, world) = std::thread::scope(|threads| {
        let beside = threads.spawn(&world);
        let language = match folder {
            Some(folder) => language_of(&folder, code),
            None => bundled(code),
        };
        (language, beside.join().unwrap_or_else(|_| world()))
    });
    let (language, rules) = language_and_rules?;
    let names = NameIndex::new(world, code, language.name_endings());
    let file = "references.toml";
    let words = vigie_languages::pack(code).and_then(|p| p.text(file));
    let words = words.map(|text| ReferenceWords::parse(&format!("languages/{code}/{file}"), text)).transpose()?;
    let citer = words.map(|words| Citer::new(agreements, code, language.name_endings(), &words));
    Ok(Pack { language, rules, names, citer })
}

fn bundled(code: &str) -> Result<(Language, Rules), DeskError> {
    std::thread::scope(|threads| {
        let rules = threads.spawn(|| Rules::bundled(code));
        let language = Language::bundled(code)?;
        // A thread that panics does so again here.
        Ok((language, rules.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?))
    })
}

/// The language whose files stand in a folder, with the code of its name.
///
/// # Errors
/// When a file cannot be opened or does not read; the message tells which, where and what to try.
pub fn language_of(folder: &Path, code: &str) -> Result<(Language, Rules), DeskError> {
    let files = files_under(folder, folder).map_err(|e| DeskError::Folder(folder.display().to_string(), e))?;
    let language = Language::open(folder)?;
    let rules = Rules::from_files(code, files.iter().map(|(p, b)| (p.as_str(), b.as_slice())))?;
    Ok((language, rules))
}

fn files_under(root: &Path, folder: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files_under(root, &path)?);
        } else if let Ok(inside) = path.strip_prefix(root) {
            found.push((inside.to_string_lossy().replace('\\', "/"), std::fs::read(&path)?));
        }
    }
    Ok(found)
}

/// True when the sentence of a claim names the agreement or clause. Of several breaches told as such in one sentence, only the
/// nearest is the breach of it.
fn cites(claims: &[Claim], n: usize, cited: &Citation) -> bool {
    let holds = |c: &Claim| {
        let (start, end) = c.evidence.map_or((c.trigger.start, c.trigger.end), |e| (e.start, e.end));
        start <= cited.start && cited.end <= end
    };
    let as_such = |c: &Claim| matches!(c.kind, EventKind::Violation | EventKind::Compliance);
    let gap = |c: &Claim| cited.start.saturating_sub(c.trigger.end).max(c.trigger.start.saturating_sub(cited.end));
    let claim = &claims[n];
    holds(claim) && (!as_such(claim) || !claims.iter().any(|c| as_such(c) && holds(c) && gap(c) < gap(claim)))
}

#[cfg(test)]
mod tests {
    use super::{Read, guarded};

    #[test]
    fn a_fault_on_a_report_is_a_note() {
        let read = guarded(|| std::panic::resume_unwind(Box::new("a fault")));
        assert!(read.failed && read.claims.is_empty());
        assert!(read.notes[0].message.contains("a fault of the program"));
        assert!(!guarded(Read::default).failed);
    }
}
