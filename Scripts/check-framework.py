#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Check a framework file against the schema (version 1) and its cross references.

    python3 Scripts/check-framework.py [Resources/frameworks/kindermishandeling-2015.yaml]

Prints every problem with its place and ends with status 1 if there is one.
Needs PyYAML. The list of fields and indicators that must be present applies
only to the framework `kindermishandeling-2015`.
"""
import re
import sys
import unicodedata
from pathlib import Path

import yaml

FIELDS = """1.1 1.2 1.3 1.4 1.5 1.6 2.1 2.2 2.3 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3 4.4 4.5
5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 6.1 6.2 6.3 6.4 7.1 7.2 7.3 7.4 7.5 7.6 8.1 8.2 8.3 8.4
9.1 9.2 9.3 9.4 9.5 9.6 G.1 G.2 G.3""".split()
EXTRA_FIELDS = {"1.6", "3.2", "3.4", "4.5", "7.5", "7.6"}  # off by default
UNITS = {
    **{f: "gemeente" for f in ("1.4", "1.5", "1.6", "5.8", "G.1", "G.2", "G.3")},
    **{f: "vt" for f in ("7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "8.1", "8.2", "8.3", "8.4", "9.1", "9.2", "9.3")},
    "3.5": "stuk",
}  # every other field: regio
RULES = {
    **{f: "decides" for f in ("2.2", "4.2", "5.2")},
    **{f: "decidesAbsence" for f in """1.1 1.5 2.1 2.3 3.3 3.5 4.1 4.3 4.4 4.5 5.1 5.3 5.8 6.1 6.2 6.4
       7.2 7.6 8.1 8.4 9.1 9.2 9.3 9.4 9.5 9.6""".split()},
}  # every other field: suggests
INDICATORS = (["I01a", "I01b", "I01c"] + [f"I{n:02}" for n in range(2, 30)]
              + ["N1", "N2", "N3", "N4", "N5", "N6", "N7a", "N7b", "N7c", "N8"])

TOP = {"schema", "id", "version", "language", "title", "summary", "basis", "severalPapers", "unitKinds", "sourceKinds", "sourceLevels",
       "sourceStatuses", "usageRights", "itemLists", "termLists", "themes", "indicators", "wording", "classes"}
FIELD_KEYS = {"id", "label", "unit", "scope", "scale", "multiple", "enabled", "help", "categories", "search",
              "applies", "derived", "items", "interview"}
FIELD_REQUIRED = {"id", "label", "unit", "scope", "scale", "multiple", "enabled", "help", "categories", "search"}
CATEGORY_KEYS = {"id", "label", "short", "exclusive", "terms", "except"}
SEARCH_KEYS = {"rule", "absent", "present", "terms", "except"}
INDICATOR_KEYS = {"id", "label", "unit", "field", "where", "count", "by", "theme", "sentence", "compare", "pending"}
WORDING_KEYS = {"word", "form", "exactly", "allOf", "minCount", "maxCount", "minPercent", "maxPercent"}
CLASS_KEYS = {"id", "label", "exactly", "belowPercent", "words"}
TESTS = {"is", "below", "atLeast", "aboveLowest", "isLowest", "lacks", "itemsAtLeast", "noItems"}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")
# One operand of the notation: a phrase, an exact word, or a word with ( ), + or *.
OPERAND = r'(?:"[^"!+()]+"|![\w\'-]+|[\w\'()-]+[+*]?)'
TERM = re.compile(rf"{OPERAND}(?: NEAR/[1-9][0-9]? {OPERAND})?$")

problems = []


def bad(place, text):
    problems.append(f"{place}: {text}")


class Loader(yaml.SafeLoader):
    """A loader that refuses double keys and aliases."""

    def compose_node(self, parent, index):
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            bad(f"line {event.start_mark.line + 1}", "anchor or alias: write it out")
        return super().compose_node(parent, index)


def mapping(loader, node):
    seen = set()
    for key, _ in node.value:
        if key.value in seen:
            bad(f"line {key.start_mark.line + 1}", f"key twice: {key.value}")
        seen.add(key.value)
    return dict(loader.construct_pairs(node, deep=True))


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)


def keys(place, value, allowed, required=()):
    for key in value.keys() - set(allowed):
        bad(place, f"unknown key: {key}")
    for key in set(required) - value.keys():
        bad(place, f"missing key: {key}")


def unique(place, ids):
    for one in sorted({i for i in ids if ids.count(i) > 1}):
        bad(place, f"id twice: {one}")


def terms(place, values):
    for value in values:
        if not isinstance(value, str) or not TERM.match(value):
            bad(place, f"not a term in the notation: {value!r}")
    unique(place + " terms", [str(v) for v in values])


def folded(text):
    """Lower case without accents: geëffectueerd holds effect."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def exceptions(place, values, finds):
    """Each exception is written out in full and holds the letters of a term, or it does nothing."""
    stems = [folded(re.sub(r'[^\w\s-]', "", form)).strip()
             for f in finds for part in re.split(r" NEAR/\d+ ", f)
             for form in (part, re.sub(r"\(.*?\)", "", part))]
    for value in values:
        if not isinstance(value, str) or re.search(r'[+*!"()]', value):
            bad(place, f"exception must be a plain word or phrase: {value!r}")
        elif stems and not any(s and s in folded(value) for s in stems):
            bad(place, f"exception holds no term: {value!r}")
    unique(place + " except", [str(v) for v in values])


