-- A new environment's database: the sample app's schema, version 1, and the first rows a customer may keep.
--
-- Nothing here is a demonstration booking. Safe to run again: tables are made only when missing, and a row that is there
-- (perhaps edited since) is left alone. Written in what SQLite and PostgreSQL share. The app brings the schema forward
-- from here by itself, so this file stays as it is once a version of it has been released.

create table if not exists schema_version (
    version integer not null primary key
);

create table if not exists room (
    id text not null primary key,
    name text not null,
    seats integer not null check (seats > 0),
    about text not null,
    picture text not null,
    position integer not null
);

create table if not exists booking (
    id text not null primary key,
    room_id text not null references room (id),
    day text not null check (length(day) = 10),
    hour integer not null check (hour between 0 and 23),
    name text not null,
    email text not null,
    created_at bigint not null,
    unique (room_id, day, hour)
);

create index if not exists booking_upcoming on booking (day, hour);

create table if not exists notice (
    id text not null primary key,
    title text not null,
    body text not null,
    position integer not null
);

insert into room (id, name, seats, about, picture, position) values
    ('harbour', 'Harbour Room', 8, 'One long table and a screen, for a working session with the door closed.', 'rooms/harbour.svg', 1),
    ('garden', 'Garden Room', 12, 'Chairs in a ring, daylight from two sides. Made for evenings and circles.', 'rooms/garden.svg', 2),
    ('library', 'Library', 4, 'Four armchairs, shelves and quiet. For talks that need a low voice.', 'rooms/library.svg', 3)
on conflict (id) do nothing;

insert into notice (id, title, body, position) values
    ('hours', 'Open every day, 8 to 20', 'Rooms are booked by the hour. The door opens ten minutes before your time begins.', 1),
    ('house', 'Leave it as you found it', 'Chairs back, windows closed, lights off. Dishes go into the kitchen at the end of the hall.', 2),
    ('access', 'Step-free, and easy to reach', 'Every room is on the ground floor. Bring a bike: there is a rack beside the entrance.', 3)
on conflict (id) do nothing;

insert into schema_version (version) values (1) on conflict (version) do nothing;
