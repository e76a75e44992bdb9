//! Fences of writes that are not a step's result: the epoch in the run's row.

use super::rows_as_json::{id, table};
use crate::batch::Guard;

macro_rules! check {
    () => {
        "insert into held (write) select j.value ->> 0 from jsonb_each(new.held) j
    join run r on r.id = unhex(j.value ->> 1) and r.epoch = j.value ->> 2
    where r.active and r.lease_until is not null;
insert into held (write) select j.value ->> 0 from jsonb_each(new.logged) j
    join run r on r.id = unhex(j.value ->> 1) and r.epoch = j.value ->> 2"
    };
}
pub(super) use check;

pub fn rows(guards: &[Guard]) -> Option<String> {
    table(guards.iter().map(|g| (g.write, id(g.run.0), g.epoch)))
}
