//! Time to launch: sign-ups through the API of a real portal of its own, until the site answers.

use super::{
    LaunchArgs,
    figures::{Figures, quantile},
    limits,
    place::{self, Place},
    portal::Portal,
};
use app::AppResult;
use std::collections::BTreeMap;

pub async fn run(args: &LaunchArgs) -> AppResult<()> {
    for place in place::all(args.postgres.as_deref())? {
        measure(args, &place).await?.print(args.json);
    }
    Ok(())
}

async fn measure(args: &LaunchArgs, place: &Place) -> AppResult<Figures> {
    let database = place.is_postgres().then_some(place.url.as_str());
    let portal = Portal::start(place.path(), database).await?;
    let (mut seconds, mut steps) = (Vec::new(), BTreeMap::<String, Vec<f64>>::new());
    for i in 0..args.tenants {
        let run = portal.launch(&format!("launch-{i}")).await?;
        seconds.extend(run["launch_seconds"].as_f64());
        for step in run["steps"].as_array().into_iter().flatten() {
            if let (Some(name), Some(took)) = (step["name"].as_str(), step["seconds"].as_f64()) {
                steps.entry(name.to_owned()).or_default().push(took);
            }
        }
    }
    let slowest = seconds.iter().copied().max_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "a handful of values")]
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let figures = Figures {
        bench: "launch",
        database: place.database.to_owned(),
        ok: seconds.len() == args.tenants,
        n: args.tenants,
        launch_s_p50: quantile(&mut seconds, 0.5),
        launch_s_max: slowest,
        step_s: steps
            .into_iter()
            .map(|(name, values)| (name, mean(values)))
            .collect(),
        ..Figures::default()
    };
    // The portal still stands: what it needs to stop must not be in the way of the limits.
    drop(portal);
    Ok(figures.beside(limits::measure(&place.url, place.path()).await?))
}
