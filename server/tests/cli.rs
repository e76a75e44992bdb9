//! The command line as it is parsed; what it does is tested with the real binary.

use automator::cli;
use clap::{Command, error::ErrorKind};

fn parse(line: &str) -> Result<clap::ArgMatches, clap::Error> {
    cli::command().try_get_matches_from(words(line))
}

/// As a shell would cut the line, as far as examples need it.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, quoted) in line.split('"').enumerate() {
        if i % 2 == 1 {
            words.push(quoted.to_owned());
        } else {
            words.extend(quoted.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn all(command: &Command, found: &mut Vec<Command>) {
    found.push(command.clone());
    command.get_subcommands().for_each(|c| all(c, found));
}

#[test]
fn the_definition_is_sound() {
    cli::command().debug_assert();
}

#[test]
fn every_example_of_the_help_can_be_typed() {
    let mut commands = Vec::new();
    all(&cli::command(), &mut commands);
    let mut examples = 0;
    for command in commands {
        let help = command
            .get_before_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        for line in help
            .lines()
            .filter_map(|l| l.trim().rsplit_once("automator "))
        {
            let line = line
                .1
                .split("   ")
                .next()
                .unwrap()
                .split(" > ")
                .next()
                .unwrap();
            let line = line.replace("RUN", "0197f2c4-5b0e-7c3a-9a53-8b1d4e6f2a10");
            let parsed = parse(&format!("automator {line}"));
            assert!(parsed.is_ok(), "automator {line}: {}", parsed.unwrap_err());
            examples += 1;
        }
    }
    assert!(examples > 30, "{examples}");
}

#[test]
fn every_command_people_use_begins_its_help_with_examples() {
    for mut command in cli::command().get_subcommands().cloned() {
        if command.is_hide_set() {
            continue;
        }
        let help = command.render_long_help().to_string();
        let (example, usage) = (help.find("Examples:"), help.find("Usage:"));
        assert!(
            example.is_some() && example < usage,
            "{}:\n{help}",
            command.get_name()
        );
    }
}

#[test]
fn flags_of_all_commands_may_stand_anywhere() {
    for line in [
        "automator -o json list",
        "automator list -o json",
        "automator settings get acme -o json",
        "automator --server http://x --token t deploy acme --detach -q",
        "automator deploy acme --data /tmp/x --listen 127.0.0.1:1 --no-color -vv",
        "automator create acme --config values.toml",
        "automator settings set acme --config values.toml",
    ] {
        assert!(parse(line).is_ok(), "{line}: {}", parse(line).unwrap_err());
    }
}

#[test]
fn what_cannot_be_meant_is_usage() {
    for line in [
        "automator deploy",
        "automator deploy a",
        "automator deploy acme/moon",
        "automator create Ac_me",
        "automator deploy acme --nonsense",
        "automator runs not-an-id",
        "automator skip 0197f2c4-5b0e-7c3a-9a53-8b1d4e6f2a10 --step mail",
        "automator token create --role king",
        "automator settings set acme --set nothing",
        "automator list -q -v",
        "automator",
    ] {
        let error = parse(line).expect_err(line);
        assert_eq!(error.exit_code(), 2, "{line}");
    }
}

#[test]
fn a_mistyped_command_is_answered_with_the_one_that_was_meant() {
    let error = parse("automator depoly acme").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidSubcommand);
    assert!(error.to_string().contains("deploy"), "{error}");
}

#[test]
fn a_slug_is_the_same_in_any_case() {
    assert!(parse("automator deploy Acme").is_ok());
    assert!(parse("automator deploy ACME/STG").is_ok());
}

#[test]
fn no_token_stands_in_the_help() {
    let help = cli::command().render_long_help().to_string();
    assert!(
        help.contains("AUTOMATOR_TOKEN") && help.contains("Exit codes:"),
        "{help}"
    );
}
