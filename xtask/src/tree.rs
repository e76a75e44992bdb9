//! Rules about the files themselves that no compiler knows: length, and strings that must not be there.

use crate::generated;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use std::process::Command;

const LONGEST: usize = 500;

/// Names of package registries: a mirror must be able to stand in for each. In two parts, so that this
/// file passes its own check.
const HOSTS: [&str; 8] = [
    concat!("crates", ".io"),
    concat!("registry.npm", "js.org"),
    concat!("registry.yarn", "pkg.com"),
    concat!("pypi", ".org"),
    concat!("python", "hosted.org"),
    concat!("deb.", "debian.org"),
    concat!("static.rust", "-lang.org"),
    concat!("proxy.go", "lang.org"),
];

/// Folders of one machine. They count only where a path starts, so `src/work/` is fine.
const FOLDERS: [&str; 3] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

pub fn check(workspace: &Workspace) -> Result<()> {
    let mut faults = Vec::new();
    let files = files(workspace)?;
    for name in &files {
        // Deleted but not yet committed is gone all the same.
        let Ok(bytes) = std::fs::read(workspace.root.join(name)) else {
            continue;
        };
        if let Ok(text) = str::from_utf8(&bytes) {
            faults.extend(faults_in(name, text));
        }
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    ensure!(
        faults.is_empty(),
        "{} in the tree",
        counted(faults.len(), "fault")
    );
    eprintln!("{} looked at", counted(files.len(), "file"));
    Ok(())
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// What is committed or would be with the next `git add`.
fn files(workspace: &Workspace) -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.current_dir(&workspace.root);
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--deduplicate",
    ]);
    let output = git.output().context("cannot run git")?;
    if !output.status.success() {
        bail!(
            "git ls-files: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let names = String::from_utf8(output.stdout)?;
    Ok(names.split_terminator('\0').map(str::to_owned).collect())
}

fn faults_in(name: &str, text: &str) -> Vec<String> {
    // Cargo writes its lock file, and that names the registry in every entry.
    if name == "Cargo.lock" {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST && written_by_hand(name) {
        faults.push(format!("{name}: {lines} lines; {LONGEST} at most"));
    }
    for (index, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", index + 1);
        faults.extend(
            HOSTS
                .iter()
                .filter(|host| line.contains(**host))
                .map(|host| format!("{place}: names the registry host `{host}`")),
        );
        faults.extend(
            FOLDERS
                .iter()
                .filter(|folder| starts_a_path(line, folder))
                .map(|folder| format!("{place}: names a folder of one machine, `{folder}…`")),
        );
    }
    faults
}

fn written_by_hand(name: &str) -> bool {
    let data = Path::new(name)
        .extension()
        .is_some_and(|end| end == "json" || end == "svg");
    !data && !generated::FILES.iter().any(|file| file.path == name)
}

fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '}' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::{FOLDERS, HOSTS, LONGEST, faults_in};

    #[test]
    fn a_long_file_is_a_fault_and_one_line_less_is_none() {
        assert!(faults_in("a.rs", &"x\n".repeat(LONGEST)).is_empty());
        assert_eq!(faults_in("a.rs", &"x\n".repeat(LONGEST + 1)).len(), 1);
    }

    #[test]
    fn every_host_and_folder_is_found_with_its_place() {
        for host in HOSTS {
            assert_eq!(
                faults_in("a.md", &format!("one\nsee https://{host}/x")).len(),
                1,
                "{host}"
            );
        }
        for folder in FOLDERS {
            let faults = faults_in("a.md", &format!("in `{folder}x`"));
            assert_eq!(
                faults,
                [format!(
                    "a.md:1: names a folder of one machine, `{folder}…`"
                )]
            );
        }
    }

    #[test]
    fn a_folder_inside_a_path_is_no_fault() {
        assert!(faults_in("a.md", &format!("src{}x, net{}x", FOLDERS[0], FOLDERS[0])).is_empty());
    }
}
