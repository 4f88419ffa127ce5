//! Every column of every view stands in docs/export.md, in the words of the code, and what is lost with it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use vigie_export::{Kind, View, What};

/// The tables of docs/export.md, made from the columns themselves.
fn tables() -> String {
    let mut out = String::new();
    let put = |out: &mut String, text: std::fmt::Arguments| out.write_fmt(text).expect("a string takes it");
    for view in View::ALL {
        put(&mut out, format_args!("## View `{}`\n\nWhat is lost:\n\n", view.name()));
        for lost in view.lost() {
            put(&mut out, format_args!("- {lost}\n"));
        }
        let mut told: Vec<&'static [vigie_export::Column]> = Vec::new();
        for what in What::ALL {
            let Some(columns) = view.columns(*what) else { continue };
            // PLOVER tells claims and incidents in the same columns.
            if told.contains(&columns) {
                continue;
            }
            told.push(columns);
            let names: Vec<&str> = What::ALL.iter().filter(|w| view.columns(**w) == Some(columns)).map(|w| w.name()).collect();
            put(
                &mut out,
                format_args!("\n### `{}`: {}\n\n| column | holds | what it is |\n|---|---|---|\n", view.name(), names.join(", ")),
            );
            for c in columns {
                put(&mut out, format_args!("| `{}` | {} | {} |\n", c.name, holds(c.kind), c.about));
                let parts = match c.kind {
                    Kind::Record(parts) => parts,
                    Kind::List(Kind::Record(parts)) => parts,
                    _ => &[],
                };
                for p in parts {
                    put(&mut out, format_args!("| `{}.{}` | {} | {} |\n", c.name, p.name, holds(p.kind), p.about));
                }
            }
        }
        out.push('\n');
    }
    out
}

fn holds(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Date => "day".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Json => "JSON".to_owned(),
        Kind::Record(_) => "record".to_owned(),
        Kind::List(inner) => format!("list of {}", holds(*inner)),
    }
}

#[test]
fn the_page_tells_every_column() {
    const MARK: &str = "<!-- Written by the test crates/vigie-export/tests/documented.rs from the columns themselves. -->\n\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/export.md");
    let page = fs::read_to_string(&path).expect("docs/export.md is there");
    let (head, told) = page.split_once(MARK).expect("the page has the mark after which its tables stand");
    let made = tables();
    if std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite") {
        fs::write(&path, format!("{head}{MARK}{made}")).expect("docs/export.md can be written");
    } else {
        assert_eq!(told, made, "help: SNAPSHOTS=overwrite cargo test -p vigie-export --test documented");
    }
}

#[test]
fn the_columns_are_as_many_as_the_schemes_have() {
    let count = |view: View, what| view.columns(what).map(<[_]>::len);
    assert_eq!(count(View::Acled, What::Incidents), Some(31));
    assert_eq!(count(View::Ucdp, What::Incidents), Some(49));
    assert_eq!(count(View::Gdelt, What::Incidents), Some(61));
    assert_eq!(count(View::Gdelt, What::Claims), Some(16));
    for view in View::ALL {
        for what in What::ALL {
            let names: Vec<&str> = view.columns(*what).unwrap_or_default().iter().map(|c| c.name).collect();
            let mut once = names.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), names.len(), "{} {}: a column twice", view.name(), what.name());
        }
    }
}
