-- A plan is written once and read as a whole, never looked into: as text it is neither taken apart nor
-- put together again at each claim.
alter table run alter column plan type json using plan::text::json;
