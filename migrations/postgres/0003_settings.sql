-- Setting values and their history. One counter numbers all revisions, so that "newer" means the
-- same for every scope.

create table counter (
    name text primary key,
    value bigint not null
);

insert into counter (name, value) values ('settings', 0), ('sign_up', 0);

create table setting_revision (
    revision bigint primary key,
    scope text not null,
    subject text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    undoes bigint
);

create index setting_revision_scope on setting_revision (scope, subject, revision);

create table setting_change (
    revision bigint not null references setting_revision (revision) on delete cascade,
    key text not null,
    before jsonb not null,
    after jsonb not null,
    primary key (revision, key)
);

create table setting_value (
    scope text not null,
    subject text not null,
    key text not null,
    value jsonb not null,
    revision bigint not null,
    primary key (scope, subject, key)
);
