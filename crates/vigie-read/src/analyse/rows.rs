//! The rows of a table of weights. Of fifty weights of a row two or three are not zero: kept without the others they take a fifth of the
//! room, and are summed more slowly.

use super::lines::{LINE, Lines};

/// How the rows of a table are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All weights, or lines that rows share: for tables that are asked many times a word.
    Quick,
    /// Only weights that are not zero: for tables that are asked once a word.
    Small,
}

/// Rows of weights, one after another, each with the same number of classes.
pub enum Rows {
    /// All weights of all rows.
    Dense(Vec<i8>),
    /// Lines that rows share.
    Shared(Lines),
    /// The weights that are not zero.
    Sparse(Sparse),
}

/// Rows by their weights that are not zero, in pairs of class and weight.
#[derive(Default)]
pub struct Sparse {
    /// A row each, four pairs in one place of memory. Pairs that a row does not need name classes that nobody has. A row of more pairs
    /// holds two here, then [`MORE`] and where the others stand.
    cells: Vec<Cell>,
    /// The other pairs of longer rows, before them how many there are.
    others: Vec<[u8; 2]>,
}

/// The first pairs of a row.
type Cell = [[u8; 2]; 4];

/// Marks a row that has more pairs than a cell.
const MORE: u8 = u8::MAX;
/// Shorter rows are always dense.
const SHORTEST: usize = 12;
/// Longer rows are always dense: their classes and those that nobody has must fit in a byte.
const LONGEST: usize = 160;
/// So many classes that nobody has stand behind those of a row. Sums of one class wait for one another: what is added to no purpose is
/// spread.
const NOBODY: usize = 64;
/// The last of the classes that sums are kept for.
const CLASSES: usize = 256;
/// A class that stands in no row.
const NOBODY_AT_ALL: u8 = u8::MAX;
/// So many weights of 8 bits have a sum that fits in 16; and so many are looked up before they are added.
pub const MOST_SUMMANDS: usize = 128;
/// The most pairs behind the first two of all long rows together, since their place has three bytes.
const MOST_OTHERS: usize = 1 << 24;

impl Rows {
    /// No rows yet, of `stride` classes.
    pub fn new(stride: usize, layout: Layout) -> Rows {
        match layout {
            Layout::Quick if (SHORTEST..=LINE).contains(&stride) => Rows::Shared(Lines::new()),
            Layout::Small if (SHORTEST..=LONGEST).contains(&stride) => Rows::Sparse(Sparse::default()),
            _ => Rows::Dense(Vec::new()),
        }
    }
    /// How they are kept.
    pub fn layout(&self) -> Layout {
        match self {
            Rows::Dense(_) | Rows::Shared(_) => Layout::Quick,
            Rows::Sparse(_) => Layout::Small,
        }
    }
    /// Makes room for more rows of `stride` classes.
    pub fn reserve(&mut self, rows: usize, stride: usize) {
        match self {
            Rows::Dense(data) => data.reserve_exact(rows * stride),
            Rows::Shared(lines) => lines.reserve(rows),
            Rows::Sparse(sparse) => sparse.cells.reserve_exact(rows),
        }
    }
    /// Appends a row of `stride` classes, told by class and weight of what is not zero; a class beyond the last stands for nothing. `None`
    /// where so many weights cannot be kept.
    pub fn push(&mut self, stride: usize, pairs: impl Iterator<Item = (usize, i8)>) -> Option<()> {
        let pairs = pairs.filter(|(class, _)| *class < stride);
        match self {
            Rows::Dense(data) => {
                let from = data.len();
                data.resize(from + stride, 0);
                pairs.for_each(|(class, weight)| data[from + class] = weight);
            }
            Rows::Shared(lines) => lines.push(pairs)?,
            Rows::Sparse(sparse) => sparse.push(stride, pairs)?,
        }
        Some(())
    }
    /// No more rows come.
    pub fn finish(&mut self) {
        match self {
            Rows::Dense(_) => {}
            Rows::Shared(lines) => lines.finish(),
            Rows::Sparse(sparse) => sparse.others.shrink_to_fit(),
        }
    }
    /// How many rows of `stride` classes there are.
    pub fn count(&self, stride: usize) -> usize {
        match self {
            Rows::Dense(data) => data.len() / stride,
            Rows::Shared(lines) => lines.count(),
            Rows::Sparse(sparse) => sparse.cells.len(),
        }
    }
    /// Writes the weights of a row into `row`.
    pub fn copy(&self, place: usize, row: &mut [i8]) {
        match self {
            Rows::Dense(data) => row.copy_from_slice(&data[place * row.len()..(place + 1) * row.len()]),
            Rows::Shared(lines) => lines.copy(place, row),
            Rows::Sparse(sparse) => {
                row.fill(0);
                sparse.each_pair(sparse.cells[place], |class, weight| {
                    if let Some(place) = row.get_mut(usize::from(class)) {
                        *place = weight;
                    }
                });
            }
        }
    }
}

