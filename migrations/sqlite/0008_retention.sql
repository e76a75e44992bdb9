-- Who forgets old rows, and where they are found.

-- When that was last done, in microseconds since 1970: one process in each span does it.
insert into counter (name, value) values ('retention', 0);

create index mail_settled on mail (at) where state <> 'queued';
create index mail_text on mail (at) where state <> 'queued' and text <> '';
