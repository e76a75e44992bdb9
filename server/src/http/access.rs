//! Tokens for programs and accounts for people.

use super::{body::Body, caller::Granted, error::ApiResult};
use crate::lifetime;
use actix_web::HttpResponse;
use app::{
    AppError, AppResult,
    access::ManageAccess,
    cases::{self, NewToken},
    records::User,
};
use domain::{EnvironmentName, FieldError, Slug, ids::UserId, problem::Problem, role::Role};
use serde::{Deserialize, Serialize};

/// A token to be made.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CreateToken {
    pub role: Role,
    /// The slug to which the token is limited; needed for `customer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// `slug/stage`; needed for `environment`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// What stands in histories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `30d`, `12h`, …; without it the token does not end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// A token that was made.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
pub struct TokenCreated {
    /// Shown once; only a digest is kept.
    pub token: String,
}

/// An account to be made.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
pub struct CreateUser {
    /// Who it is for.
    #[schema(format = "email")]
    pub email: String,
    pub role: Role,
    /// 12 to 128 characters; one is made when this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Password)]
    pub password: Option<String>,
}

/// An account that was made.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
pub struct UserCreated {
    pub id: UserId,
    /// Who it is for.
    #[schema(format = "email")]
    pub email: String,
    pub role: Role,
    /// The password that was made, shown once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl CreateToken {
    /// Names and duration understood; every fault at once.
    pub fn parsed(self) -> AppResult<NewToken> {
        let mut errors: Vec<FieldError> = Vec::new();
        let tenant = self.tenant.as_deref().map(Slug::known).transpose();
        let tenant = tenant.unwrap_or_else(|refused| {
            errors.push(refused.at("tenant"));
            None
        });
        let environment = self
            .environment
            .as_deref()
            .map(str::parse::<EnvironmentName>);
        let environment = environment.transpose().unwrap_or_else(|refused| {
            errors.push(refused.at("environment"));
            None
        });
        let expires = self.expires.as_deref().map(lifetime::parse).transpose();
        let expires = expires.unwrap_or_else(|refused| {
            errors.push(refused.at("expires"));
            None
        });
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        Ok(NewToken {
            role: self.role,
            tenant,
            environment,
            name: self.name.unwrap_or_else(|| format!("{} token", self.role)),
            expires,
        })
    }
}

impl UserCreated {
    pub fn new(user: &User, password: Option<String>) -> Self {
        Self {
            id: user.id,
            email: user.email.to_string(),
            role: user.role,
            password,
        }
    }
}

/// A token for a program.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "access", operation_id = "create_token",
    request_body = CreateToken,
    responses((status = 201, body = TokenCreated),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn create_token(
    Granted(by): Granted<ManageAccess>,
    Body(new): Body<CreateToken>,
) -> ApiResult<HttpResponse> {
    let token = cases::create_token(&by, new.parsed()?).await?;
    Ok(HttpResponse::Created().json(TokenCreated { token }))
}

/// An account for a person.
#[utoipa::path(post, path = "/api/v1/users", tag = "access", operation_id = "create_user",
    request_body = CreateUser,
    responses((status = 201, body = UserCreated),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn create_user(
    Granted(by): Granted<ManageAccess>,
    Body(new): Body<CreateUser>,
) -> ApiResult<HttpResponse> {
    let made = cases::create_user(&by, &new.email, new.role, new.password);
    let (user, password) = made.await?;
    Ok(HttpResponse::Created().json(UserCreated::new(&user, password)))
}
