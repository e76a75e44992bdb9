//! Schemas that a derive cannot write: states are told by their names, ids and times by their
//! formats, a page by what stands on it, and a setting's value by all types that one may have.

use crate::{machine::State, views::Page};
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, Ref, RefOr,
        schema::{AdditionalProperties, AnyOfBuilder, Schema, SchemaFormat, SchemaType, Type},
    },
};

/// A string in a form that has a name.
pub fn text(format: &str, about: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::Custom(format.to_owned())))
        .description(Some(about))
        .build()
        .into()
}

/// The states of a machine, under the names that are stored, shown and sent.
pub fn states<S: State>() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(S::ALL.iter().map(|state| state.name())))
        .description(Some(format!("State of the machine “{}”.", S::MACHINE)))
        .build()
        .into()
}

impl<T: ToSchema> PartialSchema for Page<T> {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new()
            .items(Ref::from_schema_name(T::name()))
            .description(Some("In the order of the list; empty when there are none."));
        let cursor = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .description(Some(
                "Send it back as `cursor` to get what follows; null at the end.",
            ));
        ObjectBuilder::new()
            .property("items", items)
            .required("items")
            .property("next_cursor", cursor)
            .required("next_cursor")
            .description(Some("One page of a list."))
            .build()
            .into()
    }
}

/// `RunSummary` on a page is a `RunPage`.
impl<T: ToSchema> ToSchema for Page<T> {
    fn name() -> Cow<'static, str> {
        let name = T::name();
        let noun = name.strip_suffix("View").or(name.strip_suffix("Summary"));
        format!("{}Page", noun.unwrap_or(&name)).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}

/// What a setting may hold: the shape of every `value`. Which of the types it is, its definition
/// says.
#[derive(Debug)]
pub struct TypedValue;

impl PartialSchema for TypedValue {
    fn schema() -> RefOr<Schema> {
        let of = |kind: Type| ObjectBuilder::new().schema_type(kind);
        let links = ArrayBuilder::new().items(of(Type::String));
        let secret = of(Type::Object)
            .property("set", of(Type::Boolean))
            .required("set");
        Schema::from(AnyOfBuilder::new()
            .item(of(Type::String))
            .item(of(Type::Integer))
            .item(of(Type::Boolean))
            .item(links)
            .item(secret)
            .item(of(Type::Null))
            .description(Some(
                "A setting's value, of the type that `schema` of its definition describes. \
                 A colour is `#rrggbb`; an image is the key of its file; links are a list of addresses; \
                 of a secret only whether it is set is ever shown. `null` is no value of its own.",
            ))
            .build()).into()
    }
}

impl ToSchema for TypedValue {}

/// What an event tells besides its kind. Each kind has those of the fields that concern it; a
/// customer gets those that move the screen, and not the causes.
#[derive(Debug, ToSchema)]
pub struct EventPayload {
    /// `step.…`: the step's name. `run.failed`: the step that failed.
    pub step: Option<String>,
    /// `run.resumed`: the steps that are tried again.
    pub steps: Option<Vec<String>>,
    /// `run.started`, `step.succeeded`, `step.skipped`, `step.degraded`: the steps that start with
    /// it, each its first attempt. No `step.started` tells of them.
    pub starts: Option<Vec<String>>,
    /// `step.…`: the attempt, from 1.
    pub attempt: Option<u32>,
    /// One sentence: what happened.
    pub summary: Option<String>,
    /// `step.retrying`, `step.waiting`, `run.parked`: when it goes on.
    pub at: Option<crate::Time>,
    /// `environment.moved`: the state before.
    pub from: Option<crate::states::EnvironmentState>,
    /// `environment.moved`: the state from then on.
    pub to: Option<crate::states::EnvironmentState>,
    /// `run.created`: what was asked for.
    pub kind: Option<crate::run::RunKind>,
    /// Who asked: an e-mail address, `command line`, or a token's name.
    pub by: Option<String>,
    /// `run.started`: the worker that took it.
    pub worker: Option<String>,
    /// `run.succeeded`, of a launch: seconds from the accepted form to the first green check.
    pub launch_seconds: Option<f64>,
}

/// An object whose fields something else decides.
fn open_object(about: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .additional_properties(Some(AdditionalProperties::FreeForm(true)))
        .description(Some(about))
        .build()
        .into()
}

/// What a step gave to those behind it.
#[derive(Debug)]
pub struct StepOutput;

impl PartialSchema for StepOutput {
    fn schema() -> RefOr<Schema> {
        open_object(
            "What the step gave to those behind it; each step has fields of its own. No secrets.",
        )
    }
}

impl ToSchema for StepOutput {}

/// The description of a value in JSON Schema.
#[derive(Debug)]
pub struct JsonSchema;

impl PartialSchema for JsonSchema {
    fn schema() -> RefOr<Schema> {
        open_object("A schema of JSON Schema 2020-12.")
    }
}

impl ToSchema for JsonSchema {}
