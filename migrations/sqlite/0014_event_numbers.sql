-- Events are numbered by their table alone. `autoincrement` kept the highest number in a table of
-- SQLite's own, which each event then read and wrote, and each commit synced a page for. It was there
-- so that no number is given twice; but events are read run by run, and a run's next event has a higher
-- number than its others as long as one of them, or any later one, is there (decision 27).

create table event_numbered (
    id integer primary key,
    kind text not null,
    -- Only where there is no run: a run knows its tenant and environment.
    tenant blob,
    environment blob,
    run blob,
    payload text not null,
    at integer not null
) strict;

insert into event_numbered (id, kind, tenant, environment, run, payload, at)
select id, kind, tenant, environment, run, payload, at from event;

drop table event;
alter table event_numbered rename to event;
create index event_run on event (run, id) where run is not null;
