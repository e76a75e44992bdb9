//! A batch on SQLite is one statement: `insert into batch`, a view whose trigger carries all of it
//! out.
//!
//! To begin a statement costs as much as a few rows of it. So one statement brings the rows of all
//! kinds, each kind as one JSON array, and the trigger writes them in turn. It is its own
//! transaction. View, trigger and the three tables are temporary: they are made by the connection, in
//! memory, and are nowhere in the file.
//!
//! `held` has the writes whose fence holds, each kind of write adds its own; what comes with a
//! write is joined to it. `claimed` has the runs that were claimed, `moved` the moves that took
//! place.

use super::{
    claim, effects, effects::start_step, finish, guards, messages, results, rows_as_json::now,
    submit,
};
use crate::{
    batch::Batch,
    plans::{Asked, Plans},
    queue::GRACE,
};
use app::ports::StoreResult;
use rusqlite::Connection;

/// The rows of a column whose write holds, as `j`. Not a join: nothing is known of how many rows
/// `held` has, and SQLite might as well begin with a table of the house.
macro_rules! held {
    ($rows:literal) => {
        concat!(
            "(select j.key, j.value from jsonb_each(",
            $rows,
            ") j where j.value ->> 0 in (select write from held)) j"
        )
    };
}

/// Each part is a view of its own with its columns, and is left out where all of them are null:
/// what a statement opens stays open until the end of its trigger, and costs the others.
macro_rules! schema {
    ($($part:literal ($($column:literal)+) $($statement:expr),+;)+) => {
        concat!(
            "pragma temp_store = memory;
create temp table held (write integer primary key);
create temp table claimed (write integer primary key, run blob not null);
create temp table moved (n integer primary key);
create temp view one_move as
    select null as n, null as environment, null as before, null as after;
create temp trigger carry_out_one_move instead of insert on one_move begin
", effects::one_move!(), ";
end;
",
            results::one_result!(),
            $("create temp view ", $part, " as select null as grace",
            $(", null as ", $column,)+
            ";
create temp trigger carry_out_", $part, " instead of insert on ", $part, " begin
",
            $($statement, ";
",)+
            "end;
",)+
            "create temp view batch as select null as grace",
            $($(", null as ", $column,)+)+
            ";
create temp trigger carry_out instead of insert on batch begin
delete from held; delete from claimed; delete from moved;
",
            $("insert into ", $part, " select new.grace",
            $(", jsonb(new.", $column, ")",)+
            " where false",
            $(" or new.", $column, " is not null",)+
            ";
",)+
            "end"
        )
    };
}

const SCHEMA: &str = schema! {
    "submitting" ("plans" "submits" "first")
        submit::insert_plans!("new.plans"),
        submit::insert_runs!("new.submits"),
        submit::insert_rest!("new.submits", "new.first"),
        submit::hold!();
    "claiming" ("claims") claim::take!();
    "guarding" ("held" "logged") guards::check!();
    "resulting" ("results") results::each_result!();
    "moving" ("moves") effects::r#move!();
    "starting" ("started") effects::start!();
    "making" ("placed" "made" "gone" "lines")
        effects::place!(), effects::make!(), effects::remove!(), effects::log!();
    "ending" ("ends") finish::end!();
    "leaving" ("parks" "releases") finish::park!(), finish::release!();
    "telling" ("events") effects::tell!();
    "queueing" ("done" "messages")
        messages::delete!("new.done"), messages::put!(held!("new.messages"));
};

const CARRY_OUT: &str = "insert into batch values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
    ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
const HELD: &str = "select write from held";

/// What a connection needs before its first batch.
pub fn prepare(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(SCHEMA)
}

/// A batch as what the statement takes.
pub struct Script {
    rows: [Option<String>; 19],
    asked: Asked,
}

impl Script {
    pub fn of(batch: &Batch, plans: &Plans) -> StoreResult<Self> {
        let asked = plans.of(batch.submits.iter().map(|s| &s.run));
        let submits = batch.submits.iter().map(|s| (s.write, &s.run));
        let tell = batch.events_are_of_results();
        let firsts = batch.firsts(tell);
        let events = if tell {
            effects::events(firsts.more_told.iter().copied())
        } else {
            effects::events(&batch.events)
        };
        let rows = [
            submit::plans(&asked),
            submit::runs(submits, &asked),
            submit::steps(batch.submits.iter().map(|s| &s.run)),
            claim::rows(batch),
            guards::rows(&batch.held),
            guards::rows(&batch.logged),
            results::rows(batch, &firsts),
            effects::moves(batch),
            effects::started(batch, &firsts),
            effects::placed(batch),
            effects::made(batch),
            effects::gone(batch),
            effects::lines(batch),
            finish::ended(batch),
            finish::parked(batch),
            finish::released(batch),
            events,
            messages::done(batch),
            messages::rows(batch.messages())?,
        ];
        Ok(Self { rows, asked })
    }

    /// Answers the writes whose fences held. It is committed then.
    pub fn carry_out(&self, conn: &Connection) -> rusqlite::Result<Vec<usize>> {
        let grace = super::leases::micros(GRACE);
        let mut script = conn.prepare_cached(CARRY_OUT)?;
        script.raw_bind_parameter(1, grace)?;
        for (at, rows) in self.rows.iter().enumerate() {
            script.raw_bind_parameter(at + 2, rows)?;
        }
        script.raw_execute()?;
        let mut held = conn.prepare_cached(HELD)?;
        held.query_map([], |row| row.get(0))?.collect()
    }

    /// After its commit.
    pub fn learn(self, plans: &Plans) {
        plans.learn_all(self.asked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::files::tests::fresh;
    use std::collections::HashMap;

    /// Tables of the file, by their first page.
    fn tables(conn: &Connection) -> rusqlite::Result<HashMap<i64, String>> {
        conn.prepare("select rootpage, name from sqlite_master where rootpage > 0")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    }

    /// What a statement and its triggers read from the beginning on, instead of looking it up.
    fn scanned(conn: &Connection, statement: &str) -> rusqlite::Result<Vec<String>> {
        let tables = tables(conn)?;
        let mut code = conn.prepare(&format!("explain {statement}"))?;
        let mut code = code.raw_query();
        let mut cursors = HashMap::new();
        let mut scanned = Vec::new();
        while let Some(row) = code.next()? {
            let (opcode, p1): (String, i64) = (row.get("opcode")?, row.get("p1")?);
            match opcode.as_str() {
                // Each program has cursors of its own.
                "Init" => cursors.clear(),
                "OpenRead" | "OpenWrite" if row.get::<_, i64>("p3")? == 0 => {
                    let page: i64 = row.get("p2")?;
                    cursors.insert(p1, tables.get(&page).cloned());
                }
                "Rewind" | "Last" | "Sort" => scanned.extend(cursors.get(&p1).cloned().flatten()),
                _ => {}
            }
        }
        Ok(scanned)
    }

    #[tokio::test]
    async fn no_batch_reads_a_table_from_the_beginning() {
        let (_folder, conn) = fresh().await;

        for statement in [CARRY_OUT, HELD] {
            let mut scanned = scanned(&conn, statement).expect("is explained");
            // One row for each table that counts its rows by itself.
            scanned.retain(|table| table != "sqlite_sequence");
            assert!(scanned.is_empty(), "{scanned:?} in {statement}");
        }
        let scan = scanned(&conn, "select state from run").expect("is explained");
        assert_eq!(scan, ["run"], "it would be seen");
    }
}
