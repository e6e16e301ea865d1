"""The languages: what each needs, and the commands its README.md gives."""

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS = Path(__file__).resolve().parents[1]
ROOT = CLIENTS.parents[1]

# The executables that a language needs; one of several is written a|b.
NEEDS = {
    "rust": ["cargo"],
    "python": ["python3"],
    "node": ["node", "npm"],
    "shell": ["npm", "jq", "base64"],
    "grpcurl": ["go"],
    "go": ["go"],
    "java": ["java", "mvn"],
    "browser": ["node", "npm", "chromium|chromium-browser|google-chrome"],
}

# What a language's set-up leaves behind.
MAKES = {
    "rust": [],
    "python": [".venv", "rasd"],
    "node": ["node_modules", "gen"],
    "shell": ["node_modules"],
    "grpcurl": ["bin"],
    "go": ["bin"],
    "java": ["target/classes", "target/lib"],
    "browser": ["node_modules", "gen", "dist"],
}


def folder_of(name):
    """Where a language's examples are."""
    return CLIENTS / {"grpcurl": "shell"}.get(name, name)


ALL = [name for name in NEEDS if (folder_of(name) / "README.md").exists()]

# What the set-up commands read.
SOURCES = {".proto", ".txt", ".json", ".yaml", ".xml", ".mod", ".sum", ".go", ".java", ".ts", ".html"}

# Folders that are made, here or by the examples' tools.
MADE = {".venv", "node_modules", "target", "gen", "dist", "bin"}

ADDRESS = re.compile(r"(?:127\.0\.0\.1|localhost):50051")


@dataclass
class Language:
    """What a README.md says."""

    name: str
    folder: Path
    set_up: list = field(default_factory=list)
    examples: list = field(default_factory=list)


def named(parser, text):
    """The languages of a comma-separated list."""
    names = [name for name in text.split(",") if name]
    for name in names:
        if name not in ALL:
            parser.error(f"there is no language {name!r}; there are {', '.join(ALL)}")
    return names


def missing(name):
    """The tools of a language that this machine does not have."""
    return [n for n in NEEDS[name] if not any(shutil.which(tool) for tool in n.split("|"))]


def read(name):
    """Reads a language's commands; those that name the server are its examples."""
    folder = folder_of(name)
    text = (folder / "README.md").read_text(encoding="utf-8")
    own, *others = re.split(r"^## With (\w+)$", text, flags=re.MULTILINE)
    sections = {folder.name: own, **dict(zip(others[::2], others[1::2]))}
    language = Language(name, folder)
    for block in re.findall(r"^```console\n(.*?)^```", sections[name], re.MULTILINE | re.DOTALL):
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            (language.examples if ADDRESS.search(command) else language.set_up).append(command)
    if not language.set_up or not language.examples:
        raise SystemExit(f"{folder / 'README.md'} has no commands for {name}")
    return language


def set_up(name):
    """Runs a language's set-up commands, unless they have run for these very files before."""
    language = read(name)
    digest = hashlib.sha256("\n".join(language.set_up).encode())
    sources = [
        path for top in (language.folder, ROOT / "proto") for path in top.rglob("*")
        if path.suffix in SOURCES and MADE.isdisjoint(path.parts[len(ROOT.parts):])
    ]
    for path in sorted(sources):
        digest.update(path.read_bytes())
    stamp = ROOT / "target/clients" / f"{name}.stamp"
    # The stamp may outlive what was made: a cleaned checkout keeps its target folder.
    made = all((language.folder / path).exists() for path in MAKES[name])
    # Cargo knows for itself what has changed.
    if name != "rust" and made and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    for command in language.set_up:
        subprocess.run(["bash", "-c", command], cwd=language.folder, check=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest.hexdigest())
