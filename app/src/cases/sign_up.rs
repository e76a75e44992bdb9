//! From a filled form to a launch that is under way, in one transaction.
//!
//! Either tenant, owner, environment, settings, run and session are all there, or nothing is: a
//! refused or interrupted sign-up leaves no half tenant that would hold an address.

use crate::{
    Access, AppError, AppResult, Portal,
    access::Visit,
    answers::Request,
    cases::Action,
    images::{self, Clean},
    new_tenant, passwords,
    ports::{StoreError, Tx},
    records::{Asset, Environment, NewEvent, Tenant, User},
    runs::{decide::decide, start::queue},
    session,
    settings::{
        change::{self, Incoming},
        pictures, scopes,
    },
    sign_up_limits::SignUpLimits,
    slugs::{self, Neighbours},
};
use domain::{
    FieldError, Slug, Stage, Time,
    ids::{RunId, TenantId, UserId},
    role::Role,
    sign_up::{Checked, SignUp},
    views::SignUpAccepted,
};
use serde_json::json;
use sha2::{Digest, Sha256};

const LOGO: &str = "branding.logo";

#[derive(Clone, Debug)]
pub struct SignedUp {
    pub accepted: SignUpAccepted,
    /// The cookie's token.
    pub session: String,
}

/// `key` makes a repeated submit the same sign-up: the first answer again, with a new session.
pub async fn sign_up(
    by: &Access<Visit>,
    form: SignUp,
    logo: Option<Vec<u8>>,
    key: Option<&str>,
) -> AppResult<SignedUp> {
    let portal = by.portal();
    let logo = logo.filter(|bytes| !bytes.is_empty());
    let request = key.map(|key| request(portal, &form, logo.as_deref(), key));
    let request = request.transpose()?;
    if let Some(again) = known(portal, request.as_ref()).await? {
        return Ok(again);
    }
    match first_time(by, &form, logo, request.as_ref()).await {
        // The same form sent twice at once: the other one was faster, and its answer is ours.
        Err(error @ (AppError::Taken(_) | AppError::Conflict(_))) => {
            known(portal, request.as_ref()).await?.ok_or(error)
        }
        done => done,
    }
}

/// Whether an address is verified before anything is made for it.
enum Verification {
    /// Start at once and ask later.
    After,
}

/// The one place that decides it. A base domain other than `localhost` wants it before; that
/// waits for mail that goes out.
fn verification(_portal: &Portal) -> Verification {
    Verification::After
}

fn request(portal: &Portal, form: &SignUp, logo: Option<&[u8]>, key: &str) -> AppResult<Request> {
    let picture = logo.map(|bytes| hex::encode(Sha256::digest(bytes)));
    Request::new(portal, "sign_up", key, &(form, picture))
}

async fn known(portal: &Portal, request: Option<&Request>) -> AppResult<Option<SignedUp>> {
    let Some(request) = request else {
        return Ok(None);
    };
    let Some(accepted) = request.known::<SignUpAccepted>(portal).await? else {
        return Ok(None);
    };
    let slug = Slug::known(&accepted.tenant).map_err(AppError::internal)?;
    let tenant = portal.store.tenant_by_slug(&slug).await?;
    let tenant = tenant.ok_or_else(|| AppError::not_found(format!("tenant {slug}")))?;
    let owner = portal.store.owner_of(tenant.id).await?;
    let owner = owner.ok_or_else(|| AppError::internal("a signed-up tenant has no owner"))?;
    // The request carries the password, so whoever can repeat it is the owner.
    let (session, token) = session::open(&owner, vec![tenant.id], portal.now());
    let mut tx = portal.store.begin().await?;
    tx.insert_session(&session).await?;
    tx.commit().await?;
    Ok(Some(SignedUp {
        accepted,
        session: token,
    }))
}

async fn first_time(
    by: &Access<Visit>,
    form: &SignUp,
    logo: Option<Vec<u8>>,
    request: Option<&Request>,
) -> AppResult<SignedUp> {
    let portal = by.portal();
    // The clock of the promise starts here: hashing and storing count.
    let now = portal.now();
    let (checked, logo) = check(portal, form, logo).await?;
    let limits = SignUpLimits::check(portal, &by.session().address, &checked, now).await?;
    refuse_taken(portal, &checked.slug).await?;
    let hash = passwords::hash(&form.password).await?;
    let new = New::of(portal, checked, hash, now);

    let mut tx = portal.store.begin().await?;
    let run = RunId(portal.id());
    let accepted = new.accepted(portal, run);
    if let Some(request) = request {
        request.keep(tx.as_mut(), portal, 202, &accepted).await?;
    }
    limits.count(tx.as_mut(), now).await?;
    match new.store(tx.as_mut(), portal, logo, run).await {
        Err(AppError::Conflict(_)) => {
            drop(tx);
            return Err(taken(portal, &new.tenant.slug).await?);
        }
        done => done?,
    }
    let (session, token) = session::open(&new.owner, owned(by, &new), now);
    tx.insert_session(&session).await?;
    tx.commit().await?;
    portal.work.ring();
    portal.events.ring();
    tracing::info!(tenant.id = %new.tenant.id, run.id = %run, "signed up");
    Ok(SignedUp {
        accepted,
        session: token,
    })
}

