#!/usr/bin/env python3
"""Writes docs/api.md from the comments of proto/.

    python docs/gen_api.py           # writes it
    python docs/gen_api.py --check   # fails when it is not what proto/ says

Needs grpcio-tools (tests/python/requirements.txt), whose protoc reads the files.
"""

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

import grpc_tools
from google.protobuf import descriptor_pb2
from grpc_tools import protoc

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/api.md"
Field = descriptor_pb2.FieldDescriptorProto

HEAD = """\
# API reference

<!-- Written by docs/gen_api.py from the comments in proto/. Do not edit. -->

The package `rasd.v1`. How it may change is said in [versioning.md](versioning.md); how to call it
from other languages in [clients.md](clients.md). *Optional* fields tell "the report does not say"
from zero: they can be absent, and are then null in the JSON form.
"""


def descriptors():
    """The files of proto/, services first, each with its comments."""
    protos = sorted(str(path) for path in (ROOT / "proto").rglob("*.proto"))
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    with tempfile.NamedTemporaryFile(suffix=".binpb") as out:
        arguments = ["protoc", f"-I{ROOT / 'proto'}", f"-I{well_known}", "--include_source_info",
                     f"--descriptor_set_out={out.name}", *protos]
        if protoc.main(arguments) != 0:
            raise SystemExit("protoc failed")
        files = descriptor_pb2.FileDescriptorSet.FromString(Path(out.name).read_bytes()).file
    return sorted(files, key=lambda file: (not file.service, file.name))


class Page:
    """The lines of the page."""

    def __init__(self, files):
        self.lines = [HEAD]
        self.contents(files)
        for file in files:
            self.file(file)

    def text(self):
        return "\n".join(self.lines).rstrip() + "\n"

    def add(self, *lines):
        self.lines.extend(lines)

    def contents(self, files):
        for file in files:
            names = [item.name for item in [*file.service, *file.message_type, *file.enum_type]]
            self.add(f"- `{file.name}`: {', '.join(link(name) for name in names)}")
        self.add("")

    def file(self, file):
        comments = {tuple(at.path): at for at in file.source_code_info.location}

        def comment(*path):
            at = comments.get(path)
            return at.leading_comments.strip("\n") if at else ""

        self.add(f"## `{file.name}`", "", *paragraphs(head_of(comments)), "")
        for i, service in enumerate(file.service):
            self.service(service, lambda *path, i=i: comment(6, i, *path))
        for i, message in enumerate(file.message_type):
            self.message(message, lambda *path, i=i: comment(4, i, *path))
        for i, enum in enumerate(file.enum_type):
            self.enum(enum, lambda *path, i=i: comment(5, i, *path))

    def service(self, service, comment):
        self.add(f"### {service.name}", "", *paragraphs(comment()), "")
        for i, method in enumerate(service.method):
            asked = "stream of " * method.client_streaming + link(method.input_type)
            answered = "stream of " * method.server_streaming + link(method.output_type)
            self.add(f"#### {service.name}.{method.name}", "", f"{asked} → {answered}", "",
                     *paragraphs(comment(2, i)), "")

    def message(self, message, comment):
        self.add(f"### {message.name}", "", *paragraphs(comment()), "")
        if message.field:
            self.add("| no. | field | type | |", "|---:|---|---|---|")
        for i, field in enumerate(message.field):
            about = cell(comment(2, i))
            if field.HasField("oneof_index") and not field.proto3_optional:
                about = f"One of `{message.oneof_decl[field.oneof_index].name}`. {about}"
            self.add(f"| {field.number} | `{field.name}` | {kind(field)} | {about} |")
        self.add("")

    def enum(self, enum, comment):
        self.add(f"### {enum.name}", "", *paragraphs(comment()), "", "| no. | value | |", "|---:|---|---|")
        for i, value in enumerate(enum.value):
            self.add(f"| {value.number} | `{value.name}` | {cell(comment(2, i))} |")
        self.add("")


def head_of(comments):
    """The comment at the top of a file: it stands apart, before the line that names the syntax."""
    syntax = comments.get((12,))
    return "\n\n".join(syntax.leading_detached_comments) if syntax else ""


def link(name):
    """A link to where a message or an enum is described."""
    name = name.rsplit(".", 1)[-1]
    return f"[{name}](#{name.lower()})"


def kind(field):
    """A field's type, as a reader of the page would say it."""
    name = link(field.type_name) if field.type_name else Field.Type.Name(field.type)[5:].lower()
    if field.label == Field.LABEL_REPEATED:
        return f"list of {name}"
    return f"{name}, optional" if field.proto3_optional else name


def paragraphs(comment):
    """A comment as Markdown: its lines, without the blank that follows `//`."""
    return [line.removeprefix(" ") for line in comment.strip("\n").split("\n")]


def cell(comment):
    """A comment in one line, as a table needs it."""
    return " ".join(comment.split()).replace("|", "\\|")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    check = parser.parse_args().check
    text = Page(descriptors()).text()
    if not check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = list(difflib.unified_diff(
        old.splitlines(), text.splitlines(), "docs/api.md", "proto/", lineterm="", n=1
    ))
    if found:
        print("\n".join(found[:60]), "docs/api.md is not what proto/ says; run docs/gen_api.py", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
