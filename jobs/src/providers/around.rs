//! Every call of every port, once: whatever is put around providers ([`limits`](super::limits),
//! [`faulty`](super::faulty)) goes by this list. A new method of a port is one line here.

use crate::step::ProviderError;
use app::ports::BucketError;

/// What calls of a port fail with, as the provider's own error.
pub(super) trait PortError: Sized + Send {
    fn of(error: ProviderError) -> Self;
    fn provider_error(&self) -> Option<&ProviderError>;
}

impl PortError for ProviderError {
    fn of(error: ProviderError) -> Self {
        error
    }

    fn provider_error(&self) -> Option<&ProviderError> {
        Some(self)
    }
}

impl PortError for BucketError {
    fn of(error: ProviderError) -> Self {
        Self {
            operation: error.operation,
            source: Box::new(error),
        }
    }

    fn provider_error(&self) -> Option<&ProviderError> {
        self.source.downcast_ref()
    }
}

/// All ports for a wrapper `$around<dyn Port>` that has a field `inner` and a method `through`.
macro_rules! around {
    ($around:ident) => {
        $crate::providers::around::port! { $around, $crate::providers::instance::InstanceProvider;
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
        $crate::providers::around::port! { $around, $crate::providers::database::DatabaseProvider;
            async fn ensure(name: &EnvironmentName, owner: &str, seed: &str) -> Answer<database::Made>;
            async fn find(name: &EnvironmentName, owner: &str) -> Answer<Option<database::Made>>;
            async fn remove(name: &EnvironmentName, owner: &str) -> Answer<()>;
            fn provider() -> &'static str;
        }
        $crate::providers::around::port! { $around, $crate::providers::mail::MailProvider;
            async fn ensure_sender(address: &str, owner: &str) -> Answer<String>;
            async fn find_sender(address: &str, owner: &str) -> Answer<Option<String>>;
            async fn accepts(address: &str, owner: &str) -> Answer<bool>;
            async fn remove_sender(address: &str, owner: &str) -> Answer<()>;
            fn provider() -> &'static str;
        }
        $crate::providers::around::port! { $around, $crate::providers::dns::DnsProvider;
            async fn upsert(host: &str, target: &str, owner: &str) -> Answer<String>;
            async fn find(host: &str, owner: &str) -> Answer<Option<dns::DnsRecord>>;
            async fn delete(host: &str, owner: &str) -> Answer<()>;
            fn provider() -> &'static str;
        }
        $crate::providers::around::port! { $around, app::ports::Bucket;
            async fn ensure_prefix(name: &EnvironmentName) -> Result<String, BucketError>;
            async fn prefix_exists(name: &EnvironmentName) -> Result<bool, BucketError>;
            async fn put(name: &EnvironmentName, object: &Object) -> Result<(), BucketError>;
            async fn get(name: &EnvironmentName, key: &str) -> Result<Option<Vec<u8>>, BucketError>;
            async fn list(name: &EnvironmentName) -> Result<Vec<String>, BucketError>;
            async fn remove_prefix(name: &EnvironmentName) -> Result<(), BucketError>;
            fn provider() -> &'static str;
        }
    };
}

macro_rules! port {
    ($around:ident, $port:path; $(async fn $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty;)* $(fn $plain:ident() -> $value:ty;)*) => {
        #[async_trait]
        impl $port for $around<dyn $port> {
            $(async fn $name(&self, $($arg: $ty),*) -> $answer {
                self.through(self.inner.$name($($arg),*)).await
            })*
            $(fn $plain(&self) -> $value { self.inner.$plain() })*
        }
    };
}

pub(super) use {around, port};
