#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Broken, hostile and odd files: each named with what to do, within limits, while the rest is read.

    badinput.py [--seconds 240] [--megabytes 3400]

The limit in megabytes is that of two workers at once, each with its 1536 MiB of address space, and
the program itself.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

import trial

NOBODY = 65534
GOOD = ("Regiovisie\n\nIn onze regio staat de aanpak van kindermishandeling voorop. Professionals "
        "melden bij Veilig Thuis en werken met de meldcode.\n")
# Words with which a sentence tells a reader what to do.
ADVICE = re.compile(
    r"\b(lever|vraag|zet|sla|geef|maak|verwijder|controleer|splits|verklein|bewaar|open|gebruik|"
    r"hernoem|scan|laat|plaats|voeg|kies|verhoog|neem|download|vervang|haal|wijzig|verander|stel|"
    r"probeer|herstel|exporteer|converteer|ocr|verplaats|draai|kopieer|pak|lees|verbeter|noteer)\w*\b",
    re.I)


# -- Making the files ------------------------------------------------------------------------------


def pdf(content, filters="/FlateDecode", pages=1):
    """A PDF with one content stream for all pages, given as it stands in the file."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(content), filters.encode())
                   + content + b"\nendstream")
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                b"/Resources << /Font << /F1 3 0 R >> >> >>"] * pages
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    return bytes(out)


def good_pdf():
    line = "In onze regio staat de aanpak van kindermishandeling voorop, met Veilig Thuis."
    drawn = "".join(f"({line}) Tj 0 -14 Td\n" for _ in range(20))
    return pdf(zlib.compress(f"BT /F1 11 Tf 50 780 Td {drawn} ET".encode()))


def inflated(block, times, before=b"", after=b""):
    """Zlib data that unpacks to a block many times over, without holding it unpacked."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(before)]
    pieces += [packer.compress(block) for _ in range(times)]
    return b"".join(pieces) + packer.compress(after) + packer.flush()


