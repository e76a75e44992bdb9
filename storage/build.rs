//! `sqlx::migrate!` embeds the migrations; cargo must know that a new file there means a new build.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
