//! Server-sent events. A producer reads the database again whenever it is told to look, or after a
//! while in any case, so a lost ring costs some milliseconds and never an event.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::Data,
};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use std::{convert::Infallible, future::Future, time::Duration};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};
use tokio_stream::wrappers::ReceiverStream;

/// A comment that often keeps proxies from closing a silent stream.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Tells open streams that the portal is about to stop. Part of the application's data.
#[derive(Clone, Debug)]
pub struct Closing(watch::Receiver<bool>);

/// Dropping it closes too.
#[derive(Debug)]
pub struct Closer(watch::Sender<bool>);

impl Closing {
    pub fn pair() -> (Closer, Closing) {
        let (sender, receiver) = watch::channel(false);
        (Closer(sender), Closing(receiver))
    }

    async fn wait(&mut self) {
        // An error means that the closer is gone, which is the same.
        let _ = self.0.wait_for(|closing| *closing).await;
    }
}

impl Closer {
    pub fn close(&self) {
        self.0.send_replace(true);
    }
}

/// The writing end of one stream.
pub struct Writer {
    out: mpsc::Sender<Bytes>,
    closing: Option<Closing>,
    signal: watch::Receiver<u64>,
    interval: Duration,
    beat: Instant,
}

/// The reader is gone, or the portal stops: end without a word.
#[derive(Debug)]
pub struct Over;

impl Writer {
    pub async fn send(&mut self, id: Option<&str>, event: &str, data: &str) -> Result<(), Over> {
        let mut text = String::with_capacity(data.len() + 64);
        if let Some(id) = id {
            text.push_str(&format!("id: {id}\n"));
        }
        text.push_str(&format!("event: {event}\n"));
        for line in data.lines() {
            text.push_str(&format!("data: {line}\n"));
        }
        text.push('\n');
        self.write(text).await
    }

    /// Until there may be something new.
    pub async fn wait(&mut self) -> Result<(), Over> {
        let closing = async {
            match &mut self.closing {
                Some(closing) => closing.wait().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = closing => return Err(Over),
            () = self.out.closed() => return Err(Over),
            _ = self.signal.changed() => {}
            () = tokio::time::sleep(self.interval) => {}
        }
        if self.beat.elapsed() >= HEARTBEAT {
            self.write(":\n\n".to_owned()).await?;
        }
        Ok(())
    }

    async fn write(&mut self, text: String) -> Result<(), Over> {
        self.beat = Instant::now();
        self.out.send(text.into()).await.map_err(|_| Over)
    }
}

/// Answers with the stream that `produce` writes. `signal` is taken before the first look, so that
/// a ring in between is not missed.
pub fn answer<P, F>(
    req: &HttpRequest,
    signal: watch::Receiver<u64>,
    interval: Duration,
    produce: P,
) -> HttpResponse
where
    P: FnOnce(Writer) -> F,
    F: Future<Output = Result<(), Over>> + 'static,
{
    let mut response = HttpResponse::Ok();
    response
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Compression would hold events back; a proxy's buffer too.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"));
    if req.method() == Method::HEAD {
        return response.finish();
    }
    let (out, events) = mpsc::channel(16);
    let stream = Writer {
        out,
        closing: req.app_data::<Data<Closing>>().map(|c| c.get_ref().clone()),
        signal,
        interval,
        beat: Instant::now(),
    };
    let produced = produce(stream);
    actix_web::rt::spawn(async move {
        let _ = produced.await;
    });
    response.streaming(with_retry(ReceiverStream::new(events)))
}

/// How soon a browser comes back, said first.
fn with_retry(events: impl Stream<Item = Bytes>) -> impl Stream<Item = Result<Bytes, Infallible>> {
    futures::stream::once(async { Bytes::from_static(b"retry: 500\n\n") })
        .chain(events)
        .map(Ok)
}

/// What the reader saw last.
pub fn last_event_id(req: &HttpRequest) -> Option<&str> {
    req.headers().get("last-event-id")?.to_str().ok()
}
