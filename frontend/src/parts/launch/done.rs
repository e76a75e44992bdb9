//! The site runs: its address first, then how long it took and where the time went.

use super::{head, progress};
use crate::parts::{Banner, Glyph, Icon, Tone, track, when};
use domain::{
    states::StepState,
    views::{LaunchStep, LaunchView},
};
use leptos::prelude::*;
use track::Tick;

pub fn done(launch: &LaunchView) -> AnyView {
    let lead = match (launch.degraded, launch.signed_in) {
        (false, true) => "Every step is done and every check is green. You are signed in already.",
        (false, false) => "Every step is done and every check is green.",
        (true, _) => {
            "Everything your site needs is done. One part beside it did not work yet; it is marked below."
        }
    };
    let dashboard = if launch.signed_in {
        format!("/tenants/{}", launch.slug)
    } else {
        format!("/sign-in?next=/tenants/{}", launch.slug)
    };
    let seconds = launch
        .launch_seconds
        .unwrap_or_else(|| launch.now.seconds_since(launch.started_at));
    let sum: f64 = launch.steps.iter().filter_map(|s| s.seconds).sum();
    let parallel = (sum > seconds + 0.1).then(|| {
        view! { <footer>{format!("Some steps run at the same time, so their seconds add up to more than {}.", when::took(seconds))}</footer> }
    });
    let (still, _) = signal(0.0);
    let lines = launch
        .steps
        .iter()
        .map(|s| progress::line(s, still))
        .collect_view();
    let (tone, glyph, word) = if launch.degraded {
        (Tone::Wait, Glyph::Warning, "Running, degraded")
    } else {
        (Tone::Ok, Glyph::Done, "Running")
    };
    view! {
        <section class="stack stack-loose">
            {head(launch, tone, glyph, word, lead)}
            <div class="row">
                <a class="button button-primary button-large" href=launch.site_url.clone()>"Open your site "<Icon glyph=Glyph::Open/></a>
                <a class="button button-large" href=dashboard>"Go to the dashboard"</a>
            </div>
            {launch.degraded.then(degraded)}
            <div class="card">
                <div class="card-body stack">
                    <div class="row row-spread">
                        <div><h2 class="heading-plain">"Time to launch"</h2><p class="display number">{when::took(seconds)}</p></div>
                        <p class="note">"From your click to the first answer of the site"</p>
                    </div>
                    <div class="track" role="img" aria-label=format!("Share of each step in the {}", when::took(seconds))>{shares(launch)}</div>
                    <ol class="steps">{lines}</ol>
                </div>
                {parallel}
            </div>
            <p class="note row"><a href=launch.site_url.clone()>{launch.site_url.clone()}</a>" · Reference "<code>{launch.reference.clone()}</code></p>
        </section>
    }
    .into_any()
}

fn degraded() -> AnyView {
    view! {
        <Banner tone=Tone::Wait title="One part is not available yet">
            <p>"Your site is open and works without it. We see which part it is and mend it from here; there is nothing for you to do."</p>
        </Banner>
    }
    .into_any()
}

fn shares(launch: &LaunchView) -> AnyView {
    let tick = |s: &LaunchStep| {
        let tone = if s.state == StepState::Degraded || s.attempts > 1 {
            Tone::Wait
        } else {
            Tone::Brand
        };
        Tick {
            share: s.seconds.unwrap_or(0.0).max(0.01),
            tone: Some(tone),
            done: None,
        }
    };
    track::ticks(&launch.steps.iter().map(tick).collect::<Vec<_>>())
}
