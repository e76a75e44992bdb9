-- Setting values and their history. One counter numbers all revisions, so that "newer" means the
-- same for every scope.

create table counter (
    name text primary key not null,
    value integer not null
) strict, without rowid;

insert into counter (name, value) values ('settings', 0), ('sign_up', 0);

create table setting_revision (
    revision integer primary key not null,
    scope text not null,
    subject text not null,
    changed_by text not null,
    changed_at integer not null,
    undoes integer
) strict;

create index setting_revision_scope on setting_revision (scope, subject, revision);

create table setting_change (
    revision integer not null references setting_revision (revision) on delete cascade,
    key text not null,
    before text not null,
    after text not null,
    primary key (revision, key)
) strict, without rowid;

create table setting_value (
    scope text not null,
    subject text not null,
    key text not null,
    value text not null,
    revision integer not null,
    primary key (scope, subject, key)
) strict, without rowid;
