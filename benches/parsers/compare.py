"""Rasd beside offline parsers on the case tables of numbers and dates; writes docs/parsers.md."""

import calendar
import datetime
import importlib.metadata
import json
import pathlib
import platform
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
NO_REFERENCE = "2021-03-10"


def rows(name):
    head = None
    for line in (ROOT / f"tests/cases/{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if head is None:
            head = cells
        else:
            yield dict(zip(head, cells))


def expected(row):
    if row["expected"] == "-":
        return []
    pairs = (reading.split()[0].split("..") for reading in row["expected"].split("; "))
    return [tuple(None if side == "*" else side for side in pair) for pair in pairs]


# What each parser can say at all: the scope in which it is judged.


def single_values(row):
    """Numbers with one value each: no bound, range or vague word."""
    return all(low == high is not None for low, high in expected(row))


def in_words(row):
    """Single values, all of them told in words."""
    return single_values(row) and not any(c.isdigit() for c in row["text"])


def known_days(row):
    """Days that the text and the reference date give."""
    return all(start and end for start, end in expected(row))


def one_day(row):
    """One day each: no range, month or year."""
    return known_days(row) and all(start == end for start, end in expected(row))


def written_day(row):
    """One day each with its year: nothing to be told from a reference date."""
    return one_day(row) and "relative" not in row["expected"]


# Parsers: row -> a list of alternatives for each mention, each a pair of low and high.


def same(value):
    return [(value, value)]


def whole(value):
    number = float(value)
    return str(int(number)) if number == int(number) else str(number)


class Duckling:
    package = "pyduckling-native-phihos"

    def __init__(self):
        import duckling

        self.lib = duckling
        self.zones = duckling.load_time_zones("/usr/share/zoneinfo")
        self.locale = duckling.default_locale_lang(duckling.parse_lang("AR"))

    def parse(self, text, day, dimension):
        moment = datetime.datetime.fromisoformat(day).replace(hour=12, tzinfo=datetime.timezone.utc)
        reference = self.lib.parse_ref_time(self.zones, "UTC", int(moment.timestamp()))
        context = self.lib.Context(reference, self.locale)
        return self.lib.parse(text, context, self.lib.parse_dimensions([dimension]), False)

    def numbers(self, row):
        found = self.parse(row["text"], NO_REFERENCE, "number")
        return [same(whole(f["value"]["value"])) for f in found]

    def dates(self, row):
        found = self.parse(row["text"], row["published"].strip() or NO_REFERENCE, "time")
        # Every candidate it offers counts, the past one as well as the coming one.
        return [
            past([span for v in f["value"].get("values", []) if (span := self.span(v))])
            for f in found
        ]

    @staticmethod
    def span(value):
        if value["type"] == "value":
            return stretch(value["value"][:10], value["grain"])
        if "from" in value and "to" in value:
            end = datetime.date.fromisoformat(value["to"]["value"][:10])
            if value["to"]["grain"] in ("day", "week", "month", "year"):
                end -= datetime.timedelta(days=1)
            return value["from"]["value"][:10], end.isoformat()
        return None


def past(spans):
    """Adds the one before to days that come again: a weekday, a day without a year."""
    if len(spans) < 2:
        return spans
    (first, last), (second, _) = (map(datetime.date.fromisoformat, pair) for pair in spans[:2])
    try:
        if (second - first).days == 7:
            week = datetime.timedelta(days=7)
            earlier = first - week, last - week
        elif second.year == first.year + 1 and second.replace(year=first.year) == first:
            earlier = first.replace(year=first.year - 1), last.replace(year=last.year - 1)
        else:
            return spans
    except ValueError:  # 29 February
        return spans
    return [tuple(day.isoformat() for day in earlier), *spans]


def stretch(start, grain):
    day = datetime.date.fromisoformat(start)
    if grain == "year":
        return start, day.replace(month=12, day=31).isoformat()
    if grain == "month":
        return start, day.replace(day=calendar.monthrange(day.year, day.month)[1]).isoformat()
    if grain == "week":
        return start, (day + datetime.timedelta(days=6)).isoformat()
    return start, start


class DateParser:
    package = "dateparser"

    def __init__(self):
        from dateparser.search import search_dates

        self.search = search_dates

    def dates(self, row):
        base = datetime.datetime.fromisoformat(row["published"].strip() or NO_REFERENCE)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
        found = self.search(row["text"], languages=["ar"], settings=settings) or []
        return [same(day.date().isoformat()) for _, day in found]


class PyArabic:
    package = "PyArabic"

    def __init__(self):
        from pyarabic.number import extract_number_phrases, text2number

        self.extract, self.value = extract_number_phrases, text2number

    def numbers(self, row):
        return [same(str(self.value(phrase))) for phrase in self.extract(row["text"])]


class ArabicItn:
    package = "arabic-itn"

    def __init__(self):
        from arabic_itn import normalize

        self.normalize = normalize

    def spans(self, row, kinds):
        return [s for s in self.normalize(row["text"])["spans"] if s["type"] in kinds]

    def numbers(self, row):
        return [same(whole(s["value"].split()[0])) for s in self.spans(row, ("number",))]

    def dates(self, row):
        return [same(s["value"][:10]) for s in self.spans(row, ("date",))]


def judge(want, got):
    if not want:
        return "right" if not got else "wrong"
    if not got:
        return "none"
    fits = len(want) == len(got) and all(w in g for w, g in zip(want, got))
    return "right" if fits else "wrong"


def run(parser, stage, scope, table):
    """Judges a parser, and times it on all rows."""
    method = getattr(parser, stage)
    answers, start = [], time.perf_counter()
    for row in table:
        try:
            answers.append(method(row))
        except Exception:  # a parser that falls over gives no answer
            answers.append(None)
    speed = len(table) / (time.perf_counter() - start)
    return tally(table, answers, scope), speed


def tally(table, answers, scope):
    out = {}
    for row, got in zip(table, answers):
        if scope(row):
            cell = out.setdefault(row["class"], {"right": 0, "wrong": 0, "none": 0})
            verdict = "none" if got is None else judge(expected(row), got)
            cell[verdict] += 1
    return out


def rasd(binary, stage, table):
    lines = "".join(f"{stage}\t{row.get('published', '')}\t{row['text']}\n" for row in table)
    done = subprocess.run([binary], input=lines, capture_output=True, text=True, check=True)
    answers = []
    for line in done.stdout.splitlines():
        sides = lambda pair: tuple(None if s is None else str(s) for s in pair)
        answers.append([[sides(pair)] for pair in json.loads(line)])
    return answers, len(table) / float(done.stderr)


def cell(counts):
    return f"{counts['right']} / {counts['wrong']} / {counts['none']}" if counts else "–"


def total(by_class):
    sums = {"right": 0, "wrong": 0, "none": 0}
    for counts in by_class.values():
        for key in sums:
            sums[key] += counts[key]
    return sums


def section(title, stage, others, binary):
    table = list(rows(stage))
    answers, speed = rasd(binary, stage, table)
    everything = tally(table, answers, lambda _: True)
    names, columns, speeds, beside = ["Rasd, all rows"], [everything], [speed], [None]
    for name, parser, scope in others:
        result, rate = run(parser, stage, scope, table)
        names += [name]
        columns, speeds = columns + [result], speeds + [rate]
        beside += [total(tally(table, answers, scope))]
    out = [f"## {title}", "", f"{len(table)} rows; right / wrong / no answer.", ""]
    out += ["| class | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for kind in dict.fromkeys(row["class"] for row in table):
        out += [f"| {kind} | " + " | ".join(cell(c.get(kind)) for c in columns) + " |"]
    out += ["| **all in scope** | " + " | ".join(f"**{cell(total(c))}**" for c in columns) + " |"]
    out += ["| Rasd on the same rows | – | " + " | ".join(cell(b) for b in beside[1:]) + " |"]
    out += ["| rows a second | " + " | ".join(f"{s:,.0f}" for s in speeds) + " |", ""]
    return out


NOTES = """## How each is judged

- The rows were written by the authors of Rasd for what reports on armed conflict say, and Rasd is
  mended until every row passes. The table shows what the others cover of this genre; it is no measure
  of how Rasd does on text it has not seen, for which see the figures on coded reports.
- Numbers: all values of a row, in order. Roles (age, money, year) are not compared. Rows with a bound,
  a range or a vague word are out of scope for the others, which have no way to say them.
  For "about 8" the value is compared. PyArabic and arabic-itn turn words into figures, so only rows
  without figures are asked of them; arabic-itn leaves some small numbers as words on purpose.
- Dates: first and last day of every date of a row, with the row's publication date as the
  reference (where the row has none and a parser wants one, 2021-03-10). A row in which a day stays
  unknown is out of scope. dateparser gives one day, so only rows of one day each are asked of it;
  arabic-itn reads no relative words, so only days written with their year.
- Duckling looks ahead where news looks back. It offers several candidates: any of them that fits
  counts as right, and so does the weekday or the day of the year just before the first of them.
  An expression it cuts in two («أمس الأربعاء») is wrong: the parts tell two days.
  Parts of days are taken as their day.
- Where a row holds no number or no date, silence is right and any answer is wrong. An error in a
  parser counts as no answer.
- Speed is over all rows of the table, start-up left out, one thread. The Python parsers pay for
  Python.

## Not compared

- `duckling` 1.8.0 (the JVM wrapper) shares its module name with the native package; the native one
  is the newer grammar. `pyduckling-native` 0.1.0 did not build here; `pyduckling-native-phihos` is the
  same binding with ready wheels. `pyduckling` 0.0.1 needs a server.
- `recognizers-text-suite` 1.0.2a2 installs only beside `emoji<2`; its Python edition has no Arabic
  (no culture, no resources) and answers nothing.
- `text2num` 3.1.0 refuses Arabic ("unsupported language"). `ctparse` and `python-dateutil` read no
  Arabic. `hijridate` converts calendars and reads no text.
"""


def main():
    binary = sys.argv[1]
    duckling, itn = Duckling(), ArabicItn()
    version = importlib.metadata.version
    used = [Duckling.package, DateParser.package, PyArabic.package, ArabicItn.package]
    out = ["# Numbers and dates beside other parsers", ""]
    out += ["Written by `benches/parsers/compare.py` (see its README for the commands).", ""]
    out += ["Versions: " + ", ".join(f"{p} {version(p)}" for p in used)]
    out[-1] += f"; Python {platform.python_version()}, {platform.machine()}."
    out += [""]
    out += section(
        "Numbers",
        "numbers",
        [
            ("Duckling", duckling, single_values),
            ("PyArabic", PyArabic(), in_words),
            ("arabic-itn", itn, in_words),
        ],
        binary,
    )
    out += section(
        "Dates",
        "dates",
        [
            ("Duckling", duckling, known_days),
            ("dateparser", DateParser(), one_day),
            ("arabic-itn", itn, written_day),
        ],
        binary,
    )
    (ROOT / "docs/parsers.md").write_text("\n".join(out) + "\n" + NOTES, encoding="utf-8")


if __name__ == "__main__":
    main()
