//! Tables of the world, mangled: refused with file and line, or a world. Never a panic.

#[path = "../../vigie/tests/mangle/mod.rs"]
mod mangle;

#[test]
fn mangled_tables_give_a_world_or_say_where_they_are_wrong() {
    let (seeds, mut dice, mut read) = (mangle::seeds("world"), mangle::dice(), 0);
    for _ in 0..mangle::asked() {
        let bytes = mangle::mangle(&seeds[dice.below(seeds.len())], &seeds, &mut dice);
        for name in ["territories.tsv", "weapons.tsv", "actors/mangled.tsv", "places/mangled.tsv"] {
            match vigie_world::of_files(&[(name, &bytes)]) {
                Ok(_) => read += 1,
                Err(error) => assert!(error.to_string().contains(name), "{error}"),
            }
        }
        for line in String::from_utf8_lossy(&bytes).lines() {
            if let Some(row) = vigie_world::geonames::Row::parse(line) {
                let _ = vigie_world::geonames::spellings(&row.name, &row.others);
            }
        }
    }
    println!("{read} tables read");
    assert!(read > 0, "some tables survive being mangled");
}
