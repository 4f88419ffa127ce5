//! Any bytes as a trained model, linear, neural or of names: refused, or used without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
fuzz_target!(|bytes: &[u8]| {
    let mut words: Vec<vigie_read::Word> = "one two three , four".split(' ').map(|w| vigie_read::Word::bare(vigie_model::Span::new(0, 0), w.to_owned())).collect();
    if let Ok(analyser) = vigie_read::analyse::Analyser::load(bytes) {
        analyser.analyse(&mut words, 0);
    }
    if let Ok(network) = vigie_read::neural::Neural::load(bytes) {
        network.analyse(&mut words, 0);
    }
    if let Ok(model) = vigie_read::naming::NameModel::load(bytes) {
        let unit = vigie_read::naming::Observed::default();
        let document = vigie_read::naming::Document { sentences: vec![vec![unit; 4]], ..Default::default() };
        model.label(&document);
    }
});
