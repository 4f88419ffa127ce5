//! What was worked out before in the same sentence.

/// Answers by question. It forgets an answer when another question falls on its place, and never gives a wrong one.
pub struct Memory<K, V> {
    places: Vec<Option<(K, V)>>,
}

/// How many answers are remembered: a power of two.
const PLACES: usize = 256;

impl<K, V> Default for Memory<K, V> {
    fn default() -> Memory<K, V> {
        Memory { places: Vec::new() }
    }
}

impl<K: PartialEq + Copy, V: Copy> Memory<K, V> {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.places.clear();
        self.places.resize(PLACES, None);
    }
    /// The answer to `question`, worked out where it is not remembered. `hash` is the same for the same question.
    #[inline]
    pub fn get(&mut self, question: K, hash: u64, answer: impl FnOnce() -> V) -> V {
        let place = &mut self.places[(hash >> 32) as usize % PLACES];
        match place {
            Some((known, value)) if *known == question => *value,
            _ => place.insert((question, answer())).1,
        }
    }
}

/// Mixes the numbers of a question into a hash.
#[inline]
pub fn hash<const N: usize>(parts: &[u64; N]) -> u64 {
    parts.iter().fold(0x9e37_79b9_7f4a_7c15, |h, part| {
        let mixed = (h ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
        mixed ^ mixed >> 29
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_that_of_its_question_though_others_fall_on_its_place() {
        let mut memory: Memory<[u64; 1], u64> = Memory::default();
        memory.clear();
        for round in 0..3 {
            for question in 0..2000u64 {
                let key = [question];
                assert_eq!(memory.get(key, hash(&key), || question * 7), question * 7, "round {round}");
                assert_eq!(memory.get(key, hash(&key), || unreachable!("it is remembered")), question * 7);
            }
        }
    }
}
