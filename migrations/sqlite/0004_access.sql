-- People, sessions and tokens. Of passwords and tokens only hashes.

create table user_account (
    id blob primary key not null,
    email text not null,
    password_hash text not null,
    role text not null,
    tenant blob references tenant (id) on delete cascade,
    created_at integer not null
) strict;

create index user_account_email on user_account (lower(email), id);
create index user_account_tenant on user_account (tenant, id);
create index user_account_role on user_account (role);

create table session (
    token_hash text primary key not null,
    account blob not null references user_account (id) on delete cascade,
    csrf text not null,
    created_at integer not null,
    expires_at integer not null
) strict, without rowid;

create index session_account on session (account);
create index session_expires on session (expires_at);

create table session_tenant (
    token_hash text not null references session (token_hash) on delete cascade,
    tenant blob not null references tenant (id) on delete cascade,
    primary key (token_hash, tenant)
) strict, without rowid;

create index session_tenant_tenant on session_tenant (tenant);

create table api_token (
    id blob primary key not null,
    token_hash text not null,
    role text not null,
    tenant blob references tenant (id) on delete cascade,
    environment blob references environment (id) on delete cascade,
    name text not null,
    created_at integer not null,
    expires_at integer
) strict;

create unique index api_token_hash on api_token (token_hash);
create index api_token_tenant on api_token (tenant);
create index api_token_environment on api_token (environment);

-- One row for each accepted sign-up and bucket (address, network, mail domain, all).
create table sign_up_count (
    id integer primary key autoincrement,
    bucket text not null,
    at integer not null
) strict;

create index sign_up_count_bucket on sign_up_count (bucket, at);
create index sign_up_count_at on sign_up_count (at);
