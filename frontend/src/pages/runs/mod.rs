//! `/runs` and below: for those who find out why something failed, and mend it.

mod list;
mod log;
mod show;

use actix_web::web::ServiceConfig;

pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(list::resource())
        .service(show::resource())
        .service(log::resource());
}
