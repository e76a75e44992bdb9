//! The track, the mark of the product: ticks filled as far as they are true.
//!
//! Lengths are classes (`share-18`, `done-60`), because the content policy knows no style attribute.

use super::Tone;
use leptos::prelude::*;

/// One tick: how long it is beside the others, its colour, and how much of it is behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    pub share: f64,
    pub tone: Option<Tone>,
    /// From 0 to 1 while it is being filled.
    pub done: Option<f64>,
}

impl Tick {
    fn class(&self, longest: f64) -> String {
        let share = (self.share / longest.max(f64::EPSILON) * 100.0)
            .clamp(1.0, 100.0)
            .round();
        match self.done {
            // Steps of four per cent: finer ones cannot be seen on a tick.
            Some(done) => {
                let done = (done.clamp(0.0, 1.0) * 25.0).round() * 4.0;
                format!("now share-{share} done-{done}")
            }
            None => format!("share-{share}"),
        }
    }
}

pub fn ticks(list: &[Tick]) -> AnyView {
    let longest = list.iter().map(|t| t.share).fold(0.0, f64::max);
    let tick = |t: &Tick| view! { <i class=t.class(longest) data-tone=t.tone.map(Tone::name)></i> };
    list.iter().map(tick).collect_view().into_any()
}

/// Equal ticks, the first `filled` of them true: days of a trial, attempts, places.
pub fn counted(filled: usize, of: usize) -> AnyView {
    let tick = |i| Tick {
        share: 1.0,
        tone: (i < filled).then_some(Tone::Brand),
        done: None,
    };
    ticks(&(0..of).map(tick).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_as_long_as_its_share_of_the_longest() {
        let tick = |share, done| Tick {
            share,
            tone: None,
            done,
        };

        assert_eq!(tick(2.0, None).class(4.0), "share-50");
        assert_eq!(tick(0.0, None).class(4.0), "share-1");
        assert_eq!(tick(4.0, Some(0.61)).class(4.0), "now share-100 done-60");
    }
}
