//! Rows of weights as sums of lines that many rows share: most rows of a table have one weight that is not zero or two, and the lines with
//! just one weight are few and stay in the caches of a processor.

/// The most classes of a row.
pub const LINE: usize = 64;

/// So many classes, where one fetch from memory brings all.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line([i8; LINE]);

/// Rows that share lines.
pub struct Lines {
    /// For each row the two lines whose sum it is: the first in the lower [`FIRST`] bits, the second in those above.
    cells: Vec<u32>,
    /// The first line is zero.
    lines: Vec<Line>,
    /// Lines with one weight, by class and weight.
    single: Vec<u32>,
}

/// Bits that the number of a first line takes.
const FIRST: u32 = 20;

impl Lines {
    /// No rows yet.
    pub fn new() -> Lines {
        Lines { cells: Vec::new(), lines: vec![Line([0; LINE])], single: vec![0; LINE << 8] }
    }
    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.cells.reserve_exact(rows);
    }
    /// No more rows come.
    pub fn finish(&mut self) {
        self.lines.shrink_to_fit();
        self.single = Vec::new();
    }
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.cells.len()
    }
    /// Appends a row, told by class and weight of what is not zero; `None` where so many lines cannot be numbered.
    pub fn push(&mut self, mut pairs: impl Iterator<Item = (usize, i8)>) -> Option<()> {
        let (first, second) = (pairs.next(), pairs.next());
        let third = pairs.next();
        let cell = match (first, second, third) {
            (Some(first), second, None) => {
                let (first, second) = (self.line_of(first)?, second.map_or(Some(0), |pair| self.line_of(pair))?);
                if second >> (u32::BITS - FIRST) == 0 { first | second << FIRST } else { self.sum_of(first, second)? }
            }
            _ => {
                let mut line = Line([0; LINE]);
                first.into_iter().chain(second).chain(third).chain(pairs).for_each(|(class, weight)| line.0[class] = weight);
                self.add_line(line)?
            }
        };
        self.cells.push(cell);
        Some(())
    }
    /// The line with just this weight.
    fn line_of(&mut self, (class, weight): (usize, i8)) -> Option<u32> {
        let place = class << 8 | usize::from(weight as u8);
        if self.single[place] == 0 {
            let mut line = Line([0; LINE]);
            line.0[class] = weight;
            self.single[place] = self.add_line(line)?;
        }
        Some(self.single[place])
    }
    fn sum_of(&mut self, first: u32, second: u32) -> Option<u32> {
        let mut line = self.lines[first as usize];
        line.0.iter_mut().zip(self.lines[second as usize].0).for_each(|(sum, weight)| *sum += weight);
        self.add_line(line)
    }
    fn add_line(&mut self, line: Line) -> Option<u32> {
        let number = u32::try_from(self.lines.len()).ok().filter(|number| number >> FIRST == 0)?;
        self.lines.push(line);
        Some(number)
    }
    #[inline(always)]
    fn lines_of(&self, place: usize) -> [&[i8; LINE]; 2] {
        let cell = self.cells[place];
        let (first, second) = (cell & ((1 << FIRST) - 1), cell >> FIRST);
        [&self.lines[first as usize].0, &self.lines[second as usize].0]
    }
    /// Writes the weights of a row into `row`.
    pub fn copy(&self, place: usize, row: &mut [i8]) {
        let [first, second] = self.lines_of(place);
        row.iter_mut().zip(first).zip(second).for_each(|((weight, a), b)| *weight = a + b);
    }
    /// Adds the rows at `places`, so few that their sums fit in 16 bits, to `out`.
    #[inline(always)]
    pub fn add(&self, places: &[u32], out: &mut [i32]) {
        let mut sums = [0i16; LINE];
        for place in places {
            let [first, second] = self.lines_of(*place as usize);
            // A new array each time: sums that are changed in place are kept in memory, these in registers.
            sums = std::array::from_fn(|i| sums[i] + (i16::from(first[i]) + i16::from(second[i])));
        }
        out.iter_mut().zip(sums).for_each(|(score, sum)| *score += i32::from(sum));
    }
}
