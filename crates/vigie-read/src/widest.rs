//! Work done with the widest instructions that the machine has.
//!
//! The program is built for the plainest machine of its kind. Sums over rows of numbers are compiled a second and a third time for
//! machines with wider registers, and the one that fits is chosen at run time. Only work whose result is the same with any of them is
//! done so: sums of whole numbers, and sums of floats lane by lane in an order that the code lays down.

/// Does the work. What it calls must be inlined into it to be compiled for wider registers.
#[inline]
pub(crate) fn widest<W: pulp::NullaryFnOnce>(work: W) -> W::Output {
    pulp::Arch::new().dispatch(work)
}
