//! Reading needs no network: the program says the same where there is none.

use std::path::Path;
use std::process::Command;

/// Runs the program inside a namespace without any connection (`unshare`), or as it is.
fn claims(cut_off: bool) -> Option<Vec<u8>> {
    let program = env!("CARGO_BIN_EXE_vigie");
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo/parukh.en.txt");
    let mut command = if cut_off { Command::new("unshare") } else { Command::new(program) };
    if cut_off {
        command.args(["--user", "--map-root-user", "--net", program]);
    }
    let done = command.arg("claims").arg(report).args(["--published", "2022-03-26", "--format", "jsonl"]).output().ok()?;
    done.status.success().then_some(done.stdout)
}

#[test]
fn claims_are_the_same_without_a_network() {
    // What is inside really is cut off: it sees the loopback device alone, and that is down.
    let devices = Command::new("unshare").args(["--user", "--map-root-user", "--net", "cat", "/proc/net/dev"]).output();
    let Some(devices) = devices.ok().filter(|d| d.status.success()) else {
        eprintln!("SKIPPED: that no network is needed is not shown: no namespace without one can be made here (unshare --net)");
        return;
    };
    let listed = String::from_utf8_lossy(&devices.stdout);
    assert_eq!(listed.lines().filter(|l| l.contains(':')).count(), 1, "{listed}");
    let with = claims(false).expect("the program reads the demonstration");
    assert!(with.iter().filter(|b| **b == b'\n').count() > 5);
    assert_eq!(Some(with), claims(true));
}
