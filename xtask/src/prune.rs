//! `cargo xtask prune LANG BYTES`: sets the smallest weights for trees in `languages/LANG/model.bin` to zero until it takes at most so many bytes.
//! Beside a network the linear model need not know everything: the two together are to fit in twelve megabytes a language. With 0 for
//! the bytes all that it knows of trees is cut away: the network draws them alone.

use std::path::Path;
use vigie_read::analyse::Analyser;

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let usage = || "usage: cargo xtask prune LANG BYTES".to_owned();
    let [language, bytes] = arguments else { return Err(usage()) };
    let most: usize = bytes.parse().map_err(|_| usage())?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../languages").join(language).join("model.bin");
    let model = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    if most == 0 {
        let written = Analyser { parser: None, ..Analyser::load(&model).map_err(|e| wrong(&e))? }.write();
        println!("{} bytes of {}, none for trees", written.len(), model.len());
        return std::fs::write(&path, written).map_err(|e| wrong(&e));
    }
    for percent in (10..=100).rev() {
        let mut analyser = Analyser::load(&model).map_err(|e| wrong(&e))?;
        // Tags and features are the linear model's alone; of trees the network knows as much.
        let parser = analyser.parser.as_mut().ok_or_else(|| wrong(&"it has no weights for trees"))?;
        let tables = [&mut parser.moves, &mut parser.arcs];
        let least = tables.map(|table| table.prune(table.bytes() * percent / 100));
        let written = analyser.write();
        if written.len() <= most {
            println!("{} bytes of {}, {percent} % of each table; smallest weights kept: {least:?}", written.len(), model.len());
            return std::fs::write(&path, written).map_err(|e| wrong(&e));
        }
    }
    Err(format!("{}: even the largest weights take more than {most} bytes", path.display()))
}
