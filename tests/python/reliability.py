#!/usr/bin/env python3
"""How often slots read in a certain way are right: the counts of data/reliability.tsv, and whether
the confidence that they give holds on other reports.

    reliability.py count GOLD.jsonl RECORDS.jsonl [GOLD RECORDS ...]    rows for the table
    reliability.py check GOLD.jsonl RECORDS.jsonl [GOLD RECORDS ...]    told confidence beside the share that was right

GOLD is in the form of docs/codebook.md, RECORDS what `rasd extract --format jsonl` prints. Incidents
are paired one to one by kind, place, day, doer and toll; slots of an incident that is none count as wrong.
Needs Python 3.9+, standard library only.
"""
import itertools
import json
import re
import sys
from collections import Counter, defaultdict

FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ؤ": "و", "ئ": "ي"})


def fold(text):
    text = re.sub(r"[\u064b-\u0652]", "", text or "").translate(FOLD)
    words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in re.split(r"[^\w]+", text) if w]
    return "".join(words)


def load(path):
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return {r.get("id") or r["report"]["id"]: r for r in records}


def value(incident, slot):
    if slot == "kind":
        return incident["kind"]
    if slot == "when":
        when = incident.get("when") or {}
        return (when.get("start"), when.get("end") or when.get("start"))
    if slot == "places":
        return {fold(p["name"]) for p in incident.get("places", [])}
    if slot == "perpetrator":
        did = ("perpetrator", "co_perpetrator")
        return {a["id"] for a in incident.get("actors", []) if a["role"] in did}
    figures = incident.get("harm", [])
    return sorted((h["outcome"], h["group"], str(h["count"].get("min")), str(h["count"].get("max"))) for h in figures)


def reading(incident, slot):
    """The class of reading, as src/confidence.rs tells it; none where the slot says nothing."""
    rules = {e["field"]: e["rule"] for e in incident["evidence"]}
    if slot == "kind":
        table = re.split("[:.]", rules.get("kind", ""))[0]
        return {"events": "act", "split_acts": "act", "means": "weapon", "kind": "derived"}.get(table, "toll")
    if slot == "when":
        if not incident["when"].get("start"):
            return None
        return "carried" if rules.get("when") == "date.carried" else "stated"
    if slot == "places":
        known = [bool(p.get("pcode")) for p in incident["places"]]
        if not known:
            return None
        if len(known) == 1:
            return "one" if known[0] else "unresolved"
        return "several" if all(known) else "some_unresolved"
    if slot == "perpetrator":
        for i, actor in enumerate(incident["actors"]):
            if actor["role"] in ("perpetrator", "co_perpetrator"):
                if actor["id"] == "unknown":
                    return "unknown"
                return "cue" if "cue" in rules.get(f"actors[{i}]", "") else "order"
        return None
    figures = incident["harm"]
    if not figures:
        return None
    if any(h["count"].get("vague") in ("several", "many") for h in figures):
        return "vague"
    return {1: "one", 2: "two"}.get(len(figures), "more")


SLOTS = ("kind", "when", "places", "perpetrator", "harm")


def likeness(a, b):
    same = sum(1.0 for slot in ("kind", "when", "harm") if value(a, slot) == value(b, slot))
    shared = sum(2.0 for slot in ("places", "perpetrator") if value(a, slot) & value(b, slot))
    return same + shared


def judged(pairs):
    for gold_file, record_file in pairs:
        gold, records = load(gold_file), load(record_file)
        for key, told in gold.items():
            found = records.get(key, {"incidents": []})["incidents"]
            ranked = sorted(
                ((likeness(g, p), i, j) for (i, g), (j, p) in itertools.product(enumerate(told["incidents"]), enumerate(found))),
                key=lambda r: (-r[0], r[1], r[2]),
            )
            of, taken = {}, set()
            for score, i, j in ranked:
                if score >= 2 and j not in of and i not in taken:
                    of[j] = told["incidents"][i]
                    taken.add(i)
            for j, incident in enumerate(found):
                for slot in SLOTS:
                    how = reading(incident, slot)
                    if how is not None:
                        right = j in of and value(of[j], slot) == value(incident, slot)
                        yield slot, how, right, (incident.get("slot_confidence") or {}).get(slot)


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("count", "check"):
        sys.exit(__doc__)
    pairs = list(zip(sys.argv[2::2], sys.argv[3::2]))
    counts, bins = defaultdict(Counter), defaultdict(list)
    for slot, how, right, told in judged(pairs):
        counts[slot, how][right] += 1
        if told is not None:
            bins[slot, min(int(told * 5), 4)].append((told, right))
    if sys.argv[1] == "count":
        for (slot, how), count in sorted(counts.items(), key=lambda c: (SLOTS.index(c[0][0]), c[0][1])):
            print(slot, how, count[True], count[True] + count[False], sep="\t")
        return
    print("| slot | told between | mean told | right | of |\n|---|---|---|---|---|")
    for (slot, bin_), judged_ in sorted(bins.items(), key=lambda b: (SLOTS.index(b[0][0]), b[0][1])):
        right = sum(r for _, r in judged_)
        mean = sum(t for t, _ in judged_) / len(judged_)
        print(f"| {slot} | {bin_ / 5:.1f}–{(bin_ + 1) / 5:.1f} | {mean:.2f} | {right / len(judged_):.2f} | {len(judged_)} |")


if __name__ == "__main__":
    main()
