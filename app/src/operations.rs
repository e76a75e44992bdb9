//! The table of operations: each names its capability, its route, its screen and its command.
//!
//! A test holds it against the use cases, the router and the command line, so an operation that
//! lacks one of them says why instead of being forgotten.

use Way::{At, Not};

/// How an operation is reached at one surface, or why it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    At(&'static str),
    Not(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The use case: `app::cases::<name>`.
    pub name: &'static str,
    /// As in `access::ALL`, or `Visit`.
    pub capability: &'static str,
    /// `METHOD /path` with `{parameters}`.
    pub route: Way,
    /// The path of the page that has it.
    pub screen: Way,
    /// The words after `automator`.
    pub command: Way,
}

const fn at(
    name: &'static str,
    capability: &'static str,
    route: Way,
    screen: Way,
    command: Way,
) -> Operation {
    Operation {
        name,
        capability,
        route,
        screen,
        command,
    }
}

const BY_COMMAND: Way = Not("an act of the house; its screen comes with the staff's screens");
const OF_THE_APP: Way = Not("for the tenant's app alone");
const IN_THE_BROWSER: Way = Not("a matter of the browser");
const ACTION: &str = "POST /api/v1/environments/{slug}/{stage}/{action}";
const SETTINGS: &str = "/tenants/{slug}/settings";

