-- Runs of one kind have one plan: a kilobyte that was written with each of them, and copied by each
-- claim and each end. Its id is made of what it says (storage/src/plans.rs); it is never deleted.
create table run_plan (
    id uuid primary key,
    body json not null
);

-- Of runs from before; they keep it until they are forgotten.
alter table run rename column plan to own_plan;
alter table run alter column own_plan drop not null;
alter table run add column plan uuid;
