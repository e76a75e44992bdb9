//! An environment in state `created`, with its tenant when that is not there yet. Rows only: no
//! provider is called before somebody provisions.

use crate::{
    Access, AppError, AppResult,
    access::CreateEnvironments,
    error::WrongState,
    new_tenant, passwords,
    ports::StoreError,
    records::{Environment, NewEvent, Tenant, User},
    settings::{
        change::{self, Incoming},
        pictures, scopes,
    },
    views::environment::environment_view,
};
use domain::{
    EnvironmentName, FieldError, FieldErrors, Slug, Time,
    email::Email,
    ids::UserId,
    plan::{self, Plan},
    role::Role,
    settings::Scope,
    sign_up,
    views::EnvironmentView,
};
use serde_json::{Map, Value, json};

#[derive(Clone, Debug)]
pub struct NewEnvironment {
    pub name: EnvironmentName,
    /// Of a new tenant; the slug when left out.
    pub company: Option<String>,
    /// Of a new tenant's owner, who has no password until he is invited.
    pub email: Option<String>,
    /// Of a new tenant; `trial` when left out.
    pub plan: Option<String>,
    /// For a new tenant its own, for a known tenant those of the environment.
    pub settings: Map<String, Value>,
}

/// What is left of the request when everything is in order.
struct Checked {
    company: Option<String>,
    email: Option<Email>,
    plan: Option<&'static Plan>,
    settings: Map<String, Value>,
}

pub async fn create_environment(
    by: &Access<CreateEnvironments>,
    new: NewEnvironment,
) -> AppResult<EnvironmentView> {
    let (portal, who) = (by.portal(), by.session().name.as_str());
    let name = &new.name;
    let known = portal.store.tenant_by_slug(&name.slug).await?;
    if let Some(tenant) = &known
        && let Some(present) = portal.store.environment(tenant.id, &name.stage).await?
    {
        return Err(exists(name, &present.state.to_string()));
    }
    let scope = match known {
        Some(_) => Scope::Environment,
        None => Scope::Tenant,
    };
    let form = check(&new, scope)?;
    pictures::named_by(portal, &form.settings).await?;
    let now = portal.now();
    let is_new = known.is_none();
    if let Some(tenant) = &known {
        refuse_other(by, tenant, &form).await?;
    }
    let plan = match &known {
        Some(tenant) => plan::find_or_trial(&tenant.plan),
        None => form.plan.unwrap_or(&plan::ALL[0]),
    };
    refuse_stage(name, plan)?;
    let tenant = known.unwrap_or_else(|| {
        let company = form.company.clone();
        let company = company.unwrap_or_else(|| name.slug.to_string());
        new_tenant::tenant(portal, name.slug.clone(), company, plan, who, now)
    });
    let environment = new_tenant::environment(portal, &tenant, name.stage.clone(), now);
    let owner = form.email.filter(|_| is_new);
    let incoming = Incoming {
        at: scopes::own(&tenant, (!is_new).then_some(&environment)),
        tenant: Some(tenant.id),
        environment: (!is_new).then_some(environment.id),
        by: who,
        now,
        undoes: None,
        values: form.settings,
    };

    let mut tx = portal.store.begin().await?;
    let inserted = async {
        if is_new {
            tx.insert_tenant(&tenant).await?;
        }
        tx.insert_environment(&environment).await
    };
    match inserted.await {
        Err(StoreError::Taken(_)) => return Err(exists(name, "created")),
        done => done?,
    }
    if let Some(email) = owner {
        tx.insert_user(&owner_without_password(portal.id(), email, &tenant, now))
            .await?;
    }
    let written = change::write(tx.as_mut(), portal, incoming).await?;
    tx.insert_event(&created(&tenant, &environment, now))
        .await?;
    tx.commit().await?;
    portal.events.ring();
    change::ring(portal, written);
    tracing::info!(tenant.id = %tenant.id, environment.id = %environment.id, "environment created");
    environment_view(portal, by.session(), tenant, environment).await
}