def condition(place, c, fields, vocab, item_lists):
    if not isinstance(c, dict):
        return bad(place, f"not a condition: {c!r}")
    if len(c) == 1 and next(iter(c)) in ("all", "any"):
        for part in next(iter(c.values())):
            condition(place, part, fields, vocab, item_lists)
        return
    if set(c) == {"not"}:
        return condition(place, c["not"], fields, vocab, item_lists)
    if set(c) == {"source"}:
        for key, values in c["source"].items():
            known = {"kind": vocab["sourceKinds"], "level": vocab["sourceLevels"]}.get(key)
            if known is None:
                bad(place, f"unknown source property: {key}")
            for value in values if known is not None else []:
                if value not in known:
                    bad(place, f"unknown source {key}: {value}")
        return
    field = fields.get(c.get("field"))
    if field is None:
        return bad(place, f"unknown field in condition: {c.get('field')!r}")
    test = set(c) - {"field", "except"}
    if len(test) != 1 or not test <= TESTS:
        return bad(place, f"condition needs exactly one of {sorted(TESTS)}: {c}")
    test = test.pop()
    if "except" in c and test != "itemsAtLeast":
        bad(place, "except only beside itemsAtLeast")
    ids = [x["id"] for x in field["categories"]]
    for value in {"is": c.get("is") or [], "below": [c.get("below")], "atLeast": [c.get("atLeast")],
                  "lacks": [c.get("lacks")]}.get(test, []):
        if value not in ids:
            bad(place, f"field {field['id']} has no category {value!r}")
    if test in ("below", "atLeast") and (field["scale"] != "ordinal" or field["multiple"]):
        bad(place, f"{test} needs an ordinal field, not {field['id']}")
    if test == "lacks" and not field["multiple"]:
        bad(place, f"lacks needs a multiple field, not {field['id']}")
    if test in ("itemsAtLeast", "noItems"):
        items = item_lists.get(field.get("items"))
        if items is None:
            bad(place, f"{test} needs a field with items, not {field['id']}")
        for value in c.get("except", []):
            if value not in (items or []):
                bad(place, f"no such item: {value}")


def fields_in(c):
    if "field" in c:
        yield c["field"]
    for key in ("all", "any"):
        for part in c.get(key, []):
            yield from fields_in(part)
    if "not" in c:
        yield from fields_in(c["not"])


