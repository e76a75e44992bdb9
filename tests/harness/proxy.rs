//! A wire that can be made bad: a TCP proxy between two processes.
//!
//! It can be set while connections run: delay each piece, cut after so many bytes of an answer,
//! reset when a request has gone through, or hold what comes back for ever (half-open).

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::JoinHandle,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Good,
    Delay(Duration),
    /// Resets a connection when so many bytes have come back on it.
    CutAfter(usize),
    /// The request goes through, then the connection is reset.
    ResetAfterRequest,
    /// Requests go through, nothing comes back, nobody hangs up.
    HalfOpen,
}

pub struct Proxy {
    pub port: u16,
    wire: Arc<Mutex<Wire>>,
    hits: Arc<AtomicUsize>,
    refusing: Arc<AtomicBool>,
    cut: watch::Sender<u64>,
    accepting: JoinHandle<()>,
}

#[derive(Clone)]
struct Line {
    wire: Arc<Mutex<Wire>>,
    hits: Arc<AtomicUsize>,
    cut: watch::Receiver<u64>,
}

impl Proxy {
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.expect("a port is free");
        let own = listener.local_addr().expect("it is bound").port();
        let target = SocketAddr::from(([127, 0, 0, 1], port));
        let wire = Arc::new(Mutex::new(Wire::Good));
        let hits = Arc::new(AtomicUsize::new(0));
        let (cut, cuts) = watch::channel(0);
        let line = Line {
            wire: wire.clone(),
            hits: hits.clone(),
            cut: cuts,
        };
        let refusing = Arc::new(AtomicBool::new(false));
        let refused = refusing.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if refused.load(Ordering::SeqCst) {
                    let _ = near.set_zero_linger();
                    continue;
                }
                tokio::spawn(line.clone().connect(near, target));
            }
        });
        Self {
            port: own,
            wire,
            hits,
            refusing,
            cut,
            accepting,
        }
    }

    pub fn set(&self, wire: Wire) {
        *self.wire.lock().unwrap_or_else(PoisonError::into_inner) = wire;
    }

    /// While true, whoever connects is reset at once: nobody listens there.
    pub fn refuse(&self, refuse: bool) {
        self.refusing.store(refuse, Ordering::SeqCst);
    }

    /// How often the wire has done what it was set to.
    pub fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    /// Resets every connection there is.
    pub fn cut_all(&self) {
        self.cut.send_modify(|n| *n += 1);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
        self.cut_all();
    }
}

impl Line {
    fn wire(&self) -> Wire {
        *self.wire.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hit(&self) {
        self.hits.fetch_add(1, Ordering::SeqCst);
    }

    async fn connect(mut self, near: TcpStream, target: SocketAddr) {
        let Ok(far) = TcpStream::connect(target).await else {
            return;
        };
        // Whatever ends early ends hard: a reset, never an orderly close in the middle.
        let _ = near.set_zero_linger();
        let _ = (near.set_nodelay(true), far.set_nodelay(true));
        let (near_in, near_out) = near.into_split();
        let (far_in, far_out) = far.into_split();
        self.cut.mark_unchanged();
        let mut cut = self.cut.clone();
        let (there, back) = (self.clone(), self.clone());
        tokio::select! {
            () = there.forward(near_in, far_out) => {}
            () = back.answer(far_in, near_out) => {}
            _ = cut.changed() => self.hit(),
        }
    }

    async fn forward(self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(n @ 1..) = from.read(&mut buffer).await {
            if let Wire::Delay(time) = self.wire() {
                self.hit();
                tokio::time::sleep(time).await;
            }
            if to.write_all(&buffer[..n]).await.is_err() {
                return;
            }
            if self.wire() == Wire::ResetAfterRequest {
                // Time for the other side to read it and act.
                tokio::time::sleep(Duration::from_millis(30)).await;
                self.hit();
                return;
            }
        }
    }

    async fn answer(self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let mut buffer = vec![0; 16 * 1024];
        let mut passed = 0;
        while let Ok(n @ 1..) = from.read(&mut buffer).await {
            let mut n = n;
            match self.wire() {
                Wire::HalfOpen => {
                    self.hit();
                    std::future::pending::<()>().await;
                }
                Wire::CutAfter(most) if passed + n > most => {
                    n = most.saturating_sub(passed);
                    let _ = to.write_all(&buffer[..n]).await;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    self.hit();
                    return;
                }
                _ => {}
            }
            if to.write_all(&buffer[..n]).await.is_err() {
                return;
            }
            passed += n;
        }
    }
}
