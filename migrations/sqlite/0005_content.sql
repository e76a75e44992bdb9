-- Uploaded images, captured mail, and answers kept for repeated requests.

create table asset (
    key text primary key not null,
    content_type text not null,
    bytes blob not null,
    created_at integer not null
) strict;

create table mail (
    id blob primary key not null,
    tenant blob references tenant (id) on delete cascade,
    environment blob references environment (id) on delete set null,
    sender text not null,
    recipient text not null,
    reply_to text,
    subject text not null,
    text text not null,
    via text not null,
    idempotency_key text,
    at integer not null
) strict;

create unique index mail_key on mail (idempotency_key) where idempotency_key is not null;
create index mail_tenant on mail (tenant, id);
create index mail_sent on mail (tenant, at);
create index mail_environment on mail (environment);

create table idempotency (
    scope text not null,
    key text not null,
    body_hash text not null,
    status integer not null,
    body text not null,
    created_at integer not null,
    primary key (scope, key)
) strict, without rowid;

create index idempotency_created on idempotency (created_at);
