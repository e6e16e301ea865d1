"""What the examples share: reports in from JSON Lines, messages out as JSON Lines."""

import json

from google.protobuf import json_format

from rasd.v1 import incident_pb2


def read(path):
    """Yields the reports of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json_format.Parse(line, incident_pb2.Report(), ignore_unknown_fields=True)


def show(message):
    """Prints a message on one line, in the JSON form of protobuf."""
    fields = json_format.MessageToDict(message, preserving_proto_field_name=True)
    print(json.dumps(fields, ensure_ascii=False), flush=True)
