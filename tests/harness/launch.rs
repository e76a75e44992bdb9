//! The main job as the tests repeat it: sign up, follow the run, look at what there is.

use crate::{Client, Portal, figure, tenant_app, wait_for};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path};

pub const PASSWORD: &str = "slow-tide-lantern";

#[derive(Clone, Debug)]
pub struct Accepted {
    pub slug: String,
    pub run: String,
    pub status_url: String,
    pub site_url: String,
}

/// A form that is right.
pub fn form(slug: &str) -> Value {
    json!({
        "company": "Harbour & Pine", "slug": slug, "email": format!("ada@{slug}.example"), "password": PASSWORD,
    })
}

pub async fn sign_up(portal: &Portal, slug: &str) -> Accepted {
    let answer = portal.visitor().post("/api/v1/signups", &form(slug)).await;
    answer.has_status(202);
    let accepted = answer.json();
    let text = |key: &str| {
        accepted[key]
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in {accepted}"))
            .to_owned()
    };
    assert_eq!(text("tenant"), slug);
    Accepted {
        slug: slug.to_owned(),
        run: text("run"),
        status_url: text("status_url"),
        site_url: text("site_url"),
    }
}

/// A site that runs, without a browser.
pub async fn launched(portal: &Portal, slug: &str) -> Accepted {
    let accepted = sign_up(portal, slug).await;
    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    accepted
}

/// The run when it has come to its end, whichever.
pub async fn wait_for_run(client: &Client, id: &str) -> Value {
    wait_for(&format!("run {id} ends"), async || {
        let answer = client.try_get(&format!("/api/v1/runs/{id}")).await?;
        let run = answer.ok();
        let over = ["succeeded", "failed", "cancelled"]
            .iter()
            .any(|state| run["state"] == *state);
        over.then_some(run)
    })
    .await
}

/// Every step of a deploy, in order, as the portal plans it: a new step is tested by itself.
pub async fn step_names(portal: &Portal, environment: &str) -> Vec<String> {
    let path = format!("/api/v1/environments/{environment}/deploy?dry_run=true");
    let plan = portal.operator().post(&path, &json!({})).await;
    plan.has_status(200);
    let plan = plan.json();
    let steps = plan["steps"]
        .as_array()
        .unwrap_or_else(|| panic!("a plan without steps: {plan}"));
    let names: Vec<_> = steps
        .iter()
        .filter_map(|step| step["name"].as_str().map(str::to_owned))
        .collect();
    assert!(
        names.len() >= 8,
        "fewer steps than the product has: {names:?}"
    );
    names
}

/// What the portal believes, what lies on the disk and what the kernel runs: one of each.
pub async fn one_of_each(portal: &Portal, slug: &str) {
    let name = format!("{slug}-prod");
    let environment = portal
        .operator()
        .get(&format!("/api/v1/environments/{slug}/prod"))
        .await
        .ok();
    assert_eq!(environment["state"], "running", "{environment}");
    let mut kinds = BTreeMap::<String, u32>::new();
    for resource in environment["resources"]
        .as_array()
        .expect("an environment has resources")
    {
        *kinds
            .entry(resource["kind"].as_str().unwrap_or_default().to_owned())
            .or_default() += 1;
    }
    for kind in [
        "instance",
        "database",
        "bucket",
        "dns_record",
        "mail_sender",
    ] {
        assert_eq!(kinds.get(kind), Some(&1), "{kind} of {environment}");
    }
    assert!(kinds.values().all(|count| *count == 1), "{kinds:?}");

    let data = portal.data();
    let of_slug = |entry: &String| entry.starts_with(slug);
    let seen = |folder: &str| {
        listed(&data.join(folder))
            .into_iter()
            .filter(of_slug)
            .collect::<Vec<_>>()
    };
    assert_eq!(seen("instances"), [name.as_str()]);
    let databases = seen("databases");
    let whole = databases
        .iter()
        .filter(|file| file.strip_suffix(".db").is_some());
    assert_eq!(whole.count(), 1, "{databases:?}");
    assert_eq!(seen("dns").len(), 1, "{:?}", seen("dns"));
    assert_eq!(seen("mail").len(), 1, "{:?}", seen("mail"));
    assert_eq!(listed(&data.join("bucket").join(slug)), ["prod"]);
    let apps = tenant_app::of(&data, &name);
    assert_eq!(apps.len(), 1, "{apps:?}");
}

fn listed(folder: &Path) -> Vec<String> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

/// Time to launch and seconds per step, for the reader of the test's output.
pub fn print_times(what: &str, run: &Value) {
    let seconds = run["launch_seconds"].as_f64();
    let seconds = seconds.map_or("not a launch".to_owned(), |seconds| {
        format!("{seconds:.2} s to launch")
    });
    let steps = run["steps"].as_array().cloned().unwrap_or_default();
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            let time = match (at(&step["started_at"]), at(&step["ended_at"])) {
                (Some(from), Some(to)) => format!("{:.2}", to - from),
                _ => "-".to_owned(),
            };
            format!("{} {time}", step["name"].as_str().unwrap_or_default())
        })
        .collect();
    figure(what, format!("{seconds}; {}", steps.join(", ")));
}

/// Seconds of the day, which is enough for a difference within a test.
fn at(time: &Value) -> Option<f64> {
    let (_, clock) = time.as_str()?.split_once('T')?;
    let mut parts = clock
        .trim_end_matches('Z')
        .split(':')
        .map(str::parse::<f64>);
    let (hours, minutes, seconds) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    Some(hours * 3600.0 + minutes * 60.0 + seconds)
}
