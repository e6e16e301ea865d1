#!/usr/bin/env python3
"""Build data/gazetteer.tsv from a table of published gazetteer facts.

    build_gazetteer.py PLACES.tsv > data/gazetteer.tsv

PLACES.tsv has the columns id, country, level, name_ar, aliases_ar, name_en, admin1, admin2, admin3, lat, lon,
source. What this does to them:
- names are NFKC, without tashkeel, tatweel or doubled blanks;
- «كيلو_خراب» and «أ-ب» style double names become a name and an alias;
- aliases that repeat the name, a type word («ناحية …») or are not Arabic are dropped;
- rows that describe a direction or a list instead of naming a place are dropped;
- rows within 10 km of an equally named row with a p-code are dropped.

Hand-made rows stand in data/gazetteer_extra.tsv; this never touches them. Standard library only.
"""
import csv
import math
import re
import sys
import unicodedata

HEADER = """\
# source: OCHA COD-AB and populated places (HDX); Open-Syria (CC BY 4.0); GeoNames (CC BY 4.0); Airwars, see the source column
# licence: CC BY 4.0 (GeoNames, Open-Syria); CC BY-IGO (OCHA COD); names and coordinates of Airwars with attribution
# built by data/build_gazetteer.py; hand-made rows belong in gazetteer_extra.tsv
"""
COLUMNS = "id country level name_ar aliases_ar name_en admin1 admin2 admin3 lat lon source".split()
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]")
TYPE_WORDS = ("محافظة ", "منطقة ", "ناحية ", "مركز ", "قرية ", "بلدة ", "مدينة ", "حي ", "ناحية مركز ", "بلدية ", "شعبية ")
NOT_A_NAME = re.compile(
    r"^(و|ريف|قرب|محيط|شمال|شمالي|جنوب|جنوبي|شرق|شرقي|غرب|غربي|بين|منزل|مغسلة|مصرف|المصرف)\s| و |\d|[a-zA-Z]| قرب | جنوب | شمال | شرق ")


def clean(name):
    name = MARKS.sub("", unicodedata.normalize("NFKC", name))
    name = name.translate(str.maketrans({"ی": "ي", "ک": "ك", "چ": "ج", "گ": "ك", "ھ": "ه", "ێ": "ي", "ۆ": "و"}))
    return " ".join(re.sub(r"[^\w\s]|_", " ", name).split())


def key(name):
    fold = name.translate(str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}))
    return "".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold.split())


def distance_km(a, b):
    (la, lo), (lb, mo) = a, b
    x = math.radians(mo - lo) * math.cos(math.radians((la + lb) / 2))
    return 6371 * math.hypot(x, math.radians(lb - la))


def main():
    rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t"))
    kept, by_key = [], {}
    for row in rows:
        parts = [clean(p) for p in re.split(r"[_()،]|(?<=\w)-(?=\w)", row["name_ar"])]
        parts = [p for p in parts if p]
        if not parts:
            continue
        name, aliases = parts[0], parts[1:]
        if row["source"] == "airwars" and NOT_A_NAME.search(name):
            continue
        aliases += [clean(a) for a in row["aliases_ar"].split("|") if re.fullmatch(r"[\u0600-\u06ff\s_-]+", a)]
        for text in [name, *aliases]:
            for word in TYPE_WORDS:
                if text.startswith(word):
                    aliases.append(text[len(word):].removeprefix("مركز "))
        seen, own = {name}, []
        for alias in aliases:
            if len(alias) > 1 and alias not in seen and not alias.startswith(TYPE_WORDS):
                seen.add(alias)
                own.append(alias)
        row = dict(row, name_ar=name, aliases_ar="|".join(own))
        at = (float(row["lat"]), float(row["lon"]))
        same = by_key.setdefault((row["country"], key(name)), [])
        if row["source"] == "airwars" and any(distance_km(at, other) <= 10 for other in same):
            continue
        if row["level"] in ("place", "neighbourhood"):
            same.append(at)
        kept.append(row)
    out = sys.stdout
    out.write(HEADER)
    out.write("\t".join(COLUMNS) + "\n")
    for row in kept:
        out.write("\t".join(row[c] for c in COLUMNS) + "\n")


if __name__ == "__main__":
    main()
