//! Schemas as the shapes are on the wire, where the derive cannot know it: states are told by their
//! names, which a macro writes, and a setting's value may be of any type.

use domain::{
    machine::State,
    role::Role,
    states::{EnvironmentState, Health, RunState, StepState, TenantState},
};
use std::collections::BTreeMap;
use utoipa::openapi::{
    RefOr, Schema,
    schema::{AnyOfBuilder, ObjectBuilder, SchemaType, Type},
};

type Schemas = BTreeMap<String, RefOr<Schema>>;

/// Fields that hold whatever JSON a setting's definition or a step's output says.
const ANY: [(&str, &str); 5] = [
    ("DefinitionView", "default"),
    ("SettingValue", "value"),
    ("Change", "before"),
    ("Change", "after"),
    ("StepDetail", "output"),
];

pub fn correct(schemas: &mut Schemas) {
    states::<Role>(schemas, "Role");
    states::<TenantState>(schemas, "TenantState");
    states::<EnvironmentState>(schemas, "EnvironmentState");
    states::<Health>(schemas, "Health");
    states::<RunState>(schemas, "RunState");
    states::<StepState>(schemas, "StepState");
    // A detailed run is a plain one too, so “one of” would be wrong.
    if let Some(RefOr::T(schema)) = schemas.get_mut("RunAnswer")
        && let Schema::OneOf(one_of) = schema
    {
        let any_of = one_of
            .items
            .drain(..)
            .fold(AnyOfBuilder::new(), AnyOfBuilder::item);
        *schema = any_of.build().into();
    }
    for (shape, field) in ANY {
        if let Some(RefOr::T(Schema::Object(object))) = schemas.get_mut(shape) {
            let any = ObjectBuilder::new().schema_type(SchemaType::AnyValue);
            object.properties.insert(field.to_owned(), any.into());
        }
    }
}

fn states<S: State>(schemas: &mut Schemas, name: &str) {
    let names = S::ALL.iter().map(|state| state.name());
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names));
    schemas.insert(name.to_owned(), schema.into());
}
