-- Who works: each worker writes its row every two seconds, and deletes it at an orderly stop.

create table worker (
    name text primary key,
    version text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    in_work integer not null,
    places integer not null,
    -- It fetches messages; false while the queue does not answer it.
    fetching boolean not null,
    stopping boolean not null
);

-- What is true of the whole house, so that a process with another key or another data directory
-- finds out before it does harm.
create table mark (
    name text primary key,
    value text not null
);
