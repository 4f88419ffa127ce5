//! `cargo xtask train-names LANG --corpora DIR` learns `languages/LANG/names.bin` after `languages/LANG/names.toml`;
//! `cargo xtask evaluate-names LANG --corpora DIR` measures it.

mod formats;
mod learn;
mod marked;
mod measure;
mod mentions;
mod recipe;
mod vary;

use recipe::{Recipe, Use};
use std::path::PathBuf;
use std::time::Instant;
use vigie_model::names::NameIndex;
use vigie_read::Language;
use vigie_read::naming::NameModel;

const USAGE: &str = "expected LANG --corpora DIR [--rival FILE.jsonl] [--write FILE.jsonl] [--errors FILE] [--mentions DIR]: DIR holds the files named in languages/LANG/names.toml, \
     FILE what xtask/silver/label_names.py says of the texts written with --write; --errors lists what the model misses and what it makes up; \
     --mentions names a folder of reports with the claims that people found in them";

/// What a chore was asked for.
struct Asked {
    folder: PathBuf,
    corpora: Vec<PathBuf>,
    rival: Option<PathBuf>,
    write: Option<PathBuf>,
    errors: Option<PathBuf>,
    mentions: Option<PathBuf>,
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let (language, flags) = arguments.split_first().ok_or(USAGE)?;
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../languages").join(language);
    let mut asked = Asked { folder, corpora: Vec::new(), rival: None, write: None, errors: None, mentions: None };
    for pair in flags.chunks(2) {
        match pair {
            [flag, path] if flag == "--corpora" => asked.corpora.push(PathBuf::from(path)),
            [flag, path] if flag == "--rival" => asked.rival = Some(PathBuf::from(path)),
            [flag, path] if flag == "--write" => asked.write = Some(PathBuf::from(path)),
            [flag, path] if flag == "--errors" => asked.errors = Some(PathBuf::from(path)),
            [flag, path] if flag == "--mentions" => asked.mentions = Some(PathBuf::from(path)),
            _ => return Err(USAGE.to_owned()),
        }
    }
    if asked.corpora.is_empty() { Err(USAGE.to_owned()) } else { Ok(asked) }
}

/// A language with the world's names in it.
pub(crate) struct Reader {
    pub language: Language,
    pub names: NameIndex,
}

fn reader(asked: &Asked) -> Result<Reader, String> {
    let language = Language::open(&asked.folder).map_err(|e| e.to_string())?;
    let names = NameIndex::new(vigie_world::bundled(), &language.code, language.name_endings());
    Ok(Reader { language, names })
}

/// Learns `names.bin`.
pub fn train(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let start = Instant::now();
    let recipe = Recipe::open(&asked.folder)?;
    let mut reader = reader(&asked)?;
    reader.language = reader.language.with_naming(None);
    let texts = recipe.texts(&asked.corpora, Use::Train)?;
    eprintln!("{} texts, {} names", texts.len(), texts.iter().map(|t| t.spans.len()).sum::<usize>());
    let all = vary::with_variants(texts, &recipe, &reader.language.code);
    let model = learn::learn(&recipe, &reader, &all);
    let bytes = model.write();
    let path = asked.folder.join("names.bin");
    std::fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    eprintln!("{} bytes in {:.0} s", bytes.len(), start.elapsed().as_secs_f64());
    reader.language = reader.language.with_naming(Some(model));
    print!("{}", measure::table(&recipe, &asked.corpora, &reader, None)?.table);
    Ok(())
}

/// Measures `names.bin`.
pub fn evaluate(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let recipe = Recipe::open(&asked.folder)?;
    if let Some(path) = &asked.write {
        let texts = recipe.texts(&asked.corpora, Use::Test)?;
        let line = |t: &marked::Marked| serde_json::json!({ "id": t.id, "text": t.text }).to_string() + "\n";
        return std::fs::write(path, texts.iter().map(line).collect::<String>()).map_err(|e| format!("{}: {e}", path.display()));
    }
    let path = asked.folder.join("names.bin");
    let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}: run `cargo xtask train-names` first", path.display()))?;
    NameModel::load(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    let reader = reader(&asked)?;
    let mut rival = asked.rival.as_deref().map(|path| formats::labelled(path, &recipe.rival)).transpose()?;
    rival.iter_mut().flatten().for_each(|text| text.trim(&recipe.articles));
    let measured = measure::table(&recipe, &asked.corpora, &reader, rival.as_deref())?;
    print!("{}", measured.table);
    if let Some(folder) = &asked.mentions {
        print!("{}", mentions::table(folder, &reader)?);
    }
    if let Some(path) = &asked.errors {
        std::fs::write(path, measured.errors).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}
