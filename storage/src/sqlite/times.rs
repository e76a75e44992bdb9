//! Durations, as SQLite computes them: times are microseconds.

/// Mean seconds of each step over the last 200 launches.
pub const USUAL_SECONDS: &str = "\
    select s.name, avg(s.ended_at - s.started_at) / 1000000.0 from step_run s \
    where s.run in (select id from run where launch_seconds is not null order by id desc limit 200) \
    and s.state = 'succeeded' and s.started_at is not null and s.ended_at is not null \
    group by s.name";
