-- Runs of one kind have one plan: a kilobyte that was written with each of them, and copied by each
-- claim and each end. Its id is made of what it says (storage/src/plans.rs); it is never deleted.
create table run_plan (
    id blob primary key not null,
    body text not null
) strict;

-- Of runs from before; they keep it until they are forgotten.
alter table run add column own_plan text;
update run set own_plan = plan;
alter table run drop column plan;
alter table run add column plan blob;
