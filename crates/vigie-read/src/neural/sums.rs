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
        let targets = (&mut *out, row * stride, stride);
        row += match count - row {
            TOGETHER.. => rows::<TOGETHER>(side_by_side(left, row, inner), right, inner, columns, targets),
            _ => rows::<1>(side_by_side(left, row, inner), right, inner, columns, targets),
        };
    }
}

/// The same where `left` lies on its side: its rows are the columns of what is multiplied.
#[inline(always)]
pub fn product_of_turned(
    left: Rows,
    right: Rows,
    (count, inner, columns): (usize, usize, usize),
    out: &mut [f32],
    stride: usize,
) {
    let mut row = 0;
    while row < count {
        let targets = (&mut *out, row * stride, stride);
        row += match count - row {
            TOGETHER.. => rows::<TOGETHER>(on_its_side(left, row), right, inner, columns, targets),
            _ => rows::<1>(on_its_side(left, row), right, inner, columns, targets),
        };
    }
}

/// What stands in column `k` of some rows.
#[inline(always)]
fn side_by_side<const COUNT: usize>(left: Rows, row: usize, inner: usize) -> impl Fn(usize) -> [f32; COUNT] {
    let factors: [&[f32]; COUNT] = std::array::from_fn(|n| &left.values[(row + n) * left.stride..][..inner]);
    move |k| std::array::from_fn(|n| factors[n][k])
}

/// What stands in row `k` of some columns.
#[inline(always)]
fn on_its_side<const COUNT: usize>(left: Rows, column: usize) -> impl Fn(usize) -> [f32; COUNT] {
    move |k| left.values[k * left.stride + column..].first_chunk().copied().unwrap_or([0.0; COUNT])
}

/// Writes `COUNT` rows; says how many.
#[inline(always)]
fn rows<const COUNT: usize>(
    factors: impl Fn(usize) -> [f32; COUNT],
    right: Rows,
    inner: usize,
    columns: usize,
    (out, first, stride): (&mut [f32], usize, usize),
) -> usize {
    let mut at = 0;
    while at + LANES <= columns {
        let targets = (&mut *out, first + at, stride);
        at += if at + WIDE * LANES <= columns {
            block::<COUNT, WIDE>(&factors, right, inner, at, targets)
        } else {
            block::<COUNT, 1>(&factors, right, inner, at, targets)
        };
    }
    for column in at..columns {
        let mut sums = [0.0; COUNT];
        for k in 0..inner {
            let (factors, right) = (factors(k), right.values[k * right.stride + column]);
            sums = std::array::from_fn(|n| sums[n] + factors[n] * right);
        }
        sums.iter().enumerate().for_each(|(n, sum)| out[first + n * stride + column] = *sum);
    }
    COUNT
}

/// Writes the sums of some rows for as many columns as fill `WIDTH` registers; says how many columns.
#[inline(always)]
fn block<const COUNT: usize, const WIDTH: usize>(
    factors: &impl Fn(usize) -> [f32; COUNT],
    right: Rows,
    inner: usize,
    at: usize,
    (out, first, stride): (&mut [f32], usize, usize),
) -> usize {
    let mut sums = [[[0.0f32; LANES]; WIDTH]; COUNT];
    for k in 0..inner {
        let (row, _) = right.values[k * right.stride + at..].as_chunks::<LANES>();
        let Some(row) = row.first_chunk::<WIDTH>() else { break };
        for (sums, factor) in sums.iter_mut().zip(factors(k)) {
            for (sum, row) in sums.iter_mut().zip(row) {
                *sum = std::array::from_fn(|lane| sum[lane] + factor * row[lane]);
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
            let mut again = vec![9.0; count * stride];
            let turned: Vec<f32> = (0..inner * count).map(|i| left[i % count * left_stride + i / count]).collect();
            product_of_turned(Rows { values: &turned, stride: count }, of_right, (count, inner, columns), &mut again, stride);
            assert_eq!(out, again, "on its side");
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
