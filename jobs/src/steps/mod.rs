//! Every step there is. To add one: its file, and its two lines here.

mod branding;
mod bucket;
mod checks;
mod database;
mod dns;
mod finding;
mod instance;
mod mail;
mod release;
mod start;

use crate::step::AnyStep;

pub const ALL: &[&dyn AnyStep] = &[
    &instance::Instance,
    &database::Database,
    &bucket::Bucket,
    &mail::Mail,
    &dns::Dns,
    &branding::Branding,
    &release::Release,
    &start::Start,
    &checks::Checks,
];

pub fn find(name: &str) -> Option<&'static dyn AnyStep> {
    ALL.iter().copied().find(|s| s.name() == name)
}
