-- Runs, their steps, what happened and what was logged.
-- step_run, event and log_line have no foreign key to run: they are written at every step, the run
-- is there by construction, and `delete_environment` removes them by hand.

create table run (
    id uuid primary key,
    tenant uuid not null references tenant (id),
    environment uuid not null references environment (id),
    kind text not null,
    state text not null,
    plan jsonb not null,
    requested_by text not null,
    trace_id text not null,
    launch_started_at timestamptz,
    launch_seconds double precision,
    -- The fencing number: raised by every claim, carried by every write of the worker.
    epoch bigint not null default 0,
    worker text,
    -- Null when nobody holds the lease.
    lease_until timestamptz,
    -- A parked run is not due before.
    next_at timestamptz,
    -- The sweeper does not ring again before.
    ring_at timestamptz,
    cancel_requested boolean not null default false,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    -- The step for which it stands still.
    failed_step text,
    -- What the indexes below look at. Not the state itself: a claim then changes no indexed
    -- column, which spares PostgreSQL an entry in every index.
    active boolean not null generated always as (state in ('queued', 'running')) stored,
    outcome text generated always as (case when state in ('failed', 'cancelled') then state end) stored
) with (fillfactor = 80);

create unique index run_active on run (environment) where active;
create index run_environment on run (environment, id);
create index run_tenant on run (tenant, id);
create index run_outcome on run (outcome, id) where outcome is not null;
create index run_failed_step on run (failed_step, id) where failed_step is not null;
create index run_kind on run (kind, id);
create index run_launch on run (id) where launch_seconds is not null;

create table step_run (
    run uuid not null,
    name text not null,
    position integer not null,
    state text not null,
    -- Of the lease under which it runs; a result counts only while this is its own.
    epoch bigint not null default 0,
    attempts integer not null default 0,
    crashes integer not null default 0,
    started_at timestamptz,
    ended_at timestamptz,
    next_at timestamptz,
    output jsonb,
    error jsonb,
    note text,
    failed_attempts jsonb not null default '[]',
    primary key (run, name)
) with (fillfactor = 70);

create table event (
    id bigint generated always as identity primary key,
    kind text not null,
    -- Only where there is no run: a run knows its tenant and environment.
    tenant uuid,
    environment uuid,
    run uuid,
    payload jsonb not null,
    at timestamptz not null
);

create index event_run on event (run, id) where run is not null;

create table log_line (
    id bigint generated always as identity primary key,
    run uuid not null,
    step text not null,
    attempt integer not null,
    at timestamptz not null,
    level text not null,
    text text not null
);

create index log_line_run on log_line (run, id);
