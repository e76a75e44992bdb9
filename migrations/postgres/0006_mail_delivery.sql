-- A mail is stored before it is handed over.

alter table mail add column state text not null default 'sent';
alter table mail add column notice text;
alter table mail add column attempts integer not null default 0;
-- While it is queued: when it may be taken in hand.
alter table mail add column next_at timestamptz;

create index mail_queued on mail (next_at) where state = 'queued';