pub const ALL: &[Operation] = &[
    at(
        "check_slug",
        "Visit",
        At("GET /api/v1/slugs/{slug}"),
        At("/signup"),
        Not("`create` says whether a slug is free"),
    ),
    at(
        "sign_up",
        "Visit",
        At("POST /api/v1/signups"),
        At("/signup"),
        Not("`create` and `deploy` are the operator's way"),
    ),
    at(
        "launch_status",
        "Visit",
        At("GET /api/v1/launches/{token}"),
        At("/launch/{token}"),
        Not("`watch` follows the run"),
    ),
    at(
        "sign_in",
        "Visit",
        At("POST /api/v1/sessions"),
        At("/sign-in"),
        IN_THE_BROWSER,
    ),
    at(
        "sign_out",
        "Visit",
        At("DELETE /api/v1/sessions"),
        At("/sign-out"),
        IN_THE_BROWSER,
    ),
    at(
        "session_view",
        "Visit",
        At("GET /api/v1/sessions"),
        At("/"),
        IN_THE_BROWSER,
    ),
    at(
        "list_tenants",
        "SeeTenants",
        At("GET /api/v1/tenants"),
        At("/sites"),
        Not("`list` shows their environments"),
    ),
    at(
        "show_tenant",
        "SeeTenants",
        At("GET /api/v1/tenants/{slug}"),
        At("/tenants/{slug}"),
        Not("`status` shows its environments"),
    ),
    at(
        "list_environments",
        "SeeTenants",
        At("GET /api/v1/environments"),
        At("/environments"),
        At("list"),
    ),
    at(
        "show_environment",
        "SeeTenants",
        At("GET /api/v1/environments/{slug}/{stage}"),
        At("/tenants/{slug}"),
        At("status"),
    ),
    at(
        "create_environment",
        "CreateEnvironments",
        At("POST /api/v1/environments"),
        BY_COMMAND,
        At("create"),
    ),
    at(
        "start_run",
        "OperateEnvironments",
        At(ACTION),
        BY_COMMAND,
        At("deploy"),
    ),
    at(
        "plan_run",
        "OperateEnvironments",
        At(ACTION),
        BY_COMMAND,
        At("deploy --dry-run"),
    ),
    at(
        "destroy_environment",
        "Destroy",
        At("POST /api/v1/environments/{slug}/{stage}/destroy"),
        BY_COMMAND,
        At("destroy"),
    ),
    at(
        "purge_environment",
        "Destroy",
        At("POST /api/v1/environments/{slug}/{stage}/purge"),
        BY_COMMAND,
        At("purge"),
    ),
    at(
        "check_environment",
        "SeeTenants",
        At("POST /api/v1/environments/{slug}/{stage}/check"),
        BY_COMMAND,
        At("check"),
    ),
    at(
        "list_runs",
        "SeeRuns",
        At("GET /api/v1/runs"),
        At("/runs"),
        At("runs"),
    ),
    at(
        "show_run",
        "SeeRuns",
        At("GET /api/v1/runs/{id}"),
        At("/runs/{id}"),
        At("runs"),
    ),
    at(
        "show_run_brief",
        "SeeTenants",
        At("GET /api/v1/runs/{id}"),
        Not("the launch page tells a customer what happens"),
        At("watch"),
    ),
    at(
        "run_events",
        "SeeTenants",
        At("GET /api/v1/runs/{id}/events"),
        At("/runs/{id}"),
        At("watch"),
    ),
    at(
        "resume_run",
        "OperateRuns",
        At("POST /api/v1/runs/{id}/resume"),
        At("/runs/{id}"),
        At("resume"),
    ),
    at(
        "retry_step",
        "OperateRuns",
        At("POST /api/v1/runs/{id}/steps/{step}/retry"),
        At("/runs/{id}"),
        At("retry"),
    ),
    at(
        "rerun_from",
        "OperateRuns",
        At("POST /api/v1/runs/{id}/steps/{step}/rerun-from"),
        At("/runs/{id}"),
        Not("rare enough for the page and the API; `retry` and `resume` are the usual ways"),
    ),
    at(
        "skip_step",
        "OperateRuns",
        At("POST /api/v1/runs/{id}/steps/{step}/skip"),
        At("/runs/{id}"),
        At("skip"),
    ),
    at(
        "cancel_run",
        "OperateRuns",
        At("POST /api/v1/runs/{id}/cancel"),
        At("/runs/{id}"),
        At("cancel"),
    ),
    at(
        "setting_definitions",
        "Visit",
        At("GET /api/v1/settings/definitions"),
        At("/signup"),
        Not("`settings get` names every key"),
    ),
    at(
        "show_settings",
        "SeeSettings",
        At("GET /api/v1/tenants/{slug}/settings"),
        At(SETTINGS),
        At("settings get"),
    ),
    at(
        "change_settings",
        "ChangeSettings",
        At("PATCH /api/v1/tenants/{slug}/settings"),
        At(SETTINGS),
        At("settings set"),
    ),
    at(
        "upload_image",
        "ChangeSettings",
        At("PUT /api/v1/tenants/{slug}/assets/{key}"),
        At(SETTINGS),
        Not("images are chosen where they can be looked at"),
    ),
    at(
        "show_image",
        "SeeSettings",
        At("GET /api/v1/tenants/{slug}/assets/{key}"),
        At(SETTINGS),
        Not("images are chosen where they can be looked at"),
    ),
    at(
        "settings_history",
        "SeeSettings",
        At("GET /api/v1/tenants/{slug}/settings/history"),
        At("/tenants/{slug}/settings/history"),
        At("settings history"),
    ),
    at(
        "undo_settings",
        "ChangeSettings",
        At("POST /api/v1/tenants/{slug}/settings/undo"),
        At("/tenants/{slug}/settings/history"),
        At("settings undo"),
    ),
    at(
        "diff_settings",
        "SeeSettings",
        At("POST /api/v1/tenants/{slug}/settings/diff"),
        Not("the form counts what is unsaved in the browser"),
        At("settings diff"),
    ),
    at(
        "change_house_settings",
        "ManageAccess",
        At("PATCH /api/v1/settings"),
        BY_COMMAND,
        Not("one call of the API; the command takes the name of an environment"),
    ),
    at(
        "runtime_document",
        "UseRuntime",
        At("GET /runtime/v1/settings"),
        OF_THE_APP,
        OF_THE_APP,
    ),
    at(
        "runtime_change",
        "UseRuntime",
        At("PATCH /runtime/v1/settings"),
        OF_THE_APP,
        OF_THE_APP,
    ),
    at(
        "runtime_mail",
        "UseRuntime",
        At("POST /runtime/v1/mail"),
        OF_THE_APP,
        OF_THE_APP,
    ),
    at(
        "list_workers",
        "SeeRuns",
        At("GET /api/v1/workers"),
        BY_COMMAND,
        At("workers"),
    ),
    at(
        "list_mail",
        "SeeMail",
        At("GET /api/v1/mails"),
        At("/mail"),
        Not("mail is read in the browser"),
    ),
    at(
        "create_token",
        "ManageAccess",
        At("POST /api/v1/tokens"),
        BY_COMMAND,
        At("token create"),
    ),
    at(
        "create_user",
        "ManageAccess",
        At("POST /api/v1/users"),
        BY_COMMAND,
        At("user create"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_use_case_stands_in_the_table_once_with_the_capability_it_takes() {
        // As cargo says when it runs the test: the compiler may have been told of another clone.
        let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs this") + "/src/cases";
        let mut cases = BTreeSet::new();
        for entry in std::fs::read_dir(folder).expect("the cases") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            if name == "mod" {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source file");
            let row = ALL.iter().find(|o| o.name == name);
            let row = row.unwrap_or_else(|| panic!("{name} is not in the table"));
            let start = text
                .find(&format!("pub async fn {name}("))
                .expect("the use case");
            let head = &text[start..text.len().min(start + 200)];
            let takes = format!("Access<{}>", row.capability);
            assert!(head.contains(&takes), "{name} does not take {takes}");
            cases.insert(name);
        }
        assert_eq!(cases.len(), ALL.len());
        assert!(ALL.iter().all(|o| cases.contains(o.name)));
    }
}
