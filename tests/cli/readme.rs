//! The commands of the README are typed as they stand there.

use blackbox::{Portal, binary};
use std::process::Command;

/// The lines of every block that shows `automator` commands.
fn commands(readme: &str) -> Vec<String> {
    let mut blocks = readme.split("```").skip(1).step_by(2);
    let shown = |block: &&str| {
        block.lines().any(|line| {
            line.trim_start_matches("$ ")
                .starts_with("automator create")
        })
    };
    let block = blocks
        .find(shown)
        .expect("the README shows how to create an environment");
    let lines = block
        .lines()
        .skip(1)
        .map(|line| line.trim().trim_start_matches("$ "));
    let typed =
        lines.filter(|line| line.starts_with("automator ") && !line.starts_with("automator serve"));
    typed.map(str::to_owned).collect()
}

#[tokio::test]
async fn the_commands_of_the_readme_work() {
    let readme = blackbox::crate_folder().join("../README.md");
    let readme = std::fs::read_to_string(readme).expect("there is a README");
    let commands = commands(&readme);
    assert!(commands.len() >= 3, "{commands:?}");
    let portal = Portal::start().await;
    let program = binary::automator();
    let folder = program.parent().expect("a program is in a folder");
    let path = std::env::var("PATH").unwrap_or_default();

    for command in &commands {
        // The portal's own configuration, and the program where a shell finds it.
        let prepared = portal.command();
        let mut shell = Command::new("sh");
        shell.args(["-ec", command]).current_dir(portal.folder());
        for (name, value) in prepared.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        shell.env("PATH", format!("{}:{path}", folder.display()));
        let output = shell.output().expect("sh can be started");
        assert!(
            output.status.success(),
            "`{command}` ended with {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
