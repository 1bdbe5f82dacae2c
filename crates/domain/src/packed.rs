//! Two numbers in one, so that pairs are sorted as `u64`: that sort is compiled once for all of them.

/// Packs two numbers into one that compares by the first, then by the second.
pub fn pack(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// Returns the first of two packed numbers.
pub const fn high(packed: u64) -> u32 {
    low(packed >> 32)
}

/// Returns the second of two packed numbers.
pub const fn low(packed: u64) -> u32 {
    let [.., a, b, c, d] = packed.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// Returns the positions of keys in ascending order of the keys; equal ones stay in their order.
pub fn order(keys: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut packed: Vec<u64> = keys.zip(0..).map(|(key, at)| pack(key, at)).collect();
    packed.sort_unstable();
    packed.into_iter().map(|key| low(key) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_decides_and_then_the_second() {
        assert_eq!(pack(1, 2), 0x1_0000_0002);
        assert!(pack(1, u32::MAX) < pack(2, 0) && pack(2, 0) < pack(2, 1));
    }

    #[test]
    fn both_numbers_are_read_back() {
        for (one, other) in [(0, u32::MAX), (u32::MAX, 0), (7, 9)] {
            assert_eq!((high(pack(one, other)), low(pack(one, other))), (one, other));
        }
    }

    #[test]
    fn positions_follow_their_keys_and_equal_ones_stay() {
        assert_eq!(order([3, 1, u32::MAX, 3, 0].into_iter()), [4, 1, 0, 3, 2]);
        assert!(order([].into_iter()).is_empty());
    }
}
