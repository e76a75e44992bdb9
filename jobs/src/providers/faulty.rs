//! Providers that fail on order, around the real ones, so that tests exercise real code.
//!
//! A plan counts every call to any provider and makes the chosen one fail: before its effect,
//! after it, or from then on. A new port method is one line here, or its calls cannot fail.

use super::{Answer, Providers, database, dns, instance, mail};
use crate::step::{ProviderError, ProviderErrorKind};
use app::ports::{Bucket, BucketError, Object};
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

    async fn through<T, E>(
        &self,
        call: impl Future<Output = Result<T, E>>,
        fault: impl Fn(bool) -> E,
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

fn provider_fault(permanent: bool) -> ProviderError {
    let kind = if permanent {
        ProviderErrorKind::Denied
    } else {
        ProviderErrorKind::Unavailable
    };
    ProviderError::new(kind, "faulty", "ordered", "a fault on order")
}

fn bucket_fault(permanent: bool) -> BucketError {
    let kind = if permanent {
        std::io::ErrorKind::PermissionDenied
    } else {
        std::io::ErrorKind::TimedOut
    };
    BucketError {
        operation: "ordered",
        source: std::io::Error::new(kind, "a fault on order").into(),
    }
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

macro_rules! failing {
    ($port:path, $fault:path; $(async fn $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty;)* $(fn $plain:ident() -> $value:ty;)*) => {
        #[async_trait]
        impl $port for Faulty<dyn $port> {
            $(async fn $name(&self, $($arg: $ty),*) -> $answer {
                self.plan.through(self.inner.$name($($arg),*), $fault).await
            })*
            $(fn $plain(&self) -> $value { self.inner.$plain() })*
        }
    };
}

failing! { instance::InstanceProvider, provider_fault;
    async fn ensure(name: &EnvironmentName, owner: &str) -> Answer<instance::Place>;
    async fn find(name: &EnvironmentName, owner: &str) -> Answer<Option<instance::Place>>;
    async fn place(name: &EnvironmentName, owner: &str, version: &str) -> Answer<()>;
    async fn placed(name: &EnvironmentName, owner: &str) -> Answer<Option<String>>;
    async fn start(spec: &instance::Spec, token: &str) -> Answer<String>;
    async fn answers(name: &EnvironmentName, owner: &str) -> Answer<Option<String>>;
    async fn stop(name: &EnvironmentName, owner: &str) -> Answer<()>;
    async fn remove(name: &EnvironmentName, owner: &str) -> Answer<()>;
    fn provider() -> &'static str;
    fn newest_version() -> String;
}

failing! { database::DatabaseProvider, provider_fault;
    async fn ensure(name: &EnvironmentName, owner: &str, seed: &str) -> Answer<database::Made>;
    async fn find(name: &EnvironmentName, owner: &str) -> Answer<Option<database::Made>>;
    async fn remove(name: &EnvironmentName, owner: &str) -> Answer<()>;
    fn provider() -> &'static str;
}

failing! { mail::MailProvider, provider_fault;
    async fn ensure_sender(address: &str, owner: &str) -> Answer<String>;
    async fn find_sender(address: &str, owner: &str) -> Answer<Option<String>>;
    async fn accepts(address: &str, owner: &str) -> Answer<bool>;
    async fn remove_sender(address: &str, owner: &str) -> Answer<()>;
    fn provider() -> &'static str;
}

failing! { dns::DnsProvider, provider_fault;
    async fn upsert(host: &str, target: &str, owner: &str) -> Answer<String>;
    async fn find(host: &str, owner: &str) -> Answer<Option<dns::DnsRecord>>;
    async fn delete(host: &str, owner: &str) -> Answer<()>;
    fn provider() -> &'static str;
}

failing! { Bucket, bucket_fault;
    async fn ensure_prefix(name: &EnvironmentName) -> Result<String, BucketError>;
    async fn prefix_exists(name: &EnvironmentName) -> Result<bool, BucketError>;
    async fn put(name: &EnvironmentName, object: &Object) -> Result<(), BucketError>;
    async fn get(name: &EnvironmentName, key: &str) -> Result<Option<Vec<u8>>, BucketError>;
    async fn list(name: &EnvironmentName) -> Result<Vec<String>, BucketError>;
    async fn remove_prefix(name: &EnvironmentName) -> Result<(), BucketError>;
    fn provider() -> &'static str;
}
