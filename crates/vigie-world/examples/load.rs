//! How long the world takes to load: `cargo run --release -p vigie-world --example load`.

use std::time::Instant;
use vigie_model::names::NameIndex;

fn main() {
    let began = Instant::now();
    let world = vigie_world::bundled();
    println!("tables: {:.1} ms, {} places", began.elapsed().as_secs_f64() * 1000.0, world.places.len());
    let endings: Vec<String> = ["s", "es"].map(str::to_owned).into();
    let began = Instant::now();
    let index = NameIndex::new(world, "xx", &endings);
    let found = index.longest_match(&["Donetsk"]).is_some();
    println!("index of one language: {:.1} ms (finds: {found})", began.elapsed().as_secs_f64() * 1000.0);
}
