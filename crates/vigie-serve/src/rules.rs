//! The rule that found a claim, as its language's file has it.

/// A part of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rule {
    /// Where it stands: `languages/xx/events/KIND.rule:15`.
    pub at: String,
    /// What the file tells: the line with `event`.
    pub event: String,
    /// The rule with its examples, as written.
    pub text: String,
}

/// The rule at a place, such as `languages/xx/events/KIND.rule:15`; `None` where there is none.
pub fn rule(at: &str) -> Option<Rule> {
    let (path, line) = at.rsplit_once(':')?;
    let line: usize = line.parse().ok().filter(|n| *n > 0)?;
    let (code, inside) = path.strip_prefix("languages/")?.split_once('/')?;
    let file = vigie_languages::pack(code)?.text(inside)?;
    let lines: Vec<&str> = file.lines().collect();
    let is_blank = |n: usize| lines.get(n).is_none_or(|l| l.trim().is_empty());
    if is_blank(line - 1) {
        return None;
    }
    // A rule is its `match` with the examples below it, up to an empty line or the next `match`.
    let block = (0..line).rev().take_while(|n| !is_blank(*n)).last()?;
    let begins = |n: &usize| lines[*n].starts_with("match");
    let first = (block..line).rev().find(begins).unwrap_or(block);
    let last = (line - 1..lines.len()).take_while(|n| !is_blank(*n) && (*n < line || !begins(n))).last()?;
    let event = lines[..=first].iter().rev().find(|l| l.starts_with("event")).map_or("", |l| l).to_owned();
    Some(Rule { at: at.to_owned(), event, text: lines[first..=last].join("\n") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_comes_with_its_examples_and_nothing_else_is_read() {
        let found = vigie_languages::bundled().iter().find_map(|p| {
            let (path, bytes) = p.files.iter().find(|(path, _)| path.starts_with("events/"))?;
            let text = std::str::from_utf8(bytes).ok()?;
            let line = text.lines().position(|l| l.starts_with("match"))? + 1;
            rule(&format!("languages/{}/{path}:{line}", p.code))
        });
        assert!(found.expect("some language has rules").text.starts_with("match"));
        for none in ["languages/xx/events/a.rule:1", "/etc/passwd:1", "languages/../Cargo.toml:1", "languages:1", "a", "x:0"] {
            assert_eq!(rule(none), None, "{none}");
        }
    }
}
