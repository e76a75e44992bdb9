//! Providers that fail on order, around the real ones, so that tests exercise real code.
//!
//! A plan counts every call to any provider and makes the chosen one fail: before its effect,
//! after it, or from then on.

use super::{
    Answer, Providers,
    around::{PortError, around},
    database, dns, instance,
};
use crate::step::{ProviderError, ProviderErrorKind};
use app::ports::{BucketError, Object};
use async_trait::async_trait;
use domain::EnvironmentName;
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The call does not happen.
    Before,
    /// The call happens, its answer is lost.
    After,
    /// This call and every later one does not happen.
    Always,
    /// The call is refused for good.
    Permanent,
}

#[derive(Debug)]
pub struct FaultPlan {
    calls: AtomicUsize,
    at: usize,
    how: How,
}

impl FaultPlan {
    pub fn new(at: usize, how: How) -> Arc<Self> {
        Arc::new(Self {
            calls: AtomicUsize::new(0),
            at,
            how,
        })
    }

    /// No fault: only counts.
    pub fn counting() -> Arc<Self> {
        Self::new(usize::MAX, How::Before)
    }

    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    async fn through<T, E: PortError>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let n = self.calls.fetch_add(1, Ordering::SeqCst);
        match self.how {
            How::Before if n == self.at => Err(fault(false)),
            How::Permanent if n == self.at => Err(fault(true)),
            How::Always if n >= self.at => Err(fault(false)),
            How::After if n == self.at => {
                call.await?;
                Err(fault(false))
            }
            _ => call.await,
        }
    }
}

fn fault<E: PortError>(permanent: bool) -> E {
    let kind = if permanent {
        ProviderErrorKind::Denied
    } else {
        ProviderErrorKind::Unavailable
    };
    E::of(ProviderError::new(
        kind,
        "faulty",
        "ordered",
        "a fault on order",
    ))
}

struct Faulty<P: ?Sized> {
    plan: Arc<FaultPlan>,
    inner: Arc<P>,
}

impl Providers {
    /// The same providers, failing by this plan. The probe only looks, so its calls do not fail.
    pub fn failing(&self, plan: &Arc<FaultPlan>) -> Providers {
        fn wrap<P: ?Sized>(plan: &Arc<FaultPlan>, inner: &Arc<P>) -> Arc<Faulty<P>> {
            Arc::new(Faulty {
                plan: plan.clone(),
                inner: inner.clone(),
            })
        }
        Providers {
            instance: wrap(plan, &self.instance),
            database: wrap(plan, &self.database),
            bucket: wrap(plan, &self.bucket),
            mail: wrap(plan, &self.mail),
            dns: wrap(plan, &self.dns),
            probe: self.probe.clone(),
        }
    }
}

impl<P: ?Sized> Faulty<P> {
    async fn through<T, E: PortError>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        self.plan.through(call).await
    }
}

around!(Faulty);
