-- One of many, such as a fleet's upgrade: it stands in a line of its own, behind nobody's sign-up.
alter table run add column bulk integer not null default 0;
