//! What can be wrong with the bytes of a model.

/// Why the bytes of a model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The first bytes are not those of a model.
    #[error("this is not a model of this version of the program (it starts otherwise): train it again with `cargo xtask train`")]
    NotAModel,
    /// The bytes end too early.
    #[error("the model ends in the middle of its {part}: copy the file again, it was cut")]
    Truncated {
        /// The part being read when the bytes ended.
        part: &'static str,
    },
    /// The bytes are not those that were written.
    #[error("the model was altered since it was written (its checksum differs): copy the file again")]
    Altered,
    /// A value has no meaning.
    #[error("the {part} of the model holds {what}: train it again with `cargo xtask train`")]
    Invalid {
        /// The part the value stands in.
        part: &'static str,
        /// What is wrong with it.
        what: String,
    },
}