fn exists(name: &EnvironmentName, present: &str) -> AppError {
    AppError::WrongState(WrongState {
        subject: format!("environment {name}"),
        action: "create".to_owned(),
        present: present.to_owned(),
        required: vec!["absent".to_owned()],
        hint: Some(format!("See it with: automator status {}", name.short())),
    })
}

/// A plan has its stages, whoever asks.
fn refuse_stage(name: &EnvironmentName, plan: &Plan) -> AppResult<()> {
    if plan.stages.contains(&name.stage.as_str()) {
        return Ok(());
    }
    let has_it = |p: &&Plan| p.stages.contains(&name.stage.as_str());
    Err(AppError::WrongState(WrongState {
        subject: format!("tenant {}", name.slug),
        action: format!("an environment {}", name.stage),
        present: format!("on plan {}", plan.name),
        required: plan::ALL
            .iter()
            .filter(has_it)
            .map(|p| format!("on plan {}", p.name))
            .collect(),
        hint: Some(format!(
            "Plan {} has the stages: {}",
            plan.name,
            plan.stages.join(", ")
        )),
    }))
}

/// Every fault of the request at once.
fn check(new: &NewEnvironment, scope: Scope) -> AppResult<Checked> {
    let mut faults: FieldErrors = Vec::new();
    if scope == Scope::Tenant
        && let Err(refused) = Slug::parse(new.name.slug.as_str())
    {
        faults.push(refused.at("slug"));
    }
    let company = new.company.as_deref().map(sign_up::company).transpose();
    let company = company.map_err(|r| faults.push(r.at("company")));
    let email = new.email.as_deref().map(Email::parse).transpose();
    let email = email.map_err(|r| faults.push(r.at("email")));
    let plan = new.plan.as_deref().map(|p| plan::find(p).ok_or(()));
    let plan = plan.transpose().map_err(|()| {
        let known: Vec<_> = plan::ALL.iter().map(|p| p.name).collect();
        let why = format!("Choose one of the plans: {}", known.join(", "));
        faults.push(FieldError::new("plan", "unknown_plan", why));
    });
    let settings = match change::check(&new.settings, |d| d.allows(scope)) {
        Err(AppError::Invalid(found)) => {
            faults.extend(found);
            Err(())
        }
        other => Ok(other?),
    };
    match (company, email, plan, settings) {
        (Ok(company), Ok(email), Ok(plan), Ok(settings)) if faults.is_empty() => Ok(Checked {
            company,
            email,
            plan,
            settings,
        }),
        _ => Err(AppError::Invalid(faults)),
    }
}

/// What a known tenant is stands already; saying something else would silently do nothing.
async fn refuse_other(
    by: &Access<CreateEnvironments>,
    tenant: &Tenant,
    form: &Checked,
) -> AppResult<()> {
    let mut faults = Vec::new();
    let mut differ = |field: &str, present: &str| {
        let why = format!(
            "{} exists with {field} {present}; leave it out",
            tenant.slug
        );
        faults.push(FieldError::new(field, "exists", why));
    };
    if form.company.as_ref().is_some_and(|c| *c != tenant.company) {
        differ("company", &tenant.company);
    }
    if form.plan.is_some_and(|p| p.name != tenant.plan) {
        differ("plan", &tenant.plan);
    }
    if let Some(email) = &form.email {
        let owner = by.portal().store.owner_of(tenant.id).await?;
        let present = owner.map_or("none".to_owned(), |u| u.email.to_string());
        if present != email.as_str() {
            differ("email", &present);
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(faults))
    }
}

fn owner_without_password(id: domain::ids::Uuid, email: Email, tenant: &Tenant, now: Time) -> User {
    User {
        id: UserId(id),
        email,
        password_hash: passwords::NONE.to_owned(),
        role: Role::Customer,
        tenant: Some(tenant.id),
        created_at: now,
    }
}

fn created(tenant: &Tenant, environment: &Environment, now: Time) -> NewEvent {
    NewEvent {
        kind: "environment.created".to_owned(),
        tenant: Some(tenant.id),
        environment: Some(environment.id),
        run: None,
        payload: json!({"environment": environment.name()}),
        at: now,
    }
}
