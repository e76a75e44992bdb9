//! Chance that can be repeated: `AUTOMATOR_SEED` chooses it, and every test prints its own.

use std::time::{SystemTime, UNIX_EPOCH};

pub struct Seed {
    pub number: u64,
    state: u64,
}

impl Default for Seed {
    fn default() -> Self {
        Self::new()
    }
}

impl Seed {
    pub fn new() -> Self {
        let named = std::env::var("AUTOMATOR_SEED").ok();
        let number = named.and_then(|n| n.parse().ok()).unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            now.map_or(1, |t| u64::from(t.subsec_nanos()) ^ t.as_secs())
        });
        eprintln!("AUTOMATOR_SEED={number}");
        Self {
            number,
            state: number,
        }
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for i in (1..all.len()).rev() {
            all.swap(i, self.below(i + 1));
        }
    }
}
