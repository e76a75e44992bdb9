//! Work of tens of milliseconds and tens of megabytes: passwords are hashed, pictures decoded.
//!
//! Two threads do all of it, first come, first served, beside the event loop: a flood of sign-ins
//! waits in line instead of stopping the portal. And always the same two: what such work frees, glibc
//! keeps in the arena of its thread, and over a pool of threads two hashes of 19 MiB became 1 GiB.

use crate::{AppError, AppResult};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::sync::LazyLock;
use tokio::sync::oneshot;

const AT_ONCE: usize = 2;

/// Of the process, not of a portal: what is bounded is the machine's memory.
static THREADS: LazyLock<Result<ThreadPool, ThreadPoolBuildError>> = LazyLock::new(|| {
    ThreadPoolBuilder::new()
        .num_threads(AT_ONCE)
        .thread_name(|i| format!("heavy-{i}"))
        // Whoever waits is told, and the panic has told the log.
        .panic_handler(|_| ())
        .build()
});

/// Waits for its turn, and for its end. Not begun when nobody waits for it any more.
pub async fn in_line<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> AppResult<T> {
    let threads = THREADS.as_ref();
    let threads = threads.map_err(|e| AppError::internal(e.to_string()))?;
    let (done, answer) = oneshot::channel();
    threads.spawn_fifo(move || {
        if !done.is_closed() {
            let _ = done.send(work());
        }
    });
    answer.await.map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    #[tokio::test]
    async fn two_at_once_and_a_panic_is_an_error_of_its_own_only() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let crowd = (0..20).map(|i| {
            tokio::spawn(in_line(move || {
                MOST.fetch_max(NOW.fetch_add(1, SeqCst) + 1, SeqCst);
                std::thread::sleep(std::time::Duration::from_millis(5));
                NOW.fetch_sub(1, SeqCst);
                assert!(i % 5 != 0, "one of five panics");
                i
            }))
        });
        let mut whole = 0;
        for one in crowd.collect::<Vec<_>>() {
            whole += usize::from(one.await.expect("no panic here").is_ok());
        }

        assert_eq!((whole, MOST.load(SeqCst)), (16, AT_ONCE));
    }
}
