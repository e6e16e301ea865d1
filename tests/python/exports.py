#!/usr/bin/env python3
"""Every export opens in a tool that reads it, and its counts are those of the records.

    .ci/exports [target/release/rasd]

Extracts the invented reports of tests/reports, converts the records to every format and opens each
in a consumer nobody here wrote. Nothing is fetched: the JSON-LD context is given below.
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import hxl
import pandas
import pyarrow.parquet
import rdflib
from geojson_pydantic import FeatureCollection
from label_studio_sdk.label_interface import LabelInterface
from pybrat.parser import BratParser
from pyld import jsonld

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "tests" / "reports" / "texts.jsonl"
STREAMS = ["csv", "csv-harm", "acled", "ucdp", "airwars", "hxl", "bayanat", "uwazi", "geojson",
           "parquet", "w3c", "iob"]
FOLDERS = ["brat", "label-studio"]

# Of the context of the Web Annotation Vocabulary (W3C), the terms that the export uses.
OA = "http://www.w3.org/ns/oa#"
CONTEXT = {
    "oa": OA, "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "tagging": "oa:tagging", "describing": "oa:describing", "linking": "oa:linking",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "scope": {"@type": "@id", "@id": "oa:hasScope"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "value": "rdf:value", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}


def same(what, found, expected):
    """Counts that must agree."""
    if found != expected:
        raise SystemExit(f"{what}: {found}, and the records have {expected}")
    print(f"  {what}: {found}")


def rasd(binary, *arguments):
    return subprocess.run([binary, *arguments], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE).stdout


def tables(out, incidents):
    """pandas reads every CSV; DuckDB reads those with figures."""
    figures = [harm for i in incidents for harm in i["harm"]]
    read = {f: pandas.read_csv(out / f) for f in ["csv", "csv-harm", "acled", "ucdp", "airwars",
                                                  "uwazi"]}
    same("csv, rows in pandas", len(read["csv"]), len(incidents))
    same("csv-harm, rows in pandas", len(read["csv-harm"]), len(figures))
    same("csv-harm, sum of lower bounds", int(read["csv-harm"]["min"].sum()),
         sum(f["count"]["min"] or 0 for f in figures))
    same("csv, figures", int(read["csv"]["figures"].sum()), len(figures))
    top = [f for f in figures
           if f["outcome"] == "killed" and f["within"] is None and not f["provisional"]]
    killed = sum(f["count"]["min"] or 0 for f in top)
    count = duckdb.sql(f"select count(*), sum(killed_min) from read_csv('{out / 'csv'}')")
    same("csv in DuckDB, rows and killed", tuple(map(int, count.fetchall()[0])),
         (len(incidents), killed))
    same("uwazi, rows", len(read["uwazi"]), len(incidents))
    events = read["acled"]["event_id_cnty"].str.replace(r"(#\d+)\.\d+$", r"\1", regex=True)
    outside = {"accident", "displacement"}
    same("acled, events", events.nunique(),
         sum(i["kind"] not in outside for i in incidents))
    ucdp = read["ucdp"]
    parts = ucdp[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    same("ucdp, rows whose best is the sum of four", int((parts == ucdp["best"]).sum()), len(ucdp))
    same("ucdp, columns", len(ucdp.columns), 49)
    same("acled, columns", len(read["acled"].columns), 31)
    pairs = [c for c in read["airwars"] if c.endswith("_min")]
    bad = sum(int((read["airwars"][c] > read["airwars"][c[:-3] + "max"]).sum()) for c in pairs)
    same("airwars, ranges the wrong way round", bad, 0)


def parquet(binary, out, records, incidents):
    """DuckDB, pyarrow and pandas read the columns; the way back gives the same bytes."""
    path = out / "parquet"
    table = pyarrow.parquet.read_table(path)
    same("parquet, rows in pyarrow", table.num_rows, len(records))
    leaves = str(pyarrow.parquet.ParquetFile(path).schema_arrow)
    same("parquet, unsigned columns", leaves.count("uint"), 0)
    same("parquet, rows in pandas", len(pandas.read_parquet(path)), len(records))
    query = f"""with i as (select unnest(incidents) as i from read_parquet('{path}'))
        select count(*), sum(len(i.harm)) from i"""
    same("parquet in DuckDB, incidents and figures", tuple(map(int, duckdb.sql(query).fetchall()[0])),
         (len(incidents), sum(len(i["harm"]) for i in incidents)))
    again = rasd(binary, "convert", str(path), "--format", "jsonl")
    same("parquet back to JSON Lines, same bytes",
         again == (out / "records.jsonl").read_bytes(), True)


def geography(out, incidents):
    """A GeoJSON validator, and libhxl."""
    collection = FeatureCollection.model_validate_json((out / "geojson").read_text("utf-8"))
    same("geojson, valid features", len(collection.features), len(incidents))
    placed = sum(any(p["lat"] is not None for p in i["places"]) for i in incidents)
    same("geojson, features with a geometry",
         sum(f.geometry is not None for f in collection.features), placed)
    source = hxl.data(str(out / "hxl"), hxl.InputOptions(allow_local=True))
    rows = list(source)
    same("hxl, rows in libhxl", len(rows), len(incidents))
    killed = [r.get("#affected+killed+min-civilians-children-f-m-elderly") for r in rows]
    table = pandas.read_csv(out / "csv")
    same("hxl, killed", sum(int(k) for k in killed if k), int(table["killed_min"].sum()))


def texts(out, records, spans):
    """brat, Label Studio, JSON-LD, and a reader of token lines."""
    # "ignore": pybrat would refuse two marks of one span, which brat itself allows.
    examples = BratParser(error="ignore").parse(str(out / "brat"))
    same("brat, documents in pybrat", len(examples), len(records))
    same("brat, spans", sum(len(e.entities) for e in examples), spans)
    same("brat, events", sum(len(e.events) for e in examples),
         sum(len(r["incidents"]) for r in records))
    for example in examples:
        for mark in [*example.entities, *(event.trigger for event in example.events)]:
            words = " ".join(example.text[s.start:s.end] for s in mark.spans)
            if words != mark.mention:
                raise SystemExit(f"brat: {example.id}: {words!r} is not {mark.mention!r}")

    folder = out / "label-studio"
    interface = LabelInterface((folder / "labels.xml").read_text("utf-8"))
    interface.validate()
    tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
    same("label-studio, tasks", len(tasks), len(records))
    for task in tasks:
        for prediction in task["predictions"]:
            faults = interface.validate_prediction(prediction, return_errors=True)
            if faults:
                raise SystemExit(f"label-studio: {task['data']['report_id']}: {faults[:3]}")
    regions = sum(r["type"] == "labels" for t in tasks for r in t["predictions"][0]["result"])
    same("label-studio, regions of valid predictions", regions, spans)

    page = json.loads((out / "w3c").read_text("utf-8"))
    same("w3c, context", page["@context"], "http://www.w3.org/ns/anno.jsonld")
    local = {"contextUrl": None, "documentUrl": page["@context"],
             "document": {"@context": CONTEXT}}
    load = {"documentLoader": lambda url, options: {**local, "documentUrl": url}}
    quads = jsonld.to_rdf(page, load)["@default"]
    same("w3c, targets in pyld",
         sum(q["predicate"]["value"] == OA + "hasTarget" for q in quads), spans)
    graph = rdflib.Graph()
    graph.parse(data=json.dumps({**page, "@context": CONTEXT}), format="json-ld")
    positions = graph.query(f"""select ?s where {{ ?s a <{OA}TextPositionSelector> ;
        <{OA}start> ?b ; <{OA}end> ?e filter (?b < ?e) }}""")
    same("w3c, position selectors in rdflib", len(positions), spans)

    tokens = pandas.read_csv(out / "iob", sep="\t", names=["token", "start", "end", "tag"],
                             comment=None, quoting=csv.QUOTE_NONE, keep_default_na=False)
    tokens = tokens[tokens["tag"] != ""]
    same("iob, tags of the scheme", bool(tokens["tag"].str.match(r"^(O|[BI]-[a-z_]+)$").all()),
         True)


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target" / "release" / "rasd")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        jsonl = rasd(binary, "extract", "--format", "jsonl", str(REPORTS))
        source = out / "records.jsonl"
        source.write_bytes(jsonl)
        for format in STREAMS + FOLDERS:
            rasd(binary, "convert", str(source), "--format", format, "--reports", str(REPORTS),
                 "-o", str(out / format))
        direct = rasd(binary, "extract", "--format", "csv", str(REPORTS))
        same("csv, extract and convert agree", direct == (out / "csv").read_bytes(), True)

        records = [json.loads(line) for line in jsonl.decode("utf-8").splitlines()]
        incidents = [i for r in records for i in r["incidents"]]
        spans = sum(len(x["evidence"]) for r in records
                    for x in [*r["incidents"], *r["tallies"], *r["findings"]])
        bodies = (out / "bayanat").read_text("utf-8").splitlines()
        same("bayanat, bodies", len([json.loads(b)["item"]["title"] for b in bodies]),
             len(incidents))
        tables(out, incidents)
        parquet(binary, out, records, incidents)
        geography(out, incidents)
        texts(out, records, spans)
    print(f"{len(STREAMS) + len(FOLDERS)} formats, {len(records)} reports, "
          f"{len(incidents)} incidents, {spans} spans")


if __name__ == "__main__":
    main()
