//! The examples that rules carry: of those in each language, no smaller share may hold than `corpus/examples.json` says.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

#[test]
fn the_examples_of_every_language_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let floor: BTreeMap<String, f64> =
        serde_json::from_str(&std::fs::read_to_string(root.join("corpus/examples.json")).expect("corpus/examples.json is there"))
            .expect("it is JSON");
    assert!(!floor.is_empty());
    for (language, least) in floor {
        let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(["test", &format!("languages/{language}")])
            .current_dir(&root)
            .output()
            .expect("the program starts");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let last = text.lines().last().unwrap_or("");
        let numbers: Vec<f64> = last.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        let [passed, failed] = numbers[..] else { panic!("no closing line: {last}") };
        let share = passed / (passed + failed);
        assert!(
            share >= least,
            "{language}: {share:.4} of the examples hold, {least} did. help: vigie test languages/{language}\n{text}"
        );
    }
}
