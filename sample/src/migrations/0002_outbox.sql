-- Confirmations that still have to reach the portal. Written with the booking, in one transaction.
create table if not exists outbox (
    booking_id text not null primary key references booking (id),
    recipient text not null,
    subject text not null,
    body text not null,
    attempts integer not null default 0,
    next_at bigint not null,
    sent_at bigint,
    refused_at bigint,
    last_error text
);

create index if not exists outbox_due on outbox (next_at) where sent_at is null and refused_at is null;
