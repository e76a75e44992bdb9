//! A batch on SQLite is one statement: `insert into batch`, a view whose trigger carries all of it
//! out.
//!
//! Whatever a connection is asked goes to a thread of its own and every statement's end comes back
//! from there, which costs as much as ten of these statements over no rows. So one statement brings
//! the rows of all kinds, each kind as one JSON array, and the trigger writes them in turn. It is
//! its own transaction. View, trigger and the three tables are temporary: they are made by each
//! connection, in memory, and are nowhere in the file.
//!
//! `held` has the writes whose fence holds, each kind of write adds its own; what comes with a
//! write is joined to it. `claimed` has the runs that were claimed, `moved` the moves that took
//! place.

use super::{
    Conn, claim, effects, effects::start_step, finish, guards, messages, results,
    rows_as_json::now, submit,
};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    plans::Plans,
    queue::GRACE,
    rows::{
        run::{claimed_columns, step_columns},
        tenant::{environment_columns, tenant_columns},
    },
};
use app::ports::{Out, StoreResult};
use futures::TryStreamExt;
use sqlx::{
    Either, Executor, Row, query, raw_sql,
    sqlite::{SqliteQueryResult, SqliteRow},
};

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

macro_rules! carry_out {
    () => {
        "insert into batch values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
         $15, $16, $17, $18, $19, $20);
         select coalesce(group_concat(write), '') from held"
    };
}

const CARRY_OUT: &str = carry_out!();
const WITH_CLAIMS: &str = concat!(carry_out!(), ";", claim::steps!(), ";", claim::runs!());

/// What a connection needs before its first batch.
pub async fn prepare(conn: &mut Conn) -> StoreResult<()> {
    raw_sql(SCHEMA).execute(conn).await.map_err(store_error)?;
    Ok(())
}

pub async fn run(conn: &mut Conn, batch: &Batch, plans: &Plans) -> StoreResult<Verdict> {
    let asked = plans.of(batch.submits.iter().map(|s| &s.run));
    let claims = !batch.claims.is_empty();
    let tell = batch.events_are_of_results();
    let firsts = batch.firsts(tell);
    let events = if tell {
        effects::events(firsts.more_told.iter().copied())
    } else {
        effects::events(&batch.events)
    };
    let script = query(if claims { WITH_CLAIMS } else { CARRY_OUT })
        .bind(super::leases::micros(GRACE))
        .bind(submit::plans(&asked))
        .bind(submit::runs(
            batch.submits.iter().map(|s| (s.write, &s.run)),
            &asked,
        ))
        .bind(submit::steps(batch.submits.iter().map(|s| &s.run)))
        .bind(claim::rows(batch))
        .bind(guards::rows(&batch.held))
        .bind(guards::rows(&batch.logged))
        .bind(results::rows(batch, &firsts))
        .bind(effects::moves(batch))
        .bind(effects::started(batch, &firsts))
        .bind(effects::placed(batch))
        .bind(effects::made(batch))
        .bind(effects::gone(batch))
        .bind(effects::lines(batch))
        .bind(finish::ended(batch))
        .bind(finish::parked(batch))
        .bind(finish::released(batch))
        .bind(events)
        .bind(messages::done(batch))
        .bind(messages::rows(batch.messages())?);
    let answers: Vec<Either<SqliteQueryResult, SqliteRow>> = conn
        .fetch_many(script)
        .try_collect()
        .await
        .map_err(store_error)?;
    // Of each statement its rows, then its end.
    let mut of_statements = vec![Vec::new()];
    for answer in answers {
        match answer {
            Either::Left(_) => of_statements.push(Vec::new()),
            Either::Right(row) => of_statements.last_mut().expect("one").push(row),
        }
    }
    let mut rows = of_statements.into_iter().skip(1);
    let mut rows = || rows.next().unwrap_or_default();
    let mut verdict = batch.verdict();
    for held in rows() {
        let held: String = held.try_get(0).map_err(store_error)?;
        for write in held.split(',').filter_map(|write| write.parse().ok()) {
            verdict.hold(write, Out::Done);
        }
    }
    plans.learn_all(asked);
    if claims {
        let (steps, runs) = (rows(), rows());
        let plans = super::plans::of_rows(conn, plans, &runs).await?;
        claim::hold(batch, &plans, &mut verdict, steps, runs)?;
    }
    Ok(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::files::fresh;
    use sqlx::{AssertSqlSafe, Connection};
    use std::collections::HashMap;

    /// Tables of the file, by their first page.
    async fn tables(conn: &mut Conn) -> HashMap<i64, String> {
        let rows = query("select rootpage, name from sqlite_master where rootpage > 0");
        let rows = rows.fetch_all(conn).await.expect("reads");
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    /// What a statement and its triggers read from the beginning on, instead of looking it up.
    async fn scanned(conn: &mut Conn, statement: &str) -> Vec<String> {
        let tables = tables(conn).await;
        let code = query(AssertSqlSafe(format!("explain {statement}")));
        let code = code.fetch_all(conn).await.expect("is explained");
        let mut cursors = HashMap::new();
        let mut scanned = Vec::new();
        for row in &code {
            let (opcode, p1): (String, i64) = (row.get("opcode"), row.get("p1"));
            match opcode.as_str() {
                // Each program has cursors of its own.
                "Init" => cursors.clear(),
                "OpenRead" | "OpenWrite" if row.get::<i64, _>("p3") == 0 => {
                    cursors.insert(p1, tables.get(&row.get("p2")).cloned());
                }
                "Rewind" | "Last" | "Sort" => scanned.extend(cursors.get(&p1).cloned().flatten()),
                _ => {}
            }
        }
        scanned
    }

    #[tokio::test]
    async fn no_batch_reads_a_table_from_the_beginning() {
        let (_folder, mut conn) = fresh().await;
        prepare(&mut conn).await.expect("is prepared");

        for statement in [CARRY_OUT, WITH_CLAIMS] {
            for part in statement.split(';') {
                let mut scanned = scanned(&mut conn, part.trim()).await;
                // One row for each table that counts its rows by itself.
                scanned.retain(|table| table != "sqlite_sequence");
                assert!(scanned.is_empty(), "{scanned:?} in {part}");
            }
        }
        let scan = scanned(&mut conn, "select state from run").await;
        assert_eq!(scan, ["run"], "it would be seen");
        conn.close().await.expect("closes");
    }
}
