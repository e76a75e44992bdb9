//! R4: a provider that fails in every way a provider can, at each step that calls one. What passes
//! by itself ends in one of each; what does not ends in words for an operator, takes nothing that
//! is not ours, and goes on when it is mended.

use super::lane::{Cases, Lane, Store, beside};
use blackbox::{Seed, achieved};
use serde_json::{Value, json};
use std::rc::Rc;

/// (name, order, whether the run gets over it by itself).
fn manners() -> [(&'static str, Value, bool); 7] {
    let once = |manner: Value| json!({ "manner": manner, "times": 1 });
    [
        ("fails once", once(json!("error")), true),
        ("429", once(json!({ "throttle": { "seconds": 1 } })), true),
        ("no answer after the effect", once(json!("silent")), true),
        ("cut in mid-answer", once(json!("cut")), true),
        ("there and mine", once(json!({ "exists": {} })), true),
        (
            "there and theirs",
            once(json!({ "exists": { "owner": STRANGER } })),
            false,
        ),
        ("fails always", json!({ "manner": "error" }), false),
    ]
}

const STRANGER: &str = "somebody-else";

#[derive(Clone, Debug)]
struct Case {
    manner: &'static str,
    order: Value,
    passes: bool,
    step: String,
    slug: String,
}

async fn all_cases(lane: &Lane) -> Vec<Case> {
    let calls = lane.ledger.calls("clean").await;
    let mut cases = Vec::new();
    for (manner, order, passes) in manners() {
        for step in lane.calling_steps().await {
            // Only what a step makes can be there before it.
            let makes = |c: &&blackbox::Call| c.step == step && c.operation == "create";
            if manner.starts_with("there") && !calls.iter().any(|c| makes(&c)) {
                continue;
            }
            let slug = format!("provider{}", cases.len());
            let mut order = order.clone();
            order["tenant"] = json!(slug);
            order["step"] = json!(step);
            cases.push(Case {
                manner,
                order,
                passes,
                step: step.clone(),
                slug,
            });
        }
    }
    cases
}

impl Lane {
    async fn launch_with(&self, case: &Case) {
        self.ledger.order(case.order.clone()).await;
        let id = self.deploy(&case.slug).await;
        let run = self.ends(&id).await;
        let calls = self.ledger.calls(&case.slug).await;
        let met = match case.manner {
            "there and mine" | "there and theirs" => calls.iter().any(|c| c.outcome == "exists"),
            "fails once" | "fails always" => calls.iter().any(|c| c.status == 503),
            "429" => calls.iter().any(|c| c.status == 429),
            // Neither leaves a trace but the second try.
            _ => of_step(&run, &case.step)["attempts"] == 2,
        };
        assert!(met, "{case:?} was never met: {calls:?}");
        if case.passes {
            assert_eq!(run["state"], "succeeded", "{case:?}: {run}");
            self.is_one_of_each(case).await;
            self.was_left_alone(case).await;
        } else {
            self.fails_in_words(case, &id, &run).await;
        }
    }

    async fn is_one_of_each(&self, case: &Case) {
        if case.manner == "there and mine" {
            // The ledger made one in our name, so the counts of creation say nothing here.
            let environment = self.environment(&case.slug).await;
            assert_eq!(environment["state"], "running", "{environment}");
            assert_eq!(environment["health"], "ok", "{environment}");
            let resources = environment["resources"].as_array().map(Vec::len);
            assert_eq!(resources, Some(self.kinds.len()), "{environment}");
        } else {
            self.whole(&case.slug).await;
        }
    }

    /// After a 429 nothing is asked before its time.
    async fn was_left_alone(&self, case: &Case) {
        let calls = self.ledger.calls(&case.slug).await;
        let of_step: Vec<_> = calls.iter().filter(|c| c.step == case.step).collect();
        if let Some(at) = of_step.iter().position(|c| c.status == 429) {
            let next = of_step.get(at + 1).expect("it was tried again");
            let pause = next.at_ms - of_step[at].at_ms;
            assert!(pause >= 1000, "{case:?}: asked again after {pause} ms");
        }
    }

    async fn fails_in_words(&self, case: &Case, id: &str, run: &Value) {
        let step = of_step(run, &case.step);
        let core = step["core"] == true;
        let ended = if core { "failed" } else { "succeeded" };
        assert_eq!(run["state"], ended, "{case:?}: {run}");
        for word in ["kind", "summary", "hint"] {
            let text = step["error"][word].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{case:?}: no {word} in {step}");
        }
        let mut foreign = self.ledger.of_owner(STRANGER).await;
        foreign.retain(|r| mentions(&r.name, &case.slug));
        if case.manner == "there and theirs" {
            assert_eq!(foreign.len(), 1, "{foreign:?}");
            assert!(foreign[0].exists && foreign[0].deletes == 0, "{foreign:?}");
            assert_eq!(step["error"]["kind"], "conflict", "{step}");
            let summary = step["error"]["summary"].as_str().unwrap_or_default();
            assert!(summary.contains(STRANGER), "whose it is: {summary}");
            self.ledger.uproot(&foreign[0].port, &foreign[0].name).await;
        }
        self.ledger.mend(&case.slug).await;
        let path = format!("/api/v1/runs/{id}/steps/{}/retry", case.step);
        let client = self.portal.operator();
        let retried = client.post(&path, &json!({})).await.ok();
        let run = self.ends(retried["run"].as_str().unwrap_or_default()).await;
        assert_eq!(run["state"], "succeeded", "{case:?}, mended: {run}");
        self.is_one_of_each(case).await;
    }
}

/// Names are made of the slug: `acme-prod`, `acme.localhost`, `acme@…`.
fn mentions(name: &str, slug: &str) -> bool {
    let rest = name.strip_prefix(slug);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

fn of_step<'a>(run: &'a Value, step: &str) -> &'a Value {
    let steps = run["steps"].as_array().expect("a run has steps");
    let found = steps.iter().find(|s| s["name"] == step);
    found.unwrap_or_else(|| panic!("no step {step} in {run}"))
}

pub(super) async fn providers_fail(store: Store, full: bool) {
    let mut seed = Seed::new();
    let lane = Rc::new(Lane::open(store).await);
    let mut cases = all_cases(&lane).await;
    if !full {
        // Each manner once, the step by chance.
        let of = |name| cases.iter().filter(move |c| c.manner == name).cloned();
        let each = manners().map(|(name, ..)| seed.one_of(&of(name).collect::<Vec<_>>()).clone());
        cases = each.to_vec();
    }
    let (count, cases) = (cases.len(), Cases::new(cases));
    let at_once = (0..8).map(|_| {
        let (lane, cases) = (lane.clone(), cases.clone());
        async move {
            while let Some(case) = cases.next() {
                lane.launch_with(&case).await;
            }
        }
    });
    beside(at_once.collect::<Vec<_>>()).await;
    let text = format!("{count} launches ended as they should");
    achieved(&format!("R4 {store:?}"), count, &text, seed.number);
}

#[tokio::test]
async fn a_provider_that_fails_in_each_manner_is_survived_or_told_on_sqlite() {
    providers_fail(Store::Sqlite, false).await;
}

#[tokio::test]
async fn a_provider_that_fails_in_each_manner_is_survived_or_told_on_postgres() {
    providers_fail(Store::Postgres, false).await;
}
