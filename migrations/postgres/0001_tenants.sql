-- Tenants, their environments, and what was made for these outside.
-- Ids are UUID version 7, so ordered by age.

create table tenant (
    id uuid primary key,
    slug text collate "C" not null,
    company text not null,
    -- Slug and company in lower case, for the search.
    search text not null,
    status text not null,
    plan text not null,
    trial_ends_at timestamptz,
    launch_seconds double precision,
    status_token text not null,
    launch_started_at timestamptz,
    created_by text not null,
    created_at timestamptz not null
);

create unique index tenant_slug on tenant (slug);
create unique index tenant_status_token on tenant (status_token);
create index tenant_trial on tenant (id) where status = 'trial';

create table environment (
    id uuid primary key,
    tenant uuid not null references tenant (id),
    stage text not null,
    state text not null,
    health text not null,
    deployment text,
    last_failure jsonb,
    created_at timestamptz not null
);

create unique index environment_stage on environment (tenant, stage);
create index environment_state on environment (state, id);

create table resource (
    id uuid primary key,
    environment uuid not null references environment (id) on delete cascade,
    kind text not null,
    provider text not null,
    external_id text not null,
    name text not null,
    step text not null,
    run uuid,
    created_at timestamptz not null,
    deleted_at timestamptz
);

create unique index resource_live on resource (provider, kind, external_id) where deleted_at is null;
create index resource_environment on resource (environment, id);
create index resource_name on resource (kind, name, id) where deleted_at is null;
