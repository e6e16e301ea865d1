//! The columns: the model, field by field, in the order of its JSON.
//!
//! Whole numbers are signed 64-bit, dates are dates, words are plain UTF-8.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

fn required(name: &str, of: DataType) -> Field {
    Field::new(name, of, false)
}

fn optional(name: &str, of: DataType) -> Field {
    Field::new(name, of, true)
}

fn word(name: &str) -> Field {
    required(name, DataType::Utf8)
}

fn text(name: &str) -> Field {
    optional(name, DataType::Utf8)
}

fn date(name: &str) -> Field {
    optional(name, DataType::Date32)
}

fn structure(fields: Vec<Field>) -> DataType {
    DataType::Struct(Fields::from(fields))
}

fn list(name: &str, of: DataType) -> Field {
    required(name, DataType::List(Arc::new(required("element", of))))
}

fn evidence() -> Field {
    let fields = vec![
        word("field"),
        word("part"),
        required("start", DataType::Int64),
        required("end", DataType::Int64),
        word("text"),
        word("rule"),
    ];
    list("evidence", structure(fields))
}

fn count() -> Field {
    let fields =
        vec![optional("min", DataType::Int64), optional("max", DataType::Int64), text("vague")];
    required("count", structure(fields))
}

fn report() -> Field {
    let fields =
        vec![word("id"), text("publisher"), date("published_at"), text("url"), word("offset_unit")];
    required("report", structure(fields))
}

fn when() -> Field {
    let fields = vec![date("start"), date("end"), word("precision"), word("basis"), text("text")];
    required("when", structure(fields))
}

fn places() -> Field {
    let fields = vec![
        word("name"),
        text("name_en"),
        word("type"),
        text("admin1"),
        text("admin2"),
        text("admin3"),
        text("pcode"),
        optional("lat", DataType::Float64),
        optional("lon", DataType::Float64),
        word("precision"),
        word("text"),
    ];
    list("places", structure(fields))
}

fn actors() -> Field {
    let fields = vec![word("role"), word("id"), text("name"), word("certainty"), text("text")];
    list("actors", structure(fields))
}

fn harm() -> Field {
    let fields = vec![
        word("outcome"),
        word("group"),
        text("affiliation"),
        count(),
        optional("within", DataType::Int64),
        required("provisional", DataType::Boolean),
        word("text"),
    ];
    list("harm", structure(fields))
}

fn slot_confidence() -> Field {
    let slots = ["kind", "when", "places", "perpetrator", "harm"];
    let fields = slots.map(|slot| optional(slot, DataType::Float32));
    required("slot_confidence", structure(fields.to_vec()))
}

fn incidents() -> Field {
    let fields = vec![
        word("kind"),
        list("also", DataType::Utf8),
        word("role"),
        when(),
        places(),
        actors(),
        list("means", DataType::Utf8),
        harm(),
        list("attribution", structure(vec![word("source"), word("stance")])),
        list("damage", DataType::Utf8),
        evidence(),
        required("confidence", DataType::Float32),
        slot_confidence(),
    ];
    list("incidents", structure(fields))
}

fn tallies() -> Field {
    let fields = vec![
        word("outcome"),
        word("group"),
        text("affiliation"),
        count(),
        optional("within", DataType::Int64),
        required("provisional", DataType::Boolean),
        required("period", structure(vec![date("start"), date("end"), text("text")])),
        list("areas", DataType::Utf8),
        list("perpetrators", DataType::Utf8),
        word("text"),
        evidence(),
    ];
    list("tallies", structure(fields))
}

fn findings() -> Field {
    list("findings", structure(vec![word("code"), word("message"), evidence()]))
}

/// Absent in records that a person wrote.
fn made_by() -> Field {
    optional("made_by", structure(vec![word("version"), word("tables")]))
}

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    Arc::new(Schema::new(vec![report(), incidents(), tallies(), findings(), made_by()]))
});

/// The schema of a file of records.
pub(super) fn schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}
