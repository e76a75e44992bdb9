//! Who may do what: decided here, once, and carried by type.
//!
//! A use case takes `&Access<C>` with the capability it needs. Only [`grant`] makes one, by the
//! table below, so a forgotten check does not compile:
//!
//! ```compile_fail
//! use app::{Access, access::{SeeRuns, OperateRuns}};
//! fn resume(_: &Access<OperateRuns>) {}
//! fn handler(by: &Access<SeeRuns>) { resume(by) }
//! ```
//!
//! The store is reached through an access only, and what it finds is limited to what the caller
//! may see: another tenant's things do not exist for a customer.

use crate::{
    AppError, AppResult, Portal, Session,
    records::{Environment, Run, Tenant},
};
use domain::{EnvironmentName, Slug, ids::RunId, role::Role};
use std::{marker::PhantomData, sync::Arc};

pub trait Capability: 'static {
    /// Fits "your role … may not …".
    const WHAT: &'static str;
    const ROLES: &'static [Role];
    /// No sign-in needed.
    const PUBLIC: bool = false;
}

macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident, $what:literal: $($role:ident)*;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Capability for $name {
            const WHAT: &'static str = $what;
            const ROLES: &'static [Role] = &[$(Role::$role),*];
        }
    )*
        /// Every capability with its roles, for the route × role matrix.
        pub const ALL: &[(&str, &[Role])] = &[$((stringify!($name), $name::ROLES)),*];
    };
}

/// What a visitor may do: sign up, sign in, look at a launch with its unguessable address.
#[derive(Debug)]
pub struct Visit;

impl Capability for Visit {
    const WHAT: &'static str = "visit";
    const ROLES: &'static [Role] = &[];
    const PUBLIC: bool = true;
}

capabilities! {
    SeeTenants, "see tenants": Operator CustomerService Developer Customer;
    SeeSettings, "see settings": Operator CustomerService Developer Customer;
    /// A customer changes his own keys only; the use case looks at the role for that.
    ChangeSettings, "change settings": Operator CustomerService Customer;
    SeeMail, "read mail": Operator CustomerService Developer Customer;
    SeeRuns, "see runs": Operator CustomerService Developer;
    OperateRuns, "act on runs": Operator Developer;
    CreateEnvironments, "create environments": Operator CustomerService Developer;
    OperateEnvironments, "act on environments": Operator Developer;
    Destroy, "destroy environments": Operator;
    ManageAccess, "manage users and tokens": Operator;
    UseRuntime, "use the runtime document": Environment;
}

pub struct Access<C> {
    portal: Arc<Portal>,
    session: Arc<Session>,
    _capability: PhantomData<fn() -> C>,
}

/// The only place that makes an [`Access`].
pub fn grant<C: Capability>(portal: &Arc<Portal>, session: &Arc<Session>) -> AppResult<Access<C>> {
    let allowed = match session.role {
        _ if C::PUBLIC => true,
        Some(role) => C::ROLES.contains(&role),
        None => return Err(AppError::Unauthenticated),
    };
    if !allowed {
        let role = session.role.map_or("visitor".to_owned(), |r| r.to_string());
        return Err(AppError::Forbidden {
            role,
            what: C::WHAT.to_owned(),
        });
    }
    Ok(Access {
        portal: portal.clone(),
        session: session.clone(),
        _capability: PhantomData,
    })
}

impl<C> Access<C> {
    pub fn session(&self) -> &Session {
        &self.session
    }

    pub(crate) fn portal(&self) -> &Arc<Portal> {
        &self.portal
    }

    pub(crate) async fn tenant(&self, slug: &Slug) -> AppResult<Tenant> {
        let found = self.portal.store.tenant_by_slug(slug).await?;
        found
            .filter(|t| self.session.may_see(t.id))
            .ok_or_else(|| AppError::NotFound {
                what: format!("tenant {slug}"),
                hint: Some(format!("Create it with: automator create {slug}")),
            })
    }

    pub(crate) async fn environment(
        &self,
        name: &EnvironmentName,
    ) -> AppResult<(Tenant, Environment)> {
        let missing = || AppError::NotFound {
            what: format!("environment {name}"),
            hint: Some(format!("Create it with: automator create {}", name.short())),
        };
        let tenant = self.portal.store.tenant_by_slug(&name.slug).await?;
        let tenant = tenant
            .filter(|t| self.session.may_see(t.id))
            .ok_or_else(missing)?;
        let environment = self
            .portal
            .store
            .environment(tenant.id, &name.stage)
            .await?;
        Ok((tenant, environment.ok_or_else(missing)?))
    }

    pub(crate) async fn run(&self, id: RunId) -> AppResult<Run> {
        let found = self.portal.store.run(id).await?;
        found
            .filter(|r| self.session.may_see(r.tenant))
            .ok_or_else(|| AppError::NotFound {
                what: format!("run {id}"),
                hint: Some("List them with: automator runs".to_owned()),
            })
    }

    /// The same caller with another capability, where the table allows it.
    pub fn also<D: Capability>(&self) -> AppResult<Access<D>> {
        grant(&self.portal, &self.session)
    }
}
