//! What the rows of a table of embeddings add to the first layer, each worked out when a text first asks for it: a report needs a
//! few hundred of many thousand.

use super::file::Quantised;
use super::layers::Dense;
use std::sync::OnceLock;

/// The rows of one table.
pub struct Rows {
    table: Quantised,
    /// The first of the layer's inputs that the table feeds.
    from: usize,
    known: Vec<OnceLock<Box<[f32]>>>,
}

impl Rows {
    /// The rows of `table`, which feeds a layer's inputs from number `from` on.
    pub fn new(table: Quantised, from: usize) -> Rows {
        let known = std::iter::repeat_with(OnceLock::new).take(table.rows).collect();
        Rows { table, from, known }
    }
    /// What a row adds to `layer`, the same layer each time.
    pub fn row(&self, row: usize, layer: &Dense) -> &[f32] {
        self.known[row].get_or_init(|| layer.of_row(&self.table, row, self.from).into_boxed_slice())
    }
}