def check_field(field, fields, vocab, item_lists, item_terms):
    place = f"field {field.get('id')}"
    keys(place, field, FIELD_KEYS, FIELD_REQUIRED)
    if FIELD_REQUIRED - field.keys():
        return
    if field["unit"] not in vocab["unitKinds"] or field["scope"] not in {"regio", "gemeente", "vt", "stuk"}:
        bad(place, "unknown unit or scope")
    if field["scale"] not in ("ordinal", "nominal"):
        bad(place, f"unknown scale: {field['scale']}")
    for key in ("multiple", "enabled"):
        if not isinstance(field[key], bool):
            bad(place, f"{key} is true or false")
    if len(field["help"]) < 40:
        bad(place, "help is too short")
    if re.search("concreet|concrete", " ".join(c["label"] for c in field["categories"])) \
            and field["id"] not in ("2.2",) and not re.search("minstens twee|én", field["help"]):
        bad(place, "help lacks the rule for `concreet`")
    categories = field["categories"]
    ids = [c["id"] for c in categories]
    unique(place, ids)
    unique(place + " labels", [c["label"] for c in categories])
    unique(place + " short", [c["short"] for c in categories])
    for n, c in enumerate(categories):
        at = f"{place} category {c.get('id')}"
        keys(at, c, CATEGORY_KEYS, {"id", "label", "short"})
        if not KEBAB.match(str(c["id"])):
            bad(at, "id is not kebab-case ASCII")
        if not 0 < len(str(c["short"])) <= 7:
            bad(at, f"short is not 1 to 7 letters: {c['short']}")
        if not isinstance(c["short"], str) or not isinstance(c["label"], str):
            bad(at, "label and short are text: put quotes round them")
        if bool(c.get("exclusive")) != (n == 0 and field["multiple"]):
            bad(at, "of a multiple field the first category, and only that, is exclusive")
        terms(at, c.get("terms", []))
        exceptions(at, c.get("except", []), c.get("terms", []))
    search = field["search"]
    keys(place + " search", search, SEARCH_KEYS, {"rule", "terms"})
    rule = search.get("rule")
    if rule not in ("decides", "decidesAbsence", "suggests"):
        bad(place, f"unknown rule: {rule}")
    if rule in ("decides", "decidesAbsence"):
        if search.get("absent") != ids[0]:
            bad(place, "absent must be the first (lowest) category")
    elif "absent" in search:
        bad(place, "suggests has no absent")
    own = [t for c in categories for t in c.get("terms", [])]
    found = search["terms"] + own + (item_terms.get(field["items"], []) if "items" in field else [])
    if rule == "decides" and search["terms"] and search.get("present") not in ids[1:]:
        bad(place, "decides with one list of terms needs a `present`")
    if rule != "decides" and "present" in search:
        bad(place, "present only with decides")
    if rule != "suggests" and not found:
        bad(place, f"{rule} without terms")
    terms(place, search["terms"])
    exceptions(place, search.get("except", []), found)
    if "items" in field and field["items"] not in item_lists:
        bad(place, f"unknown item list: {field['items']}")
    if "applies" in field:
        condition(place + " applies", field["applies"], fields, vocab, item_lists)
    for d in field.get("derived", []):
        keys(place + " derived", d, {"category", "when"}, {"category", "when"})
        if d.get("category") not in ids:
            bad(place, f"derived: no category {d.get('category')}")
        condition(place + " derived", d["when"], fields, vocab, item_lists)


def check_cycles(fields):
    needs = {i: set(x for d in f.get("derived", []) for x in fields_in(d["when"]))
             | set(fields_in(f.get("applies", {}))) for i, f in fields.items()}

    def visit(one, path):
        if one in path:
            return bad(f"field {one}", "follows from itself: " + " > ".join(path + [one]))
        for other in needs.get(one, ()):
            visit(other, path + [one])

    for one in needs:
        visit(one, [])


def check_indicator(i, fields, vocab, item_lists, themes, words):
    place = f"indicator {i.get('id')}"
    keys(place, i, INDICATOR_KEYS, {"id", "label", "unit", "count", "by", "theme", "sentence"})
    if i.get("by") not in ("search", "searchOrReader", "reader", "metadata"):
        bad(place, f"unknown by: {i.get('by')}")
    if i.get("theme") not in themes:
        bad(place, f"unknown theme: {i.get('theme')}")
    if i.get("unit") not in vocab["unitKinds"]:
        bad(place, f"unknown unit: {i.get('unit')}")
    sentence = i.get("sentence", "")
    if sentence.count("{aantal}") != 1 or re.search(r"\{(?!aantal\})", sentence):
        bad(place, "sentence needs {aantal} exactly once, and nothing else in braces")
    if not re.match(r"(Bij|In|Van|Voor) \{aantal\}", sentence) or not sentence.endswith("."):
        bad(place, "sentence starts with a preposition and {aantal}, so that the verb does not depend on the number")
    if re.search(r"\b(heeft|hebben) geen\b", sentence):
        bad(place, "sentence claims more than the papers do")
    if i.get("field") is None:
        if i.get("by") != "metadata":
            bad(place, "only a metadata indicator has no field")
    elif i["field"] not in fields:
        bad(place, f"unknown field: {i['field']}")
    else:
        field = fields[i["field"]]
        if field["unit"] != i["unit"]:
            bad(place, f"unit {i['unit']}, but field {i['field']} is about {field['unit']}")
        if i["field"] not in set(fields_in(i["count"])):
            bad(place, "count does not look at the field")
        rule = field["search"]["rule"]
        if i["by"] == "search" and rule != "decides" or i["by"] == "searchOrReader" and rule == "suggests":
            bad(place, f"by {i['by']}, but search of field {i['field']} {rule}")
        for other in set(fields_in(i["count"])) | set(fields_in(i.get("where", {}))):
            if other in fields and fields[other]["unit"] != i["unit"]:
                bad(place, f"field {other} is about another kind of unit")
            if other in fields and not fields[other]["enabled"] and "pending" not in i:
                bad(place, f"field {other} is off by default")
    for part in ("count", "where"):
        if part in i:
            condition(f"{place} {part}", i[part], fields, vocab, item_lists)
    if "compare" in i:
        keys(place + " compare", i["compare"], {"wave", "stated", "sameUnit"}, {"wave", "stated", "sameUnit"})
        stated = i["compare"].get("stated")
        if not isinstance(stated, str) or not (re.match(r"\d+(/\d+)?$", stated) or stated in words):
            bad(place, f"stated is no number, fraction or word of a class: {stated!r}")


