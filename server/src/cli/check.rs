//! `check`: preconditions, credentials and drift. What it finds is a result; exit 1 says that
//! something is not as it should be.

use super::{
    Session,
    exit::{Failure, Outcome},
    terminal::table,
};
use domain::EnvironmentName;

pub async fn run(cx: &Session, name: &EnvironmentName) -> Outcome<()> {
    let checked = cx.backend.check(name).await?;
    cx.terminal.show(&checked, |checked| {
        let row =
            |f: &app::ports::Finding| vec![f.verdict.clone(), f.step.clone(), f.detail.clone()];
        let rows: Vec<Vec<String>> = checked.found.findings.iter().map(row).collect();
        table(&["VERDICT", "STEP", "DETAIL"], &rows)
    });
    if checked.found.ok {
        cx.terminal.note(format!("{name} is as it should be"));
        Ok(())
    } else {
        cx.terminal.note(format!("{name} is not as it should be"));
        Err(Failure::Differs)
    }
}
