//! A run's events from a portal. A stream that breaks off is taken up again behind the last event
//! seen, so a portal may be restarted while somebody watches.

use super::{
    exit::{Failure, Outcome},
    remote::RemoteBackend,
};
use domain::{ids::RunId, views::EventView};
use futures::StreamExt;
use reqwest::{Method, StatusCode, header};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// As long as this is a portal given to come back.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(500);

enum Ended {
    /// The run is over and everything was told.
    Over,
    /// The reader has gone.
    Unheard,
    Broken,
}

pub async fn follow(
    portal: RemoteBackend,
    id: RunId,
    mut after: i64,
    out: mpsc::Sender<Outcome<EventView>>,
) {
    let mut heard = Instant::now();
    loop {
        let seen = after;
        match read(&portal, id, &mut after, &out).await {
            Ok(Ended::Over | Ended::Unheard) => return,
            Ok(Ended::Broken) => heard = Instant::now(),
            Err(failure) => {
                let may_pass = matches!(&failure, Failure::Unreachable { .. })
                    || matches!(&failure, Failure::Refused(p) if p.status >= 502);
                if !may_pass || heard.elapsed() > PATIENCE {
                    let _ = out.send(Err(failure)).await;
                    return;
                }
            }
        }
        if after == seen {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn read(
    portal: &RemoteBackend,
    id: RunId,
    after: &mut i64,
    out: &mpsc::Sender<Outcome<EventView>>,
) -> Outcome<Ended> {
    let request = portal
        .request(Method::GET, &format!("/api/v1/runs/{id}/events"))
        .header(header::ACCEPT, "text/event-stream")
        .header("last-event-id", after.to_string());
    let response = portal.sent(request).await?;
    if response.status() == StatusCode::NO_CONTENT {
        return Ok(Ended::Over);
    }
    let mut reader = Reader::default();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let Ok(chunk) = chunk else {
            return Ok(Ended::Broken);
        };
        for data in reader.push(&chunk) {
            let Ok(event) = serde_json::from_str::<EventView>(&data) else {
                continue;
            };
            *after = event.id;
            if out.send(Ok(event)).await.is_err() {
                return Ok(Ended::Unheard);
            }
        }
    }
    // A portal that stops ends its streams as well; asking again tells which it was.
    Ok(Ended::Broken)
}

/// Bytes in, the data of events with an id out, wherever the chunks are cut.
#[derive(Default)]
struct Reader {
    line: Vec<u8>,
    has_id: bool,
    data: String,
}

impl Reader {
    fn push(&mut self, chunk: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for &byte in chunk {
            if byte == b'\n' {
                let line = std::mem::take(&mut self.line);
                let line = String::from_utf8_lossy(&line);
                found.extend(self.take(line.trim_end_matches('\r')));
            } else {
                self.line.push(byte);
            }
        }
        found
    }

    fn take(&mut self, line: &str) -> Option<String> {
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            return (std::mem::take(&mut self.has_id) && !data.is_empty()).then_some(data);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "id" => self.has_id = true,
            "data" => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_whole_wherever_the_chunks_are_cut() {
        let text = b"retry: 500\n\n:\n\nid: 7\nevent: run.started\ndata: {\"id\": 7}\n\nevent: changed\ndata: 7\n\n";
        for cut in 0..text.len() {
            let mut reader = Reader::default();
            let mut found = reader.push(&text[..cut]);
            found.extend(reader.push(&text[cut..]));

            assert_eq!(found, ["{\"id\": 7}"], "cut at {cut}");
        }
    }
}
