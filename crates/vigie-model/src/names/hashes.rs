//! Hashes of the pieces of names.

use std::hash::Hasher;

/// FNV-1a: short keys, no adversary worth a slower hash, the same on every machine.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3));
    }
    /// The upper bits of the sum over a short word differ little; multiplied once more they differ in all.
    #[inline]
    fn finish(&self) -> u64 {
        (self.0 ^ self.0 >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

#[inline]
pub(super) fn hash(text: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.write(text.as_bytes());
    hash.finish()
}

/// A bit for each of some hashes: it tells of most others that they are none of these, and takes little memory.
pub(super) struct HashBits {
    bits: Vec<u64>,
    /// How far a hash is shifted to give its bit.
    shift: u32,
}

impl HashBits {
    /// Bits for `hashes`, `share` of them or more for each.
    pub(super) fn of(hashes: &[u64], share: usize) -> HashBits {
        let count = (hashes.len() * share).next_power_of_two().max(64);
        let mut held = HashBits { bits: vec![0; count / 64], shift: 64 - count.trailing_zeros() };
        for hash in hashes {
            let bit = hash >> held.shift;
            held.bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        held
    }
    /// False for a hash that is none of these.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let bit = hash >> self.shift;
        self.bits[(bit / 64) as usize] >> (bit % 64) & 1 == 1
    }
}
