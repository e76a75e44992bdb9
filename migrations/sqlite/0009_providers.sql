-- What all workers keep together about the provider of a port (docs/decisions/0014). Rows appear
-- where a limit is set or a provider has asked for time.

create table provider (
    port text primary key,
    -- Nobody calls before.
    paused_until integer,
    -- The next call at the pace that is set.
    next_call_at integer,
    -- The next who found no slot looks again.
    next_look_at integer
) strict;

create table provider_slot (
    port text not null,
    number integer not null,
    -- Null when it is free.
    holder text,
    until integer,
    primary key (port, number)
) strict;