def main():
    default = Path(__file__).resolve().parent.parent / "Resources/frameworks/kindermishandeling-2015.yaml"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    text = path.read_text(encoding="utf-8")
    if "SPDX-License-Identifier: EUPL-1.2" not in text.splitlines()[0]:
        bad(path.name, "first line lacks the SPDX licence")
    if "\r" in text or "\t" in text:
        bad(path.name, "carriage return or tab")
    d = yaml.load(text, Loader)
    keys("framework", d, TOP, TOP)
    if d["schema"] != 1 or not re.match(r"\d+\.\d+\.\d+$", str(d["version"])):
        bad("framework", "schema is 1 and version is x.y.z")
    vocab = {}
    shapes = {"unitKinds": ({"id", "one", "many"}, {"neuter"}), "sourceKinds": ({"id", "label", "core", "names"}, {"interview"}),
              "sourceLevels": ({"id", "label"}, {"counted"}), "sourceStatuses": ({"id", "label"}, set()),
              "usageRights": ({"id", "label"}, set())}
    for name, (required, extra) in shapes.items():
        vocab[name] = [x["id"] for x in d[name]]
        unique(name, vocab[name])
        for x in d[name]:
            keys(f"{name} {x['id']}", x, required | extra, required)
            if not KEBAB.match(x["id"]):
                bad(f"{name} {x['id']}", "id is not kebab-case ASCII")
    unique("sourceKinds names", [n for x in d["sourceKinds"] for n in x["names"]])
    if not any(x["core"] for x in d["sourceKinds"]):
        bad("sourceKinds", "no core paper")
    item_lists, item_terms = {}, {}
    for one in d["itemLists"]:
        keys(f"item list {one['id']}", one, {"id", "items"}, {"id", "items"})
        item_lists[one["id"]] = [x["id"] for x in one["items"]]
        item_terms[one["id"]] = [t for x in one["items"] for t in x["terms"]]
        unique(f"item list {one['id']}", item_lists[one["id"]])
        for x in one["items"]:
            keys(f"item {x['id']}", x, {"id", "label", "terms"}, {"id", "label", "terms"})
            terms(f"item {x['id']}", x["terms"])
    unique("itemLists", [x["id"] for x in d["itemLists"]])
    unique("termLists", [x["id"] for x in d["termLists"]])
    for one in d["termLists"]:
        place = f"term list {one['id']}"
        keys(place, one, {"id", "title", "use", "source", "terms"}, {"id", "title", "use", "source", "terms"})
        if one["use"] not in ("collection", "documents"):
            bad(place, f"unknown use: {one['use']}")
        unique(place, [t["label"] for t in one["terms"]])
        for t in one["terms"]:
            required = {"label", "find"} | ({"levels"} if one["use"] == "documents" else set())
            keys(f"{place} {t['label']}", t, required | {"levels", "except"}, required)
            terms(f"{place} {t['label']}", t["find"])
            exceptions(f"{place} {t['label']}", t.get("except", []), t["find"])
            for level in t.get("levels", []):
                if level not in ("word", "inflection", "inside", "prefix"):
                    bad(place, f"unknown level: {level}")
    all_fields = [f for t in d["themes"] for q in t["questions"] for f in q["fields"]]
    fields = {f["id"]: f for f in all_fields}
    unique("fields", [f["id"] for f in all_fields])
    unique("themes", [t["id"] for t in d["themes"]])
    unique("questions", [q["id"] for t in d["themes"] for q in t["questions"]])
    for t in d["themes"]:
        keys(f"theme {t['id']}", t, {"id", "title", "questions"}, {"id", "title", "questions"})
        for q in t["questions"]:
            keys(f"question {q['id']}", q, {"id", "text", "fields"}, {"id", "text", "fields"})
            for f in q["fields"]:
                if not isinstance(f["id"], str):
                    bad(f"field {f['id']}", "id is text: put quotes round it")
                elif f["id"].split(".")[0] != q["id"]:
                    bad(f"field {f['id']}", f"stands under question {q['id']}")
    for f in all_fields:
        check_field(f, fields, vocab, item_lists, item_terms)
    check_cycles(fields)
    words = [w for c in d["classes"] for w in c["words"]]
    themes = [t["id"] for t in d["themes"]]
    unique("indicators", [i["id"] for i in d["indicators"]])
    for i in d["indicators"]:
        check_indicator(i, fields, vocab, item_lists, themes, words)
    for w in d["wording"]:
        keys(f"wording {w['word']}", w, WORDING_KEYS, {"word", "form"})
        if not re.search(r"\{(one|many)\}", w["form"]):
            bad(f"wording {w['word']}", "form needs {one} or {many}")
    ranges = sorted((w["minPercent"], w["maxPercent"]) for w in d["wording"] if "minPercent" in w)
    for (_, end), (start, _) in zip(ranges, ranges[1:]):
        if start <= end:
            bad("wording", f"ranges overlap at {start} percent")
    for c in d["classes"]:
        keys(f"class {c['id']}", c, CLASS_KEYS, {"id", "label", "words"})
    bounds = [c["belowPercent"] for c in d["classes"] if "belowPercent" in c]
    if bounds != sorted(bounds) or not bounds or bounds[-1] <= 100:
        bad("classes", "bounds must rise and the last must hold 100 percent")
    unique("classes words", words)
    if d["id"] == "kindermishandeling-2015":
        for one in FIELDS:
            if one not in fields:
                bad("framework", f"field missing: {one}")
        for one in fields.keys() - set(FIELDS):
            bad("framework", f"field not in the list of this script: {one}")
        for one, f in fields.items():
            if f["enabled"] == (one in EXTRA_FIELDS):
                bad(f"field {one}", "enabled is wrong: extra fields are off, the others on")
            if f["unit"] != UNITS.get(one, "regio") or f["scope"] != f["unit"]:
                bad(f"field {one}", f"unit and scope must be {UNITS.get(one, 'regio')}")
            if f["search"]["rule"] != RULES.get(one, "suggests"):
                bad(f"field {one}", f"rule must be {RULES.get(one, 'suggests')}")
        have = [i["id"] for i in d["indicators"]]
        for one in INDICATORS:
            if one not in have:
                bad("framework", f"indicator missing: {one}")
        # The words of 2015 must give back its fractions at 42 regions, and two thirds at 82 municipalities.
        for count, of, word in ((10, 42, "een kwart"), (11, 42, "een kwart"), (14, 42, "een derde"), (21, 42, "de helft"),
                                (28, 42, "twee derde"), (31, 42, "drie kwart"), (32, 42, "drie kwart"),
                                (55, 82, "twee derde"), (0, 42, "geen enkele"), (1, 42, "één"), (42, 42, "alle"),
                                (3, 42, "enkele"), (35, 42, "de overgrote meerderheid"), (40, 42, "bijna alle")):
            got = word_for(d["wording"], count, of)
            if got != word:
                bad("wording", f"{count} of {of} gives {got!r}, not {word!r}")
    for line in problems:
        print(line)
    print(f"{path.name}: {len(fields)} fields, {len(d['indicators'])} indicators, "
          f"{sum('pending' in i for i in d['indicators'])} pending, {len(problems)} problems")
    return 1 if problems else 0


def word_for(table, count, of):
    percent = int(100 * count / of + 0.5)
    for w in table:
        if ("exactly" in w and count != w["exactly"] or w.get("allOf") and count != of
                or count < w.get("minCount", 0) or count > w.get("maxCount", of)
                or percent < w.get("minPercent", 0) or percent > w.get("maxPercent", 100)):
            continue
        return w["word"]
    return None


if __name__ == "__main__":
    sys.exit(main())
