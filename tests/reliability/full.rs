//! The full sizes of R1 to R12: minutes each, the machine to itself, only with `--full`.

use super::{
    crowds::{everybody_signs_up, names_are_raced_for},
    disk::disk_fails,
    fairness::a_sign_up_comes_behind_a_burst,
    kills::killed_everywhere,
    lane::Store,
    outage::{database_goes_away, server_restarts},
    providers::providers_fail,
    recovery::{a_restart_goes_on, another_worker_takes_over},
    restarts::restarted_at_once,
    settings::settings_killed,
    stops::stopped_under_load,
    teardown::{What, killed_later, killed_twice},
    upgrade::written,
    wire::the_wire_is_half_open,
    workers::workers_come_and_go,
    zombies::a_worker_stands_still,
};

#[tokio::test]
#[ignore = "R8 in full takes minutes"]
async fn a_hundred_names_are_raced_for_and_each_has_one_owner() {
    names_are_raced_for(100, 10).await;
}

#[tokio::test]
#[ignore = "R9 in full takes minutes"]
async fn five_hundred_sign_up_at_once_and_two_workers_launch_them() {
    everybody_signs_up(Store::Postgres, 500).await;
}

#[tokio::test]
#[ignore = "R9 in full takes minutes"]
async fn five_hundred_sign_up_at_once_on_sqlite_and_nobody_meets_a_lock() {
    everybody_signs_up(Store::Sqlite, 500).await;
}

#[tokio::test]
#[ignore = "R12 in full takes minutes"]
async fn twenty_stops_under_load_lose_nothing_and_count_nothing() {
    stopped_under_load(20, 10).await;
}

#[tokio::test]
#[ignore = "R1 in full takes minutes"]
async fn a_launch_killed_at_each_place_in_each_step_ends_whole_on_sqlite() {
    killed_everywhere(Store::Sqlite, 4, true).await;
}

#[tokio::test]
#[ignore = "R1 in full takes minutes"]
async fn a_launch_killed_at_each_place_in_each_step_ends_whole_on_postgres() {
    killed_everywhere(Store::Postgres, 4, true).await;
}

#[tokio::test]
#[ignore = "R4 in full takes minutes"]
async fn a_provider_that_fails_in_each_manner_at_each_step_on_sqlite() {
    providers_fail(Store::Sqlite, true).await;
}

#[tokio::test]
#[ignore = "R4 in full takes minutes"]
async fn a_provider_that_fails_in_each_manner_at_each_step_on_postgres() {
    providers_fail(Store::Postgres, true).await;
}

#[tokio::test]
#[ignore = "R7 in full takes minutes"]
async fn twenty_quick_restarts_on_sqlite() {
    restarted_at_once(Store::Sqlite, 20).await;
}

#[tokio::test]
#[ignore = "R7 in full takes minutes"]
async fn twenty_quick_restarts_on_postgres() {
    restarted_at_once(Store::Postgres, 20).await;
}

#[tokio::test]
#[ignore = "R7 in full takes minutes"]
async fn a_database_that_goes_away_twenty_times_under_two_hundred_launches_loses_nothing() {
    database_goes_away(20, 200).await;
}

#[tokio::test]
#[ignore = "R7 in full takes minutes"]
async fn a_server_that_restarts_twenty_times_under_two_hundred_launches_loses_nothing() {
    server_restarts(20, 200).await;
}

#[tokio::test]
#[ignore = "R7 in full takes minutes"]
async fn a_wire_that_is_half_open_twenty_times_under_two_hundred_launches_loses_nothing() {
    the_wire_is_half_open(20, 200).await;
}

#[tokio::test]
#[ignore = "R2 in full takes minutes"]
async fn a_teardown_killed_at_each_place_in_each_step_leaves_nothing_on_sqlite() {
    killed_later(What::Destroy, Store::Sqlite, None).await;
}

#[tokio::test]
#[ignore = "R2 in full takes minutes"]
async fn a_teardown_killed_at_each_place_in_each_step_leaves_nothing_on_postgres() {
    killed_later(What::Destroy, Store::Postgres, None).await;
}

#[tokio::test]
#[ignore = "R2 in full takes minutes"]
async fn a_launch_by_phases_killed_at_each_place_in_each_step_ends_whole_on_sqlite() {
    killed_later(What::Phases, Store::Sqlite, None).await;
}

#[tokio::test]
#[ignore = "R2 in full takes minutes"]
async fn a_launch_by_phases_killed_at_each_place_in_each_step_ends_whole_on_postgres() {
    killed_later(What::Phases, Store::Postgres, None).await;
}

#[tokio::test]
#[ignore = "R3 in full takes minutes"]
async fn a_hundred_launches_killed_while_they_recover_end_whole_on_sqlite() {
    killed_twice(Store::Sqlite, 100, 4).await;
}

#[tokio::test]
#[ignore = "R3 in full takes minutes"]
async fn a_hundred_launches_killed_while_they_recover_end_whole_on_postgres() {
    killed_twice(Store::Postgres, 100, 4).await;
}

#[tokio::test]
#[ignore = "R6 in full takes minutes"]
async fn fifty_workers_that_wake_up_too_late_change_nothing() {
    a_worker_stands_still(50).await;
}

#[tokio::test]
#[ignore = "R2 in full takes minutes"]
async fn fifty_changes_of_settings_killed_on_sqlite_are_made_whole_or_not_at_all() {
    settings_killed(Store::Sqlite, 50).await;
}

#[tokio::test]
#[ignore = "R2 in full takes minutes"]
async fn fifty_changes_of_settings_killed_on_postgres_are_made_whole_or_not_at_all() {
    settings_killed(Store::Postgres, 50).await;
}

#[tokio::test]
#[ignore = "R10 in full takes minutes"]
async fn twenty_full_and_broken_disks_lose_nothing_and_corrupt_nothing() {
    disk_fails(20, 5).await;
}

#[tokio::test]
#[ignore = "a thousand launches take minutes"]
async fn a_thousand_launch_while_workers_are_killed_stopped_and_started() {
    workers_come_and_go(1_000, 5).await;
}

#[tokio::test]
#[ignore = "a burst of five thousand takes minutes"]
async fn a_sign_up_behind_five_thousand_starts_at_once() {
    a_sign_up_comes_behind_a_burst(5_000, 20).await;
}

#[tokio::test]
#[ignore = "R11: a version is written when it is released"]
async fn this_version_is_written_and_finished_on_sqlite() {
    written(Store::Sqlite).await;
}

#[tokio::test]
#[ignore = "R11: a version is written when it is released"]
async fn this_version_is_written_and_finished_on_postgres() {
    written(Store::Postgres).await;
}

#[tokio::test]
#[ignore = "recovery in full takes minutes"]
async fn twenty_killed_portals_on_sqlite_go_on_within_two_seconds() {
    a_restart_goes_on(20).await;
}

#[tokio::test]
#[ignore = "recovery in full takes minutes"]
async fn twenty_killed_workers_are_taken_over_on_postgres_within_ten_seconds() {
    another_worker_takes_over(20).await;
}
