//! The tenant app on its own, as the tests of this crate start it. The product starts it as `automator tenant-app`.

fn main() -> std::process::ExitCode {
    sample::tenant_app()
}
