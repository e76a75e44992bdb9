//! Runs, newest first, by what a developer looks for.

use crate::{Access, AppError, AppResult, access::SeeRuns, paging, ports::RunFilter};
use domain::{
    FieldError, Slug,
    ids::RunId,
    machine::State,
    run::RunKind,
    states::RunState,
    views::{Page, RunSummary},
};

/// As typed; empty text is no filter.
#[derive(Clone, Debug, Default)]
pub struct RunQuery {
    pub state: Option<String>,
    /// A slug.
    pub tenant: Option<String>,
    pub kind: Option<String>,
    /// Runs in which this step failed.
    pub step: Option<String>,
}

pub async fn list_runs(
    by: &Access<SeeRuns>,
    filter: RunQuery,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<RunSummary>> {
    let (limit, after) = (paging::limit(limit), paging::cursor::<RunId>(cursor)?);
    let store = &by.portal().store;
    let mut wanted = parse(&filter)?;
    if let Some(typed) = filled(filter.tenant.as_ref()) {
        let tenant = match Slug::known(typed) {
            Ok(slug) => store.tenant_by_slug(&slug).await?,
            Err(_) => None,
        };
        let Some(tenant) = tenant else {
            return Ok(Page {
                items: Vec::new(),
                next_cursor: None,
            });
        };
        wanted.tenant = Some(tenant.id);
    }
    let rows = store.runs(&wanted, after, limit + 1).await?;
    Ok(paging::cut(rows, limit, |r| r.id.to_string()))
}

fn parse(filter: &RunQuery) -> AppResult<RunFilter> {
    let mut faults = Vec::new();
    let mut unknown = |field: &str, known: Vec<&str>| {
        let why = format!("Choose one of: {}", known.join(", "));
        faults.push(FieldError::new(field, "choice", why));
    };
    let state = filled(filter.state.as_ref()).and_then(|typed| {
        let found = RunState::from_name(typed);
        if found.is_none() {
            unknown("state", RunState::ALL.iter().map(|s| s.name()).collect());
        }
        found
    });
    let kind = filled(filter.kind.as_ref()).and_then(|typed| {
        let found = RunKind::from_name(typed);
        if found.is_none() {
            unknown("kind", RunKind::ALL.iter().map(|k| k.name()).collect());
        }
        found
    });
    if !faults.is_empty() {
        return Err(AppError::Invalid(faults));
    }
    Ok(RunFilter {
        state,
        tenant: None,
        kind,
        step: filled(filter.step.as_ref()).map(str::to_owned),
    })
}

fn filled(typed: Option<&String>) -> Option<&str> {
    typed.map(|t| t.trim()).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_state_or_kind_is_told_with_those_there_are() {
        let query = RunQuery {
            state: Some("dead".into()),
            kind: Some("moonshot".into()),
            ..RunQuery::default()
        };
        let Err(AppError::Invalid(faults)) = parse(&query) else {
            panic!("unknown words were taken");
        };
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["state", "kind"]);
        assert!(faults[0].message.contains("queued, running"));
    }

    #[test]
    fn empty_fields_of_a_form_filter_nothing() {
        let query = RunQuery {
            state: Some(String::new()),
            step: Some("  ".into()),
            ..RunQuery::default()
        };
        let filter = parse(&query).expect("no filter");
        assert!(filter.state.is_none() && filter.step.is_none());
    }
}
