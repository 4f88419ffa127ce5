//! `robots.txt`: what a server asks programs to leave alone (RFC 9309).

use std::time::Duration;

/// What a server allows one program. Nothing is forbidden by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rules {
    /// Pattern of a path, and whether it may be asked for.
    paths: Vec<(String, bool)>,
    /// How long to wait between two questions, where the server says (`Crawl-delay`, which the standard does not have).
    pub(super) delay: Option<Duration>,
}

impl Rules {
    /// The rules for the program `name`: those of the groups that name it, else those for everybody.
    pub(super) fn of(text: &str, name: &str) -> Rules {
        let (mut own, mut everybody) = (None::<Rules>, Rules::default());
        // Who the group under way is about, and whether its rules have begun.
        let (mut is_own, mut is_all, mut begun) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if begun {
                    (is_own, is_all, begun) = (false, false, false);
                }
                is_all |= value == "*";
                if value.eq_ignore_ascii_case(name) {
                    is_own = true;
                    own.get_or_insert_default();
                }
                continue;
            }
            begun = true;
            for (rules, meant) in [(own.as_mut(), is_own), (Some(&mut everybody), is_all)] {
                let Some(rules) = rules.filter(|_| meant) else { continue };
                match field.as_str() {
                    // An empty Disallow forbids nothing.
                    "allow" | "disallow" if !value.is_empty() => rules.paths.push((value.to_owned(), field == "allow")),
                    "crawl-delay" => rules.delay = value.parse().ok().map(Duration::from_secs),
                    _ => {}
                }
            }
        }
        own.unwrap_or(everybody)
    }

    /// True where a path may be asked for: by the longest pattern that fits it; of two as long, by the one that allows.
    pub(super) fn allow(&self, path: &str) -> bool {
        let fitting = self.paths.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

/// True where a path begins as the pattern says; `*` is anything, `$` the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !to_end || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if to_end && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# rules\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private/ # not this\nAllow: /private/open\n\
        Disallow: /*.pdf$\nCrawl-delay: 5\nDisallow:\n";

    #[test]
    fn the_longest_pattern_decides() {
        let rules = Rules::of(TEXT, "vigie");
        let allowed = |path: &str| rules.allow(path);
        assert!(allowed("/") && allowed("/news/1") && allowed("/private/open/1") && allowed("/a.pdf?x"));
        assert!(!allowed("/private/1") && !allowed("/x/a.pdf"));
        assert_eq!(rules.delay, Some(Duration::from_secs(5)));
    }

    #[test]
    fn a_group_of_its_own_goes_before_that_for_everybody() {
        let text = format!("{TEXT}\nUser-Agent: a\nUser-agent: Vigie\nDisallow: /b\n");
        let rules = Rules::of(&text, "vigie");
        assert!(rules.allow("/private/1") && !rules.allow("/b/1"));
        assert!(!Rules::of("User-agent: *\nDisallow: /", "vigie").allow("/x"));
        assert!(Rules::of("", "vigie").allow("/x") && Rules::of("<html>: no rules</html>", "vigie").allow("/x"));
    }
}
