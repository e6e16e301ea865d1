"""Records as the command line prints them, and as clients got them: are they the same?"""

import json
import re
import struct
import subprocess

from google.protobuf import json_format

from rasd.v1 import extraction_service_pb2, incident_pb2


def printed(binary, reports):
    """What the command line prints for the same file."""
    run = subprocess.run(
        [binary, "extract", "--format", "jsonl", str(reports)],
        check=True, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def objects(text):
    """The JSON objects of a text, with any white space between them."""
    decoder, at, text = json.JSONDecoder(), 0, text.strip()
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        at += len(text[at:]) - len(text[at:].lstrip())
        yield value


def message(value):
    """A record or an error from what an example printed: itself, or the answer that held it."""
    while isinstance(value, dict) and len(value.keys() & {"result", "record", "error"}) == 1:
        value = value[(value.keys() & {"result", "record", "error"}).pop()]
    if value.get("report", {}).get("offset_unit") in ("utf8", "utf16", "utf32"):
        return value  # as the command line prints it: the Rust client's records are the library's
    error = "code" in value
    target = extraction_service_pb2.ReportError() if error else incident_pb2.Record()
    # Refuses fields and enum names that the schema does not have.
    return json_format.ParseDict(value, target)


def as_json(message):
    """The message in the JSON form of the codebook: every field, null for what is absent."""

    def value(field, item):
        if field.enum_type is not None:
            name = field.enum_type.values_by_number[item].name
            prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", field.enum_type.name).upper() + "_"
            return name.removeprefix(prefix).lower()
        return as_json(item) if field.message_type is not None else item

    out = {}
    for field in message.DESCRIPTOR.fields:
        item = getattr(message, field.name)
        if field.is_repeated:
            out[field.name] = [value(field, element) for element in item]
        elif field.has_presence and not message.HasField(field.name):
            out[field.name] = None
        else:
            out[field.name] = value(field, item)
    return out


def single(number):
    """A number as 32 bits hold it: the API's confidence is a float, the CLI's a short decimal."""
    return struct.unpack("f", struct.pack("f", number))[0]


def slots(value):
    """How many values a record holds."""
    if isinstance(value, (dict, list)):
        return sum(map(slots, value.values() if isinstance(value, dict) else value))
    return 1


def differences(expected, got, path="record"):
    """Yields every path at which two JSON values differ."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in sorted(expected.keys() | got.keys()):
            if key not in expected or key not in got:
                yield f"{path}.{key}: only {'printed' if key in expected else 'sent'}"
            else:
                yield from differences(expected[key], got[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            yield f"{path}: {len(expected)} printed, {len(got)} sent"
        for i, (a, b) in enumerate(zip(expected, got)):
            yield from differences(a, b, f"{path}[{i}]")
    else:
        if path.endswith(".confidence") or ".slot_confidence." in path:
            expected, got = (n if n is None else single(n) for n in (expected, got))
        if expected != got or isinstance(expected, bool) != isinstance(got, bool):
            yield f"{path}: {expected!r} printed, {got!r} sent"


def compare(expected, messages):
    """Raises unless the messages are the printed records, in their order. Returns how many values."""
    if len(expected) != len(messages):
        raise AssertionError(f"{len(messages)} records, {len(expected)} expected")
    for record, got in zip(expected, messages):
        found = list(differences(record, got if isinstance(got, dict) else as_json(got)))
        if found:
            shown = "\n    ".join(found[:5])
            raise AssertionError(f"{record['report']['id']}: {len(found)} differences\n    {shown}")
    return slots(expected)
