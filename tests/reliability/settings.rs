//! R2, a change of settings: killed at a moment by chance it is made whole or not at all, and what
//! was answered is kept.

use super::lane::{Lane, Store};
use blackbox::{Seed, achieved};
use serde_json::{Value, json};
use std::time::Duration;

const SETTINGS: &str = "/api/v1/tenants/clean/settings";

/// Values that belong together: each says which change it is of.
fn values(n: usize) -> Value {
    json!({ "values": {
        "branding.site_title": format!("Change {n}"),
        "branding.primary_color": format!("#{n:06x}"),
        "mail.sender_name": format!("Sender {n}"),
    }})
}

pub(super) async fn settings_killed(store: Store, times: usize) {
    let mut seed = Seed::new();
    // The tenant `clean` is there in each lane.
    let mut lane = Lane::open(store).await;
    let (mut kept, mut answered) = (0, 0);
    let first = lane.portal.operator().patch(SETTINGS, &values(0)).await;
    first.ok();
    for n in 1..=times {
        let client = lane.portal.operator();
        let change = tokio::spawn(async move { client.try_patch(SETTINGS, &values(n)).await });
        tokio::time::sleep(Duration::from_micros(seed.below(12_000) as u64)).await;
        lane.portal.kill();
        let answer = change.await.expect("no panic");
        let promised = answer.is_some_and(|answer| answer.status == 200);
        lane.portal.start_again().await;

        let found = change_of(&lane).await;
        if promised {
            assert_eq!(found, n, "what was answered is lost");
        }
        assert!(found == n || found == kept, "{found} of {n}");
        kept = found;
        answered += usize::from(promised);
    }
    // It can be changed as before.
    let last = lane.portal.operator().patch(SETTINGS, &values(times)).await;
    last.ok();
    assert_eq!(change_of(&lane).await, times);
    let text =
        format!("{times} changes of settings killed, {answered} had been answered, none half");
    achieved(&format!("R2 settings {store:?}"), times, &text, seed.number);
}

/// Of which change the values are: all of the same.
async fn change_of(lane: &Lane) -> usize {
    let now = lane.portal.operator().get(SETTINGS).await.ok();
    let found = |key: &str| {
        now["values"][key]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let title = found("branding.site_title");
    let number = title.strip_prefix("Change ").and_then(|n| n.parse().ok());
    let number: usize = number.unwrap_or_else(|| panic!("no change of ours: {now}"));
    let wanted = &values(number)["values"];
    for key in ["branding.primary_color", "mail.sender_name"] {
        assert_eq!(found(key), wanted[key], "half of a change: {now}");
    }
    number
}

#[tokio::test]
async fn a_killed_change_of_settings_is_made_whole_or_not_at_all_on_sqlite() {
    settings_killed(Store::Sqlite, 5).await;
}

#[tokio::test]
async fn a_killed_change_of_settings_is_made_whole_or_not_at_all_on_postgres() {
    settings_killed(Store::Postgres, 3).await;
}
