#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tantivy and SQLite FTS5 as they come, over the passages of a folder of texts, for Benchmarks/run --only search.

  search_peers.py build FOLDER OUT            indexes every passage (text between empty lines) twice
  search_peers.py queries OUT                 prints the queries: class, words, as a peer and as vindplaats reads them
  search_peers.py serve tantivy|fts5 OUT      answers a query per line: the best 20 with their words marked, as JSON
  search_peers.py count OUT                   tantivy counts the ten terms of 2015 per text: text, term, passages; the
                                              last line says how many seconds its searches took

The queries are drawn with a fixed seed by how many passages hold them. Needs `tantivy` (PyPI).
"""
import glob
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import time

import tantivy

LIMIT = 20


def passages(folder):
    for number, path in enumerate(sorted(glob.glob(folder + "/**/*.txt", recursive=True))):
        with open(path, encoding="utf-8") as file:
            for page in file.read().split("\f"):
                for passage in re.split(r"\n\s*\n", page):
                    if passage.strip():
                        yield number, passage.strip()


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("doc", stored=True, indexed=True, fast=True)
    builder.add_text_field("body", stored=True, tokenizer_name="nl", index_option="position")
    return builder.build()


def analyzer():
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .build()
    )


def build(folder, out):
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out + "/tantivy")
    index = tantivy.Index(schema(), path=out + "/tantivy")
    index.register_tokenizer("nl", analyzer())
    writer = index.writer(heap_size=400_000_000, num_threads=2)
    start = time.perf_counter()
    for number, passage in passages(folder):
        writer.add_document(tantivy.Document(doc=number, body=passage))
    writer.commit()
    writer.wait_merging_threads()
    seconds = {"tantivy": time.perf_counter() - start}
    database = sqlite3.connect(out + "/fts5.db")
    database.execute("PRAGMA journal_mode = off")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, row)")
    count = 0
    start = time.perf_counter()
    for _, passage in passages(folder):
        database.execute("INSERT INTO f(body) VALUES(?)", (passage,))
        count += 1
    database.execute("INSERT INTO f(f) VALUES('optimize')")
    database.commit()
    seconds["FTS5"] = time.perf_counter() - start
    versions = {"tantivy": tantivy.__version__.split(",")[0], "sqlite": sqlite3.sqlite_version}
    print(json.dumps({"passages": count, "seconds": seconds, **versions}))


TEN_TERMS = {
    "AMK": "AMK",
    "Veilig Thuis": '"veilig thuis"',
    "mishandeling": "mishandeling",
    "jeugdhulp": "jeugdhulp",
    "kindermishandeling": "kindermishandeling",
    "geweld": "geweld",
    "veiligheid": "veiligheid",
    "meldcode": "meldcode",
    "privacy": "privacy",
    "(jeugd)bescherming": "bescherming jeugdbescherming kinderbescherming",
}


def count(out):
    index = tantivy.Index(schema(), path=out + "/tantivy")
    index.register_tokenizer("nl", analyzer())
    index.reload()
    searcher = index.searcher()
    per_text = {"d": {"terms": {"field": "doc", "size": 100_000}}}
    lines = []
    seconds = 0
    for name, query in TEN_TERMS.items():
        start = time.perf_counter()
        found = searcher.aggregate(index.parse_query(query, ["body"]), per_text)["d"]["buckets"]
        seconds += time.perf_counter() - start
        lines += [f"{int(text['key'])},{name},{text['doc_count']}" for text in found]
    print("\n".join(lines))
    print(f"# seconds {seconds}")


def is_plain(database, word):
    """Whether the word stands so in a text: FTS5 lists it without its accents, which not every program leaves out."""
    row = database.execute("SELECT body FROM f WHERE f MATCH ? LIMIT 1", (f'"{word}"',)).fetchone()
    return row is not None and re.search(rf"(?<![\w'’-]){word}(?![\w'’-])", row[0].lower()) is not None


def queries(out):
    """Thirty words and thirty phrases of each class; each class is a range of shares of the passages."""
    database = sqlite3.connect(out + "/fts5.db")
    total = database.execute("SELECT count(*) FROM f").fetchone()[0]
    classes = [("rare", 2e-6, 1e-4), ("middle", 1e-3, 2e-2), ("frequent", 5e-2, 1.0)]
    chance = random.Random(1)
    words = [row for row in database.execute("SELECT term, doc FROM v ORDER BY term") if re.fullmatch("[a-z]{2,}", row[0])]
    for name, low, high in classes:
        fitting = [word for word, count in words if low * total <= count <= high * total]
        chosen = chance.sample(fitting, min(90, len(fitting)))
        for word in [word for word in chosen if is_plain(database, word)][:30]:
            print("\t".join([f"{name} word", word, word]))
    pairs = {}
    for _ in range(6000):
        row = database.execute("SELECT body FROM f WHERE rowid = ?", (chance.randint(1, total),)).fetchone()
        tokens = re.findall("[a-z]+", row[0].lower())
        if len(tokens) > 2:
            place = chance.randrange(len(tokens) - 1)
            words = f"{tokens[place]} {tokens[place + 1]}"
            pair = f'"{words}"'
            # Whole words side by side in the text, without a mark between, for every program alike.
            whole = re.search(rf"(?<![\w'’-]){words}(?![\w'’-])", row[0].lower())
            if whole and pair not in pairs:
                pairs[pair] = database.execute("SELECT count(*) FROM f WHERE f MATCH ?", (pair,)).fetchone()[0]
    for name, low, high in [("rare", 2e-6, 1e-4), ("middle", 3e-4, 5e-3), ("frequent", 1e-2, 1.0)]:
        fitting = sorted(pair for pair, count in pairs.items() if low * total <= count <= high * total)
        for pair in chance.sample(fitting, min(30, len(fitting))):
            print("\t".join([f"{name} phrase", pair, pair]))


def serve_tantivy(out):
    index = tantivy.Index(schema(), path=out + "/tantivy")
    index.register_tokenizer("nl", analyzer())
    index.reload()
    searcher = index.searcher()
    for line in sys.stdin:
        query = index.parse_query(line.strip(), ["body"])
        result = searcher.search(query, LIMIT, count=True)
        marker = tantivy.SnippetGenerator.create(searcher, query, index.schema, "body")
        found = []
        for _, address in result.hits:
            document = searcher.doc(address)
            found.append({"doc": document["doc"][0], "text": marker.snippet_from_doc(document).to_html()})
        print(json.dumps({"passages": result.count, "found": found}), flush=True)


def serve_fts5(out):
    database = sqlite3.connect(out + "/fts5.db")
    database.execute("PRAGMA cache_size = -200000")
    best = "SELECT rowid, snippet(f, 0, '[', ']', '…', 64) FROM f WHERE f MATCH ? ORDER BY rank LIMIT ?"
    for line in sys.stdin:
        query = line.strip()
        count = database.execute("SELECT count(*) FROM f WHERE f MATCH ?", (query,)).fetchone()[0]
        found = [{"doc": row[0], "text": row[1]} for row in database.execute(best, (query, LIMIT))]
        print(json.dumps({"passages": count, "found": found}), flush=True)


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "build":
        build(*rest)
    elif command == "queries":
        queries(*rest)
    elif command == "count":
        count(*rest)
    elif command == "serve" and rest[0] == "tantivy":
        serve_tantivy(rest[1])
    else:
        serve_fts5(rest[1])
