create table run (
    id blob primary key,
    state text not null,
    epoch integer not null default 0,
    worker text,
    lease_until integer,
    created_at integer not null default (unixepoch()),
    ended_at integer
) without rowid;
create index run_lease on run (lease_until) where state in ('queued', 'running');

create table step_run (
    run blob not null,
    name text not null,
    state text not null,
    epoch integer not null,
    attempts integer not null default 1,
    started_at integer not null default (unixepoch()),
    ended_at integer,
    output text,
    primary key (run, name)
) without rowid;

create table event (
    id integer primary key,
    kind text not null,
    run blob not null,
    payload text not null,
    at integer not null default (unixepoch())
);
create index event_run on event (run);