/// Who is signed in with this address and signs up once more stays signed in to what he has.
fn owned(by: &Access<Visit>, new: &New) -> Vec<TenantId> {
    let mut tenants = vec![new.tenant.id];
    let session = by.session();
    if session.user.is_some() && session.name == new.owner.email.as_str() {
        tenants.extend(&session.tenants);
    }
    tenants
}

/// Every fault of the form and of the logo at once.
async fn check(
    portal: &Portal,
    form: &SignUp,
    logo: Option<Vec<u8>>,
) -> AppResult<(Checked, Option<Clean>)> {
    let mut faults = Vec::new();
    let mut clean = None;
    if let Some(bytes) = logo {
        match images::clean(&format!("settings.{LOGO}"), bytes).await {
            Ok(picture) => clean = Some(picture),
            Err(AppError::Invalid(found)) => faults = found,
            Err(other) => return Err(other),
        }
    }
    match form.check() {
        Ok(checked) if faults.is_empty() => {
            pictures::named_by(portal, &checked.settings).await?;
            Ok((checked, clean))
        }
        Ok(_) => Err(AppError::Invalid(faults)),
        Err(mut all) => {
            all.extend(faults);
            Err(AppError::Invalid(all))
        }
    }
}

async fn refuse_taken(portal: &Portal, slug: &Slug) -> AppResult<()> {
    let near = Neighbours::find(portal, slug).await?;
    if near.is_taken() {
        return Err(taken(portal, slug).await?);
    }
    if let Some(other) = near.looks_like() {
        let why = format!(
            "{} looks too much like {}. Choose another address, for example {}",
            slugs::host(portal, slug),
            slugs::host(portal, other),
            near.suggestion()
        );
        return Err(FieldError::new("slug", "look_alike", why).into());
    }
    Ok(())
}

async fn taken(portal: &Portal, slug: &Slug) -> AppResult<AppError> {
    let free = Neighbours::find(portal, slug).await?.suggestion();
    let host = slugs::host(portal, slug);
    let why = format!("{host} is taken. Choose another address, for example {free}");
    Ok(AppError::Taken(FieldError::new("slug", "taken", why)))
}

/// All rows of a sign-up.
struct New {
    tenant: Tenant,
    owner: User,
    environment: Environment,
    form: Checked,
    now: Time,
}

impl New {
    fn of(portal: &Portal, form: Checked, password_hash: String, now: Time) -> Self {
        let (slug, company) = (form.slug.clone(), form.company.clone());
        let mut tenant =
            new_tenant::tenant(portal, slug, company, form.plan, form.email.as_str(), now);
        match verification(portal) {
            Verification::After => tenant.launch_started_at = Some(now),
        }
        Self {
            owner: User {
                id: UserId(portal.id()),
                email: form.email.clone(),
                password_hash,
                role: Role::Customer,
                tenant: Some(tenant.id),
                created_at: now,
            },
            environment: new_tenant::environment(portal, &tenant, Stage::prod(), now),
            tenant,
            form,
            now,
        }
    }

    fn accepted(&self, portal: &Portal, run: RunId) -> SignUpAccepted {
        let base = &portal.config.public_url;
        SignUpAccepted {
            tenant: self.tenant.slug.to_string(),
            run: Some(run),
            status_url: format!("{base}/launch/{}", self.tenant.status_token),
            site_url: portal.site_url(&self.environment.name()),
        }
    }

    /// `Conflict` means that the address was taken meanwhile.
    async fn store(
        &self,
        tx: &mut dyn Tx,
        portal: &Portal,
        logo: Option<Clean>,
        run: RunId,
    ) -> AppResult<()> {
        let (tenant, name) = (&self.tenant, self.form.email.as_str());
        match tx.insert_tenant(tenant).await {
            Err(StoreError::Taken(what)) => return Err(AppError::Conflict(what)),
            done => done?,
        }
        tx.insert_user(&self.owner).await?;
        tx.insert_environment(&self.environment).await?;
        let mut values = self.form.settings.clone();
        if let Some(logo) = logo {
            values.insert(LOGO.to_owned(), logo.key.clone().into());
            tx.put_asset(&Asset {
                key: logo.key,
                content_type: logo.content_type.to_owned(),
                bytes: logo.bytes,
                created_at: self.now,
            })
            .await?;
        }
        let incoming = Incoming {
            at: scopes::own(tenant, None),
            tenant: Some(tenant.id),
            environment: None,
            by: name,
            now: self.now,
            undoes: None,
            values,
        };
        change::write(tx, portal, incoming).await?;
        let event = NewEvent {
            kind: "tenant.signed_up".to_owned(),
            tenant: Some(tenant.id),
            environment: Some(self.environment.id),
            run: None,
            payload: json!({"slug": tenant.slug, "plan": tenant.plan}),
            at: self.now,
        };
        tx.insert_event(&event).await?;
        let (environment, catalog) = (&self.environment, portal.catalog.as_ref());
        let ready = decide(
            catalog,
            &environment.name(),
            environment.state,
            &Action::Deploy,
        )?;
        let ready = ready.ok_or_else(|| AppError::internal("a new environment needs a deploy"))?;
        let launch = tenant.launch_started_at;
        let queued = queue(tx, portal, run, name, environment, ready, launch).await?;
        if queued {
            Ok(())
        } else {
            Err(AppError::internal("a new environment has moved already"))
        }
    }
}
