//! `/events`: tells open pages of a new look and of new bookings, as they happen.
//!
//! The present look is sent first, so a page that was away, or was rendered a moment too early, is current at once.

use std::{convert::Infallible, sync::Arc, time::Duration};

use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    web::{Bytes, Data},
};
use futures::{Stream, stream};
use tokio::sync::watch;

use super::State;
use crate::runtime::Look;

/// Shorter than the idle limits of usual proxies.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

#[get("/events")]
pub async fn events(state: Data<State>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(follow(&state))
}

struct Open {
    look: watch::Receiver<Arc<Look>>,
    bookings: watch::Receiver<u64>,
    closed: watch::Receiver<bool>,
    greeted: bool,
}

fn follow(state: &State) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    let open = Open {
        look: state.look.clone(),
        bookings: state.bookings.subscribe(),
        closed: state.closed.clone(),
        greeted: false,
    };
    stream::unfold(open, async |mut open| {
        open.next().await.map(|event| (Ok(event), open))
    })
}

impl Open {
    /// `None` ends the stream: the app stops, and waits for nobody.
    async fn next(&mut self) -> Option<Bytes> {
        if !std::mem::replace(&mut self.greeted, true) {
            return Some(Bytes::from(format!("retry: 500\n{}", self.look_event())));
        }
        tokio::select! {
            biased;
            () = closing(&mut self.closed) => None,
            Ok(()) = self.look.changed() => Some(Bytes::from(self.look_event())),
            Ok(()) = self.bookings.changed() => {
                let count = *self.bookings.borrow_and_update();
                Some(Bytes::from(format!("event: bookings\ndata: {count}\n\n")))
            }
            () = tokio::time::sleep(SIGN_OF_LIFE) => Some(Bytes::from_static(b": still here\n\n")),
        }
    }

    fn look_event(&mut self) -> String {
        let look = self.look.borrow_and_update().clone();
        let data = serde_json::to_string(&*look).unwrap_or_default();
        format!("event: look\ndata: {data}\n\n")
    }
}

/// Also when the sender is gone: then there is no app left to wait for.
async fn closing(closed: &mut watch::Receiver<bool>) {
    let _ = closed.wait_for(|closed| *closed).await;
}
