//! Seeds of the fuzz targets, and what is done to them. Also compiled into tests of other crates.

use std::path::Path;

fn told<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many inputs a test makes: `VIGIE_MANGLED`, else a thousand.
pub fn asked() -> usize {
    told("VIGIE_MANGLED").unwrap_or(1_000)
}

/// Dice that begin with `VIGIE_SEED`, else always alike.
pub fn dice() -> Dice {
    Dice(told("VIGIE_SEED").unwrap_or(1))
}

/// The seeds of a fuzz target, in the order of their names.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).expect("the seeds are there").map(|e| e.expect("it can be listed").path()).collect();
    names.sort();
    names.iter().map(|path| std::fs::read(path).expect("it can be read")).collect()
}

/// Numbers that look thrown and are the same each time (Knuth's MMIX constants).
pub struct Dice(u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// Bytes that mean something to one format or another.
const TELLING: &[&[u8]] = &[
    b"<![CDATA[",
    b"]]>",
    b"&#x110000;",
    b"&amp;amp;",
    b"<!--",
    b"</",
    b"<table><table>",
    b"charset=utf-16",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    b"\r\n\r\n",
    b"--b\r\n",
    b"=?utf-8?B?////?=",
    b"=?x?Q?=FF?=",
    b"PK\x05\x06",
    b"PK\x01\x02",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"\x1f\x8b\x08",
    b"/Length 4294967295",
    b"0000000000 65535 f",
    b"9999999999",
    b"-1",
    b"stream\n",
    b"endobj",
    b"<<<<<<<<",
    b"[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"\\ud800",
    b"1e999",
    b"\"\"\"",
    b";",
    b"\t",
    b"2021-02-30",
    b"Mon, 99 Foo 0000 99:99:99 +9999",
    b"\xcc\x81\xcc\x81",
    b"\xe2\x80\xae",
];

/// A seed with up to seven things done to it; `others` are spliced into it.
pub fn mangle(seed: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].repeat(1 + dice.below(30));
                bytes.splice(at..at, piece);
            }
            4 => drop(bytes.splice(at..at, TELLING[dice.below(TELLING.len())].iter().copied())),
            5 => drop(bytes.splice(at..end, TELLING[dice.below(TELLING.len())].iter().copied())),
            6 => bytes.truncate(at),
            _ => {
                let other = &others[dice.below(others.len())];
                let from = dice.below(other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    bytes
}
