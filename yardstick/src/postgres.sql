create table run (
    id uuid primary key,
    state text not null,
    epoch bigint not null default 0,
    worker text,
    lease_until timestamptz,
    created_at timestamptz not null default now(),
    ended_at timestamptz
);
create index run_lease on run (lease_until) where state in ('queued', 'running');

create table step_run (
    run uuid not null references run,
    name text not null,
    state text not null,
    epoch bigint not null,
    attempts integer not null default 1,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    output jsonb,
    primary key (run, name)
);

create table event (
    id bigint generated always as identity primary key,
    kind text not null,
    run uuid not null,
    payload jsonb not null,
    at timestamptz not null default now()
);
create index event_run on event (run, id);
