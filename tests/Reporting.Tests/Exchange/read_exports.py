"""Reads a directory of exports with independent readers; prints what is wrong and nothing else."""
import csv
import json
import pathlib
import sys

import jsonschema
from prometheus_client.openmetrics.parser import text_string_to_metric_families

directory = pathlib.Path(sys.argv[1])

# https://bencher.dev/docs/reference/bencher-metric-format
BENCHER = {
    "type": "object",
    "patternProperties": {".+": {"type": "object", "patternProperties": {".+": {
        "type": "object",
        "properties": {"value": {"type": "number"}, "lower_value": {"type": "number"}, "upper_value": {"type": "number"}},
        "required": ["value"]}}}},
}

# BenchmarkResult in github-action-benchmark's src/extract.ts
ACTION = {
    "type": "array", "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "value": {"type": "number"}, "unit": {"type": "string"}, "range": {"type": "string"}, "extra": {"type": "string"}},
        "required": ["name", "value", "unit"], "additionalProperties": False},
}

# Measurement in Sightglass' crates/data/src/lib.rs
SIGHTGLASS = {
    "type": "array", "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "arch": {"type": "string"}, "engine": {"type": "string"}, "wasm": {"type": "string"},
            "process": {"type": "integer", "minimum": 0, "maximum": 4294967295},
            "iteration": {"type": "integer", "minimum": 0, "maximum": 4294967295},
            "phase": {"enum": ["Compilation", "Instantiation", "Execution"]},
            "event": {"type": "string"}, "count": {"type": "integer", "minimum": 0}},
        "required": ["arch", "engine", "wasm", "process", "iteration", "phase", "event", "count"]},
}


def load(name):
    return json.loads((directory / name).read_text(encoding="utf-8"))


jsonschema.validate(load("bencher.json"), BENCHER)
jsonschema.validate(load("github-action-benchmark.json"), ACTION)
jsonschema.validate(load("sightglass.json"), SIGHTGLASS)

families = list(text_string_to_metric_families((directory / "openmetrics.txt").read_text(encoding="utf-8")))
if not any(f.name == "wasmtime_compile_seconds" and f.unit == "seconds" and f.samples for f in families):
    print("openmetrics.txt has no wasmtime_compile_seconds")

with open(directory / "cases.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
if any(None in row or None in row.values() for row in rows):
    print("cases.csv has lines of different lengths")
if any(value[:1] in ("=", "@") for row in rows for value in row.values()):
    print("cases.csv holds a formula")

with open(directory / "sightglass.csv", newline="", encoding="utf-8") as file:
    if len(list(csv.DictReader(file))) != len(load("sightglass.json")):
        print("sightglass.csv and sightglass.json differ in length")