def docx(path, parts):
    """A DOCX whose document is written part by part."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="'
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            "</Types>")
        packed.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>")
        with packed.open("word/document.xml", "w", force_zip64=True) as document:
            document.write(f'<?xml version="1.0"?><w:document xmlns:w="{namespace}"><w:body>'.encode())
            for part in parts:
                document.write(part)
            document.write(b"</w:body></w:document>")


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()


def image_only_pdf():
    """A page with a grey square and no letter."""
    return pdf(zlib.compress(b"0.5 g 50 50 400 600 re f"))


def make_sources(folder, work):
    """All files of the trial; gives for each bad one what its diagnostic must speak of."""
    folder.mkdir(parents=True)
    (folder / "goed.pdf").write_bytes(good_pdf())
    (folder / "goed.txt").write_text(GOOD)
    docx(folder / "goed.docx", [paragraph(line) for line in GOOD.split("\n\n")])

    (work / "open.pdf").write_bytes(good_pdf())
    subprocess.run(["qpdf", "--encrypt", "geheim", "eigenaar", "256", "--", work / "open.pdf",
                    folder / "versleuteld.pdf"], check=True)
    whole = good_pdf()
    (folder / "afgekapt.pdf").write_bytes(whole[: len(whole) // 2])
    # A paper that begins with its own table of objects: part of it can still be read.
    paper = trial.SHARED / "data/nl-gov-pdf/officiele-publicaties/ah-tk-20202021-3235.pdf"
    if paper.exists():
        whole = paper.read_bytes()
        (folder / "afgekapt-deels.pdf").write_bytes(whole[: len(whole) * 7 // 10])
    (folder / "leeg.pdf").write_bytes(b"")
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "leeg.docx").write_bytes(b"")
    (folder / "alleen-beeld.pdf").write_bytes(image_only_pdf())
    docx(folder / "eigenlijk-docx.pdf", [paragraph(GOOD)])
    (folder / "eigenlijk-tekst.docx").write_text(GOOD * 20)
    (folder / "eigenlijk-niets.pdf").write_bytes(os.urandom(20_000))
    packed = (folder / "goed.docx").read_bytes()
    (folder / "afgekapt.docx").write_bytes(packed[: len(packed) * 2 // 3])
    with open(folder / "te-groot.txt", "w") as file:
        for _ in range(70):
            file.write((GOOD.replace("\n", " ") * 8000)[: 1 << 20] + "\n\n")
    block = paragraph("Veilig Thuis en de meldcode. ") * 20_000
    docx(folder / "bom.docx", (block for _ in range((4 << 30) // len(block) + 20)))
    # A gigabyte of words: all over the page they take memory, almost on one spot they take time.
    spread = b"".join(b"1 0 0 1 %d %d Tm (Veilig Thuis Veilig Thuis) Tj\n"
                      % (40 + n % 4 * 120, 800 - n // 4 * 7) for n in range(400))
    heaped = b"(Veilig Thuis) Tj 0 -0.00001 Td\n" * 400
    for name, drawn in (("bom-geheugen.pdf", spread), ("bom-tijd.pdf", heaped)):
        (folder / name).write_bytes(pdf(
            inflated(drawn, (1 << 30) // len(drawn), b"BT /F1 8 Tf 50 780 Td\n", b"ET")))
    (folder / "bom-wit.pdf").write_bytes(pdf(inflated(b" " * (1 << 20), 3072)))
    (folder / "onleesbaar.txt").write_text(GOOD)
    (folder / "onleesbaar.txt").chmod(0)
    (folder / "map.pdf").mkdir()
    (folder / "map.pdf" / "erin.txt").write_text(GOOD)
    os.mkfifo(folder / "pijp.pdf")
    os.symlink("nergens.pdf", folder / "wijst-nergens-heen.pdf")
    os.symlink("kring.pdf", folder / "kring.pdf")
    (folder / "regel\novergang.txt").write_text(GOOD)
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(GOOD)
    (folder / ("lang" * 60 + ".txt")).write_text(GOOD)


# What must be said of each: the states that are right, and words that name the cause.
EXPECTED = {
    "versleuteld.pdf": ({"failed"}, r"wachtwoord|versleuteld|beveiligd"),
    "afgekapt.pdf": ({"failed", "partly"}, r"beschadigd|afgekapt|onvolledig|kapot"),
    "afgekapt-deels.pdf": ({"partly"}, r"beschadigd|afgekapt|afgebroken|onvolledig"),
    "leeg.pdf": ({"failed", "no-text"}, r"leeg|geen"),
    "leeg.txt": ({"failed", "no-text"}, r"leeg|geen"),
    "leeg.docx": ({"failed", "no-text"}, r"leeg|geen"),
    "alleen-beeld.pdf": ({"no-text"}, r"tekst|scan|beeld"),
    "eigenlijk-docx.pdf": ({"failed", "read"}, r"docx|word|geen pdf|extensie|soort|heet"),
    "eigenlijk-tekst.docx": ({"failed", "read"}, r"tekst|docx|word|extensie|soort|heet"),
    "eigenlijk-niets.pdf": ({"failed"}, r"pdf|beschadigd|herken|soort"),
    "afgekapt.docx": ({"failed", "partly"}, r"beschadigd|afgekapt|onvolledig|kapot|zip|docx|geopend"),
    "te-groot.txt": ({"failed"}, r"groot|grens|mb"),
    "bom.docx": ({"failed"}, r"groot|uitgepakt|grens|mb|bom"),
    "bom-geheugen.pdf": ({"failed", "partly"}, r"groot|geheugen|tijd|grens|lang|mb"),
    "bom-tijd.pdf": ({"failed", "partly"}, r"groot|geheugen|tijd|grens|lang|mb"),
    "bom-wit.pdf": ({"failed", "partly", "no-text"}, r"groot|geheugen|tijd|grens|lang|mb|tekst|niets"),
    "onleesbaar.txt": ({"failed"}, r"recht|lezen|toegang|geopend|leesbaar"),
}
# Files that may be left out of the coverage as long as the closing summary names them.
NAMED_ANYWHERE = {
    "pijp.pdf": r"pijp\.pdf", "wijst-nergens-heen.pdf": r"wijst-nergens-heen\.pdf",
    "kring.pdf": r"kring\.pdf", "caf\udce9.txt": r"caf.{1,6}\.txt",
    "onleesbaar.txt": r"onleesbaar\.txt",
}
READ = ("goed.pdf", "goed.txt", "goed.docx", "map.pdf/erin.txt", "regel\novergang.txt",
        "lang" * 60 + ".txt")


# -- Checking --------------------------------------------------------------------------------------


def check_file(outcome, name, coverage, said):
    states, cause = EXPECTED.get(name, (None, None))
    row = coverage.get(name)
    if row is None and name == "afgekapt-deels.pdf" and not trial.SHARED.exists():
        return
    shown = name.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n")
    if row is None:
        anywhere = NAMED_ANYWHERE.get(name)
        lines = [line for line in said.splitlines() if anywhere and re.search(anywhere, line)]
        outcome.check(shown, lines and any(ADVICE.search(line) for line in lines),
                      "not in coverage; said: " + (lines[0].strip()[:150] if lines else "nothing"))
        return
    # The reason in the coverage, or what the summary says of a file that could be read all the same.
    reason = row["reason"] or " ".join(line for line in said.splitlines() if f"/{name}" in line)
    holds = (states is None or row["state"] in states) and bool(ADVICE.search(reason)) and (
        not cause or bool(re.search(cause, reason, re.I)))
    outcome.check(shown, holds, f"{row['state']}: {reason[:150] or 'nothing said'}")


def check_bad_files(outcome, work, given):
    study = trial.new_study(work / "study")
    region = trial.regions_of(study)[0]
    make_sources(study / "sources" / region, work)
    user = None
    if os.geteuid() == 0:
        # To root nothing is unreadable: the program runs as nobody.
        user = NOBODY
        work.chmod(0o755)
        for parent, folders, files in os.walk(os.fsencode(study)):
            for entry in [parent] + [os.path.join(parent, name) for name in folders + files]:
                os.chown(entry, NOBODY, NOBODY, follow_symlinks=False)
    done = trial.run("monitor", study, timeout=given.seconds, user=user)
    within = not done.timed_out
    # 1 says that something in the study folder is wrong; here a lot is.
    outcome.check("monitor ends in time with status 0 or 1", within and done.status in (0, 1),
                  f"status {done.status}, {done.seconds:.1f} s of {given.seconds:.0f}")
    outcome.check("memory stays within limits", done.peak_bytes < given.megabytes * 1e6,
                  f"{done.peak_bytes / 1e6:.0f} of {given.megabytes:.0f} MB")
    if not (study / "out/coverage.csv").exists():
        print(done.said[-3000:])
        return
    listed = [row["file"].removeprefix(f"{region}/") for row in trial.rows(study / "out/coverage.csv")]
    outcome.check("no file stands twice in coverage.csv", len(listed) == len(set(listed)))
    coverage = {row["file"].removeprefix(f"{region}/"): row
                for row in trial.rows(study / "out/coverage.csv")}
    for name in READ:
        row = coverage.get(name, {"state": "absent"})
        outcome.check("read: " + name.replace("\n", "\\n")[:40], row["state"] == "read",
                      row["state"] + (": " + row["reason"][:100] if row.get("reason") else ""))
    for name in dict.fromkeys([*EXPECTED, *NAMED_ANYWHERE]):
        check_file(outcome, name, coverage, done.said)
    again = trial.run("monitor", study, timeout=given.seconds, user=user)
    outcome.check("a second run does not try them all again",
                  again.status == done.status and again.seconds < max(2, done.seconds / 4),
                  f"{again.seconds:.1f} s")


def check_hostile_pdfs(outcome, work, given):
    """The odd, broken and hostile PDFs of others, with one good paper among them."""
    folder = trial.SHARED / "data/hostile-pdf"
    if not folder.exists():
        return
    study = trial.new_study(work / "hostile")
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".pdf")
    placed = trial.spread(files, study)
    good = study / "sources" / trial.regions_of(study)[0] / "goed.txt"
    good.write_text(GOOD)
    done = trial.run("monitor", study, timeout=given.seconds * 2)
    outcome.check(f"{len(files)} hostile PDFs: monitor ends with status 0",
                  done.status == 0 and not done.timed_out,
                  f"{done.seconds:.1f} s, {done.peak_bytes / 1e6:.0f} MB")
    outcome.check("hostile PDFs: memory stays within limits", done.peak_bytes < given.megabytes * 1e6)
    if done.status != 0:
        print(done.said[-3000:])
        return
    rows = trial.rows(study / "out/coverage.csv")
    outcome.check("hostile PDFs: each stands once in coverage.csv",
                  sorted(row["file"] for row in rows)
                  == sorted([*placed, f"{trial.regions_of(study)[0]}/goed.txt"]), f"{len(rows)} rows")
    silent = [row for row in rows
              if row["state"] not in ("read", "ocr") and not ADVICE.search(row["reason"])]
    outcome.check("hostile PDFs: what is not read says what to do", not silent,
                  f"{sum(row['state'] not in ('read', 'ocr') for row in rows)} not read; "
                  + "; ".join(f"{r['file']} {r['state']} {r['reason']}"[:110] for r in silent[:3]))
    outcome.check("hostile PDFs: the good paper is read",
                  any(row["file"].endswith("goed.txt") and row["state"] == "read" for row in rows))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=240, help="the most that a run may take")
    options.add_argument("--megabytes", type=float, default=3400, help="PSS of all processes")
    given = options.parse_args()
    trial.need_program()
    if not shutil.which("qpdf"):
        raise SystemExit("qpdf is missing: sudo apt install qpdf")
    outcome = trial.Outcome("bad input")
    work = Path(tempfile.mkdtemp(prefix="badinput-"))
    try:
        check_bad_files(outcome, work, given)
        check_hostile_pdfs(outcome, work, given)
    finally:
        shutil.rmtree(work)
    outcome.finish()


main()