impl Sparse {
    fn push(&mut self, stride: usize, pairs: impl Iterator<Item = (usize, i8)>) -> Option<()> {
        let nobody = |n: usize| [(stride + (self.cells.len() * 4 + n) % NOBODY) as u8, 0];
        let mut cell: Cell = std::array::from_fn(nobody);
        let mut pairs = pairs.map(|(class, weight)| [class as u8, weight as u8]);
        cell.iter_mut().zip(&mut pairs).for_each(|(place, pair)| *place = pair);
        if let Some(fifth) = pairs.next() {
            let at = (self.others.len() < MOST_OTHERS).then_some(self.others.len())?;
            self.others.extend([[0; 2], cell[2], cell[3], fifth]);
            self.others.extend(pairs);
            self.others[at][0] = (self.others.len() - at - 1) as u8;
            let place = (at as u32).to_le_bytes();
            cell = [cell[0], cell[1], [place[0], place[1]], [MORE, place[2]]];
        }
        self.cells.push(cell);
        Some(())
    }

    /// Hands over class and weight of each pair of the row of a cell, and some pairs of classes that nobody has.
    #[inline(always)]
    fn each_pair(&self, [first, second, third, fourth]: Cell, mut give: impl FnMut(u8, i8)) {
        give(first[0], first[1] as i8);
        give(second[0], second[1] as i8);
        if fourth[0] != MORE {
            give(third[0], third[1] as i8);
            give(fourth[0], fourth[1] as i8);
            return;
        }
        self.others_at(place_of(third, fourth)).iter().for_each(|pair| give(pair[0], pair[1] as i8));
    }

    /// The pairs behind the first two of a longer row, from where their count stands.
    #[inline(always)]
    fn others_at(&self, at: u32) -> &[[u8; 2]] {
        let at = at as usize;
        let count = usize::from(self.others[at][0]);
        &self.others[at + 1..at + 1 + count]
    }

    /// Adds the rows at `places`, at most [`MOST_SUMMANDS`], to `out`.
    #[inline(always)]
    pub fn add(&self, places: &[u32], out: &mut [i32]) {
        // All cells are fetched before any is looked at, so that no fetching waits for another; so are the other pairs of longer rows.
        let mut cells = [Cell::default(); MOST_SUMMANDS];
        let cells = &mut cells[..places.len()];
        cells.iter_mut().zip(places).for_each(|(cell, place)| *cell = self.cells[*place as usize]);
        let mut sums = [0i16; CLASSES];
        let mut add = |[class, weight]: [u8; 2]| sums[usize::from(class)] += i16::from(weight as i8);
        let mut longer = [0u32; MOST_SUMMANDS];
        let mut count = 0;
        for [first, second, third, fourth] in cells.iter().copied() {
            // Written always and kept only where it is one: nobody could guess which rows are longer.
            let is_longer = fourth[0] == MORE;
            longer[count] = place_of(third, fourth);
            count += usize::from(is_longer);
            add(first);
            add(second);
            add(if is_longer { [NOBODY_AT_ALL, 0] } else { third });
            add(if is_longer { [NOBODY_AT_ALL, 0] } else { fourth });
        }
        let mut others: [&[[u8; 2]]; MOST_SUMMANDS] = [&[]; MOST_SUMMANDS];
        let others = &mut others[..count];
        others.iter_mut().zip(&longer).for_each(|(pairs, at)| *pairs = self.others_at(*at));
        others.iter().for_each(|pairs| pairs.iter().for_each(|pair| add(*pair)));
        out.iter_mut().zip(sums).for_each(|(score, sum)| *score += i32::from(sum));
    }
}

/// Where the other pairs of a longer row stand.
#[inline(always)]
fn place_of(third: [u8; 2], fourth: [u8; 2]) -> u32 {
    u32::from_le_bytes([third[0], third[1], fourth[1], 0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_length_come_back_as_they_were_given() {
        let strides = [4, SHORTEST, 52, LONGEST, LONGEST + 4];
        for (stride, layout) in strides.into_iter().flat_map(|s| [(s, Layout::Quick), (s, Layout::Small)]) {
            let row = |n: usize| -> Vec<i8> {
                let weight = |class: usize| if (class * 7 + n).is_multiple_of(n % 9 + 1) { (n + class) as i8 } else { 0 };
                (0..stride).map(weight).collect()
            };
            let mut rows = Rows::new(stride, layout);
            (0..100)
                .for_each(|n| rows.push(stride, row(n).into_iter().enumerate().filter(|(_, w)| *w != 0)).expect("there is room"));
            rows.finish();
            assert_eq!(rows.count(stride), 100);
            let mut found = vec![1; stride];
            for n in 0..100 {
                rows.copy(n, &mut found);
                assert_eq!(found, row(n), "row {n} of {stride} classes");
            }
        }
    }
}
