//! Products of matrices of floats, each sum in the order of its summands, so that the widest registers give what any others do.

/// Rows of numbers, each of which begins `stride` behind the one before.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers, from those of the first row on.
    pub values: &'a [f32],
    /// From the beginning of a row to that of the next.
    pub stride: usize,
}

/// So many numbers fill the widest register.
pub const LANES: usize = 16;
/// So many rows are summed together: each row of the other matrix is fetched once for all.
const TOGETHER: usize = 4;
/// So many registers of each row are summed together.
const WIDE: usize = 2;

/// `left right`: for each of `count` rows of `left` the sum of `inner` rows of `right` times its numbers. Each row of `out` begins
/// `stride` behind the one before, and its first `columns` are written. Quick where these fill registers of [`LANES`].
#[inline(always)]
pub fn product(left: Rows, right: Rows, (count, inner, columns): (usize, usize, usize), out: &mut [f32], stride: usize) {
    let mut row = 0;
    while row < count {
        row += match count - row {
            TOGETHER.. => rows::<TOGETHER>(left, right, row, inner, columns, out, stride),
            _ => rows::<1>(left, right, row, inner, columns, out, stride),
        };
    }
}

/// Writes `COUNT` rows from `row` on; says how many.
#[inline(always)]
fn rows<const COUNT: usize>(
    left: Rows,
    right: Rows,
    row: usize,
    inner: usize,
    columns: usize,
    out: &mut [f32],
    stride: usize,
) -> usize {
    let factors: [&[f32]; COUNT] = std::array::from_fn(|n| &left.values[(row + n) * left.stride..][..inner]);
    let mut at = 0;
    while at + LANES <= columns {
        let targets = (&mut *out, row * stride + at, stride);
        at += if at + WIDE * LANES <= columns {
            block::<COUNT, WIDE>(factors, right, at, targets)
        } else {
            block::<COUNT, 1>(factors, right, at, targets)
        };
    }
    for column in at..columns {
        for (n, factors) in factors.iter().enumerate() {
            let summands = factors.iter().enumerate().map(|(k, factor)| factor * right.values[k * right.stride + column]);
            out[(row + n) * stride + column] = summands.fold(0.0, |sum, summand| sum + summand);
        }
    }
    COUNT
}

/// Writes the sums of some rows for as many columns as fill `WIDTH` registers; says how many columns.
#[inline(always)]
fn block<const COUNT: usize, const WIDTH: usize>(
    factors: [&[f32]; COUNT],
    right: Rows,
    at: usize,
    (out, first, stride): (&mut [f32], usize, usize),
) -> usize {
    let mut sums = [[[0.0f32; LANES]; WIDTH]; COUNT];
    for k in 0..factors[0].len() {
        let (row, _) = right.values[k * right.stride + at..].as_chunks::<LANES>();
        let Some(row) = row.first_chunk::<WIDTH>() else { break };
        for (sums, factors) in sums.iter_mut().zip(factors) {
            for (sum, row) in sums.iter_mut().zip(row) {
                *sum = std::array::from_fn(|lane| sum[lane] + factors[k] * row[lane]);
            }
        }
    }
    for (n, sums) in sums.iter().enumerate() {
        out[first + n * stride..][..WIDTH * LANES].copy_from_slice(sums.as_flattened());
    }
    WIDTH * LANES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_sums_in_order() {
        let number = |i: usize| (i as f32 * 0.37).sin();
        for (count, inner, columns) in [(1, 1, 16), (5, 7, 48), (9, 32, 32), (4, 3, 64), (6, 5, 21)] {
            let (left_stride, right_stride, stride) = (inner + 3, columns + 5, columns + 2);
            let left: Vec<f32> = (0..count * left_stride).map(number).collect();
            let right: Vec<f32> = (0..inner * right_stride).map(|i| number(i + 11)).collect();
            let mut out = vec![9.0; count * stride];
            let (of_left, of_right) =
                (Rows { values: &left, stride: left_stride }, Rows { values: &right, stride: right_stride });
            product(of_left, of_right, (count, inner, columns), &mut out, stride);
            for row in 0..count {
                for column in 0..columns {
                    let wanted =
                        (0..inner).fold(0.0, |sum, k| sum + left[row * left_stride + k] * right[k * right_stride + column]);
                    assert_eq!(out[row * stride + column], wanted);
                }
                assert_eq!(out[row * stride + columns..(row + 1) * stride], [9.0, 9.0], "what stands beside is left");
            }
        }
    }
}
