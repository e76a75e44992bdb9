//! R10: a disk that is full, and one that answers with errors, while launches run. Nothing is
//! corrupt, and when there is space again every launch goes on by itself.

use super::lane::{Lane, Store};
use blackbox::{Disk, Seed, Trouble, achieved, is_sound};
use std::time::Duration;

pub(super) async fn disk_fails(times: usize, launches: usize) {
    let mut seed = Seed::new();
    let mut disk = None;
    let mut lane = Lane::open_with(Store::Sqlite, |setup| disk = Some(Disk::of(setup))).await;
    let disk = disk.expect("it was made with the portal");
    let database = lane.portal.data().join("automator.db");
    let mut met = 0;
    for time in 0..times {
        let trouble = Trouble::ALL[time % 2];
        let mut runs = Vec::new();
        for i in 0..launches {
            let slug = format!("disk{time}x{i}");
            runs.push((lane.deploy(&slug).await, slug));
        }
        tokio::time::sleep(Duration::from_millis(seed.below(80) as u64)).await;
        disk.has(trouble);
        tokio::time::sleep(Duration::from_millis(200 + seed.below(800) as u64)).await;
        // Every other time it does not even live to see the end of it.
        let dies = time % 4 >= 2;
        if dies {
            lane.portal.kill();
        }
        disk.is_well();
        if dies {
            assert!(is_sound(&database).await, "{trouble:?}, killed");
            lane.portal.start_again().await;
        }
        for (run, slug) in runs {
            let run = lane.ends(&run).await;
            assert_eq!(run["state"], "succeeded", "{trouble:?}: {run}");
            lane.whole(&slug).await;
            met += 1;
        }
        assert!(is_sound(&database).await, "{trouble:?}");
    }
    let told = lane.portal.log();
    assert!(
        told.contains("disk is full") && told.contains("disk I/O error"),
        "the disk was never in trouble"
    );
    let text =
        format!("{met} launches through {times} full or broken disks, none lost, file sound");
    achieved("R10 Sqlite", met, &text, seed.number);
}

#[tokio::test]
async fn a_full_and_a_broken_disk_lose_nothing_and_corrupt_nothing() {
    disk_fails(4, 5).await;
}
