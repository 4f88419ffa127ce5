//! Tables of sentences with what is asked of each, the language in the first column.

/// Sees that of the lines of each language at least so many are right, and prints the others: `wrong` tells what is wrong with one.
pub fn must_hold(table: &str, fewest: &[(&str, usize)], wrong: impl Fn(&[&str]) -> Option<String>) {
    let lines: Vec<Vec<&str>> =
        table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect()).collect();
    let mut failed = false;
    for (language, fewest) in fewest {
        let own = || lines.iter().filter(|l| l[0] == *language);
        let wrong: Vec<String> = own().filter_map(|l| wrong(l)).collect();
        let right = own().count() - wrong.len();
        println!("{language}: {right} of {}\n{}", own().count(), wrong.join("\n"));
        failed |= right < *fewest;
    }
    assert!(!failed, "fewer right than there must be: the lists above tell which");
}
