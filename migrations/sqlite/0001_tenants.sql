-- Tenants, their environments, and what was made for these outside.
-- Times are whole microseconds since 1970, ids the 16 bytes of a UUID (version 7, so ordered by age).

create table tenant (
    id blob primary key not null,
    slug text not null,
    company text not null,
    -- Slug and company in lower case, for the search; lower() here knows no letter beyond ASCII.
    search text not null,
    status text not null,
    plan text not null,
    trial_ends_at integer,
    launch_seconds real,
    status_token text not null,
    launch_started_at integer,
    created_by text not null,
    created_at integer not null
) strict;

create unique index tenant_slug on tenant (slug);
create unique index tenant_status_token on tenant (status_token);
create index tenant_trial on tenant (id) where status = 'trial';

create table environment (
    id blob primary key not null,
    tenant blob not null references tenant (id),
    stage text not null,
    state text not null,
    health text not null,
    deployment text,
    last_failure text,
    created_at integer not null
) strict;

create unique index environment_stage on environment (tenant, stage);
create index environment_state on environment (state, id);

create table resource (
    id blob primary key not null,
    environment blob not null references environment (id) on delete cascade,
    kind text not null,
    provider text not null,
    external_id text not null,
    name text not null,
    step text not null,
    run blob,
    created_at integer not null,
    deleted_at integer
) strict;

create unique index resource_live on resource (provider, kind, external_id) where deleted_at is null;
create index resource_environment on resource (environment, id);
create index resource_name on resource (kind, name, id) where deleted_at is null;
