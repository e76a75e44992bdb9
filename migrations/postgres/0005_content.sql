-- Uploaded images, captured mail, and answers kept for repeated requests.

create table asset (
    key text primary key,
    content_type text not null,
    bytes bytea not null,
    created_at timestamptz not null
);

create table mail (
    id uuid primary key,
    tenant uuid references tenant (id) on delete cascade,
    environment uuid references environment (id) on delete set null,
    sender text not null,
    recipient text not null,
    reply_to text,
    subject text not null,
    text text not null,
    via text not null,
    idempotency_key text,
    at timestamptz not null
);

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
    created_at timestamptz not null,
    primary key (scope, key)
);

create index idempotency_created on idempotency (created_at);
