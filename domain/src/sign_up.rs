//! The sign-up form: one check for the browser and the server.

use crate::{
    Slug,
    email::Email,
    field::{FieldError, FieldErrors, Refused},
    password, plan, settings,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What is sent, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUp {
    /// 1 to 100 characters.
    #[serde(default)]
    pub company: String,
    /// 3 to 63 of `a-z`, `0-9` and `-`; it begins with a letter.
    #[serde(default)]
    pub slug: String,
    /// Of the owner.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(format = "email"))]
    pub email: String,
    /// 12 to 128 characters, none of the common ones.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(format = Password))]
    pub password: String,
    /// `trial` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Setting key → value, for keys that the form offers.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, crate::openapi::TypedValue>))]
    pub settings: Map<String, Value>,
}

/// What is left when everything is in order.
#[derive(Clone, Debug)]
pub struct Checked {
    pub company: String,
    pub slug: Slug,
    pub email: Email,
    pub plan: &'static plan::Plan,
    pub settings: Map<String, Value>,
}

impl SignUp {
    /// Every fault of the form at once, in the order of its fields.
    pub fn check(&self) -> Result<Checked, FieldErrors> {
        let mut errors = Vec::new();
        let company = keep(&mut errors, "company", company(&self.company));
        let slug = keep(&mut errors, "slug", Slug::parse(&self.slug));
        let email = keep(&mut errors, "email", Email::parse(&self.email));
        let avoid = [
            self.slug.as_str(),
            self.company.as_str(),
            self.email.as_str(),
        ];
        let password = keep(
            &mut errors,
            "password",
            password::check(&self.password, &avoid),
        );
        let plan = keep(&mut errors, "plan", plan(self.plan.as_deref()));
        let values = settings::check_all(&self.settings, |d| d.sign_up)
            .map_err(|faults| errors.extend(faults.into_iter().map(|e| e.under("settings"))))
            .ok();
        match (company, slug, email, password, plan, values) {
            (Some(company), Some(slug), Some(email), Some(()), Some(plan), Some(settings)) => {
                Ok(Checked {
                    company,
                    slug,
                    email,
                    plan,
                    settings,
                })
            }
            _ => Err(errors),
        }
    }
}

pub fn company(text: &str) -> Result<String, Refused> {
    let name = crate::text::single_line(text);
    match name.chars().count() {
        0 => Err(Refused::new("required", "Enter the name of your company")),
        1..=100 => Ok(name),
        n => Err(Refused::new(
            "too_long",
            format!("Use at most 100 characters for the company. This name has {n}"),
        )),
    }
}

fn plan(name: Option<&str>) -> Result<&'static plan::Plan, Refused> {
    let name = name.unwrap_or("trial");
    plan::find(name).ok_or_else(|| {
        let known: Vec<_> = plan::ALL.iter().map(|p| p.name).collect();
        Refused::new(
            "unknown_plan",
            format!("Choose one of the plans: {}", known.join(", ")),
        )
    })
}

fn keep<T>(errors: &mut Vec<FieldError>, field: &str, result: Result<T, Refused>) -> Option<T> {
    result
        .map_err(|refused| errors.push(refused.at(field)))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_told_at_once_in_the_order_of_the_form() {
        let form = SignUp {
            email: "ada".into(),
            password: "short".into(),
            plan: Some("gold".into()),
            settings: Map::from_iter([("branding.primary_color".into(), "teal".into())]),
            ..SignUp::default()
        };
        let fields: Vec<_> = form
            .check()
            .expect_err("nothing is right")
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(
            fields,
            [
                "company",
                "slug",
                "email",
                "password",
                "plan",
                "settings.branding.primary_color"
            ]
        );
    }
}
