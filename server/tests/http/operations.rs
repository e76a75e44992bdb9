//! One table of operations: each has its route and its command, or says why not.

use app::operations::{ALL, Way};
use automator::{cli, http::routes};
use clap::Command;
use std::collections::BTreeSet;

fn routed() -> BTreeSet<String> {
    routes::ALL
        .iter()
        .map(|r| format!("{} {}", r.method, r.path))
        .collect()
}

/// Streams beside an operation that can be read at once, and what has no caller.
const WITHOUT_OPERATION: [&str; 9] = [
    "GET /api/v1/launches/{token}/events",
    "GET /runtime/v1/events",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /api/v1/openapi.json",
    "GET /api/docs",
    "GET /api/docs.css",
    "GET /problems/{code}",
];

#[test]
fn every_operation_has_its_route_or_a_reason() {
    let routed = routed();
    for operation in ALL {
        match operation.route {
            Way::At(route) => assert!(
                routed.contains(route),
                "{}: no route {route}",
                operation.name
            ),
            Way::Not(why) => assert!(!why.is_empty(), "{}", operation.name),
        }
    }
}

#[test]
fn every_route_belongs_to_an_operation() {
    let mut known: BTreeSet<&str> = WITHOUT_OPERATION.into();
    for operation in ALL {
        if let Way::At(route) = operation.route {
            known.insert(route);
        }
    }
    for route in routed() {
        assert!(known.contains(route.as_str()), "{route} is no operation's");
    }
}

#[test]
fn every_operation_has_its_command_or_a_reason() {
    let top = cli::command();
    for operation in ALL {
        match operation.command {
            Way::At(words) => assert!(
                find(&top, words).is_some(),
                "{}: no command {words}",
                operation.name
            ),
            Way::Not(why) => assert!(!why.is_empty(), "{}", operation.name),
        }
    }
}

#[test]
fn every_command_belongs_to_an_operation() {
    // What runs the house, and words that share an operation with another.
    let others = [
        "serve",
        "worker",
        "migrate",
        "bench",
        "completions",
        "provision",
        "configure",
        "release",
        "run",
    ];
    let mut known: BTreeSet<&str> = others.into();
    for operation in ALL {
        if let Way::At(words) = operation.command {
            known.insert(words.split(' ').next().unwrap());
        }
    }
    for command in cli::command()
        .get_subcommands()
        .filter(|c| !c.is_hide_set())
    {
        assert!(known.contains(command.get_name()), "{}", command.get_name());
    }
}

/// Words are commands below commands; a word with dashes is a flag of the last one.
fn find<'a>(top: &'a Command, words: &str) -> Option<&'a Command> {
    words
        .split(' ')
        .try_fold(top, |command, word| match word.strip_prefix("--") {
            Some(flag) => command
                .get_arguments()
                .any(|argument| argument.get_long() == Some(flag))
                .then_some(command),
            None => command.find_subcommand(word),
        })
}
