//! The facts are of one version. Another one needs them looked at anew.

#[test]
fn the_facts_are_of_this_version() {
    let lock = include_str!("../../../Cargo.lock");
    for package in ["apalis", "apalis-core", "apalis-sqlite", "apalis-postgres"] {
        let wanted = format!("name = \"{package}\"\nversion = \"1.0.0\"\n");
        assert!(
            lock.contains(&wanted),
            "{package} is no longer 1.0.0: go through docs/reliability.md, a to n"
        );
    }
}
