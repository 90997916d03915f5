//! JSON held against a schema of this repository.

use serde_json::Value;

/// Types, required and unknown keys, and constants, as far as the committed schemas use them.
pub(crate) fn conforms(schema: &Value, value: &Value, at: &str) {
    if let Some(allowed) = schema.get("enum").and_then(Value::as_array) {
        assert!(allowed.contains(value), "{at}: {value} is not among {allowed:?}");
        return;
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        other => vec![other.as_str().unwrap_or_else(|| panic!("{at}: the schema has no type"))],
    };
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&found), "{at}: {value} is no {types:?}");
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        conforms(&schema["items"], item, &format!("{at}[{index}]"));
    }
    let Some(object) = value.as_object() else { return };
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(object.contains_key(key), "{at}: {key} is missing");
    }
    for (key, value) in object {
        let schema =
            schema["properties"].get(key).unwrap_or_else(|| panic!("{at}: {key} is not in the schema"));
        conforms(schema, value, &format!("{at}.{key}"));
    }
}
