//! Black-box tests: each a sentence about the real program.

mod journeys;
