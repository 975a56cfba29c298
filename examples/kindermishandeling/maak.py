#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Maakt de stukken van het voorbeeldonderzoek uit `teksten/`.

    pip install reportlab==5.1.0 pyphen==0.18.1 python-docx==1.2.0 odfpy==1.4.1 pillow==13.0.0
    python3 maak.py            # schrijft sources/ opnieuw
    python3 maak.py --tel      # telt ook de tien zoektermen na en vergelijkt met truth/terms.csv

Alle gemeenten, regio's en stukken zijn verzonnen. Dezelfde teksten geven dezelfde bytes, zolang de
versies van de pakketten gelijk blijven.
"""
import csv
import html
import io
import random
import re
import shutil
import sys
import textwrap
import zipfile
from pathlib import Path

import docx
from docx.shared import Pt
from odf import style as odfstyle
from odf import table as odftable
from odf import text as odftext
from odf.opendocument import OpenDocumentText
from PIL import Image, ImageDraw, ImageFont
import reportlab
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate, Flowable, Frame, Image as PDFImage, ListFlowable, ListItem, NextPageTemplate,
    PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle)
from reportlab.platypus.tableofcontents import TableOfContents

rl_config.invariant = 1
HERE = Path(__file__).resolve().parent
TEXTS = HERE / "teksten"
OUT = HERE / "sources"
VERA = Path(reportlab.__file__).parent / "fonts"
FIXED_TIME = (2015, 4, 14, 12, 0, 0)


# ---------------------------------------------------------------- teksten lezen

def read(name):
    """Leest een tekst: een lijst van (soort, inhoud)."""
    blocks = []
    for line in (TEXTS / f"{name}.md").read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line:
            blocks.append(("", ""))
        elif line.startswith("## "):
            blocks.append(("kop", line[3:]))
        elif line.startswith("# "):
            blocks.append(("titel", line[2:]))
        elif line.startswith("> "):
            blocks.append(("onder", line[2:]))
        elif line.startswith("- "):
            add(blocks, "punten", line[2:])
        elif re.match(r"\d+\. ", line):
            add(blocks, "stappen", line.split(" ", 1)[1])
        elif line.startswith("|"):
            add(blocks, "tabel", [cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("!onderaan "):
            blocks.append(("onderaan", line[10:]))
        elif line.startswith("!bovenaan "):
            blocks.append(("bovenaan", line[10:]))
        else:
            blocks.append(("alinea", line))
    return [block for block in blocks if block[0]]


def add(blocks, kind, value):
    if blocks and blocks[-1][0] == kind:
        blocks[-1][1].append(value)
    else:
        blocks.append((kind, [value]))


# ---------------------------------------------------------------- pdf

class ToBottom(Flowable):
    """Wit, zodat de alinea die volgt op de laatste regel van de bladzijde eindigt."""

    def __init__(self, follower):
        super().__init__()
        self.follower = follower

    def wrap(self, width, height):
        _, needed = self.follower.wrap(width, height)
        self.height = max(0, height - needed - 0.1)
        return width, self.height

    def draw(self):
        pass


class Template(BaseDocTemplate):
    def afterFlowable(self, flowable):
        if getattr(flowable, "in_contents", False):
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def pdf(path, name, head="", columns=1, contents=False, hyphens=True, serif=True, size=12.5,
        password=None, appendix=None, head_on_first=False, foot="{}", language="nl"):
    blocks = read(name)
    body_font, bold = ("Times-Roman", "Times-Bold") if serif else ("Helvetica", "Helvetica-Bold")
    if serif == "vera":
        for label, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
            pdfmetrics.registerFont(TTFont(label, str(VERA / file)))
        body_font, bold = "Vera", "VeraBd"
    body = ParagraphStyle(
        "body", fontName=body_font, fontSize=size, leading=size * 1.55, spaceAfter=size * 0.85,
        alignment=TA_JUSTIFY if hyphens else TA_LEFT,
        hyphenationLang="nl_NL" if hyphens else "", embeddedHyphenation=1)
    last_line = ParagraphStyle("last", parent=body, justifyLastLine=1, spaceAfter=0)
    cell = ParagraphStyle("cell", parent=body, alignment=TA_LEFT, fontSize=size - 1.5,
                          leading=(size - 1.5) * 1.25, spaceAfter=0, hyphenationLang="")
    cell_head = ParagraphStyle("cellhead", parent=cell, fontName=bold)
    heading = ParagraphStyle("kop", fontName=bold, fontSize=size + 3, leading=(size + 3) * 1.3,
                             spaceBefore=size * 0.9, spaceAfter=size * 0.5, keepWithNext=1)
    title = ParagraphStyle("titel", fontName=bold, fontSize=size + 11, leading=(size + 11) * 1.25,
                           spaceAfter=size)
    under = ParagraphStyle("onder", fontName=body_font, fontSize=size + 1,
                           leading=(size + 1) * 1.4, textColor=colors.HexColor("#444444"))
    story = []
    subtitle_done = False
    for index, (kind, value) in enumerate(blocks):
        if not subtitle_done and kind not in ("titel", "onder"):
            subtitle_done = True
            story.append(Spacer(1, size * 1.6))
            if contents:
                toc = TableOfContents(dotsMinLevel=0)
                toc.levelStyles = [ParagraphStyle(
                    "toc", fontName=body_font, fontSize=size, leading=size * 1.7)]
                story += [Paragraph("Inhoud", ParagraphStyle("inhoud", parent=heading)), toc,
                          PageBreak()]
            if columns == 2:
                story.append(NextPageTemplate("later"))
        if kind == "titel":
            story.append(Paragraph(html.escape(value), title))
        elif kind == "onder":
            story.append(Paragraph(html.escape(value), under))
        elif kind == "kop":
            paragraph = Paragraph(html.escape(value), heading)
            paragraph.in_contents = True
            story.append(paragraph)
        elif kind in ("alinea", "bovenaan"):
            story.append(Paragraph(html.escape(value), body))
        elif kind == "onderaan":
            paragraph = Paragraph(html.escape(value), last_line)
            story += [ToBottom(paragraph), paragraph, PageBreak()]
        elif kind in ("punten", "stappen"):
            style = ParagraphStyle("punt", parent=body, spaceAfter=size * 0.3)
            story.append(ListFlowable(
                [ListItem(Paragraph(html.escape(text), style)) for text in value],
                bulletType="bullet" if kind == "punten" else "1",
                bulletFormat=None if kind == "punten" else "%s.", bulletFontSize=size,
                bulletFontName=body_font, leftIndent=18, start="•" if kind == "punten" else 1))
            story.append(Spacer(1, size * 0.4))
        elif kind == "tabel":
            rows = [[Paragraph(html.escape(text), cell_head if row == 0 else cell)
                     for text in texts] for row, texts in enumerate(value)]
            table = Table(rows, hAlign="LEFT")
            table.setStyle(TableStyle([
                ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#777777")),
                ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8eef4")),
                ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            story += [table, Spacer(1, size)]
    if appendix:
        story += [PageBreak(), PDFImage(appendix, width=150 * mm, height=212 * mm)]

    def decorate(canvas, document):
        canvas.saveState()
        canvas.setFont(body_font, 9)
        if head and (document.page > 1 or head_on_first):
            canvas.drawString(25 * mm, 283 * mm, head)
        canvas.drawCentredString(105 * mm, 12 * mm, foot.format(document.page))
        canvas.restoreState()

    def frame(x, width, top):
        return Frame(x, 22 * mm, width, top - 22 * mm, leftPadding=0, rightPadding=0,
                     topPadding=0, bottomPadding=0)

    if columns == 2:
        frames = [frame(25 * mm, 76 * mm, 274 * mm), frame(109 * mm, 76 * mm, 274 * mm)]
    else:
        frames = [frame(25 * mm, 160 * mm, 274 * mm)]
    encryption = None
    if password:
        encryption = StandardEncryption(password, ownerPassword=password + "-beheer", strength=128)
    document = Template(
        str(path), pagesize=A4, title=blocks[0][1], lang=language, encrypt=encryption,
        pageTemplates=[PageTemplate("first", frames, onPage=decorate),
                       PageTemplate("later", frames, onPage=decorate)])
    document.multiBuild(story)


def scanned_page(lines, seed, scale=2.0):
    """Een bladzijde zoals een kopieerapparaat haar ziet: scheef, grijs, met ruis."""
    width, height = int(595 * scale), int(842 * scale)
    page = Image.new("L", (width, height), 250)
    draw = ImageDraw.Draw(page)
    y = int(70 * scale)
    for text, size, is_bold in lines:
        font = ImageFont.truetype(str(VERA / ("VeraBd.ttf" if is_bold else "Vera.ttf")),
                                  int(size * scale))
        draw.text((int(62 * scale), y), text, font=font, fill=25)
        y += int(size * 1.5 * scale)
    page = page.rotate(0.6 if seed % 2 else -0.5, resample=Image.BICUBIC, fillcolor=245)
    noise = random.Random(seed)
    pixels = page.load()
    for _ in range(width * height // 900):
        pixels[noise.randrange(width), noise.randrange(height)] = noise.choice((90, 140, 200))
    packed = io.BytesIO()
    page.save(packed, "JPEG", quality=38)
    packed.seek(0)
    return packed


def wrapped(blocks):
    """De regels van een tekst voor een gescande bladzijde."""
    for kind, value in blocks:
        if kind == "tabel":
            value = ["   ".join(row) for row in value]
        for number, text in enumerate(value if isinstance(value, list) else [value], 1):
            size, is_bold, columns = {"titel": (18, True, 40), "kop": (13, True, 52)}.get(
                kind, (11, False, 70))
            mark = f"{number}. " if kind == "stappen" else ""
            for line in textwrap.wrap(mark + text, columns):
                yield (line, size, is_bold)
            yield ("", 6, False)


def scan(path, name):
    from reportlab.pdfgen import canvas
    lines = list(wrapped(read(name)))
    half = next(i for i, line in enumerate(lines) if line[0] == "Acties") + 4
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=1)
    for seed, part in ((1, lines[:half]), (2, lines[half:])):
        sheet.drawImage(ImageReader(scanned_page(part, seed)), 0, 0, *A4)
        sheet.showPage()
    sheet.save()


# ---------------------------------------------------------------- docx, odt, html

def repack(path):
    """Schrijft een zip opnieuw met vaste tijden."""
    with zipfile.ZipFile(path) as old:
        members = [(item.filename, old.read(item.filename)) for item in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for member, data in members:
            info = zipfile.ZipInfo(member, FIXED_TIME)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if member == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, data)


def word(path, name, head=""):
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    blocks = read(name)
    properties.title, properties.author, properties.language = blocks[0][1], "", "nl-NL"
    properties.comments = ""
    if head:
        document.sections[0].header.paragraphs[0].text = head
    for kind, value in blocks:
        if kind == "titel":
            document.add_heading(value, 0)
        elif kind == "onder":
            document.add_paragraph(value, style="Subtitle")
        elif kind == "kop":
            document.add_heading(value, 1)
        elif kind == "punten":
            for text in value:
                document.add_paragraph(text, style="List Bullet")
        elif kind == "stappen":
            for text in value:
                document.add_paragraph(text, style="List Number")
        elif kind == "tabel":
            table = document.add_table(rows=0, cols=len(value[0]), style="Table Grid")
            for texts in value:
                for cell, text in zip(table.add_row().cells, texts):
                    cell.text = text
            document.add_paragraph("")
        else:
            # Een deel van de alinea vet: de tekst staat dan in meer dan één run.
            words = value.split(" ", 2)
            paragraph = document.add_paragraph()
            paragraph.add_run(" ".join(words[:2]) + " ")
            paragraph.add_run(words[2] if len(words) > 2 else "")
    document.save(path)
    repack(path)


def odt(path, name, head=""):
    document = OpenDocumentText()
    layout = odfstyle.PageLayout(name="blad")
    layout.addElement(odfstyle.PageLayoutProperties(
        pagewidth="21cm", pageheight="29.7cm", margin="2.5cm"))
    document.automaticstyles.addElement(layout)
    master = odfstyle.MasterPage(name="Standard", pagelayoutname=layout)
    if head:
        header = odfstyle.Header()
        header.addElement(odftext.P(text=head))
        master.addElement(header)
    document.masterstyles.addElement(master)
    styles = {}
    for label, size, weight in (("Titel", "22pt", "bold"), ("Onder", "12pt", "normal"),
                                ("Kop", "14pt", "bold"), ("Tekst", "11pt", "normal")):
        item = odfstyle.Style(name=label, family="paragraph")
        item.addElement(odfstyle.ParagraphProperties(marginbottom="0.25cm", lineheight="140%"))
        item.addElement(odfstyle.TextProperties(fontsize=size, fontweight=weight))
        document.styles.addElement(item)
        styles[label] = item
    number = 0
    for kind, value in read(name):
        if kind == "titel":
            document.text.addElement(odftext.H(outlinelevel=1, stylename=styles["Titel"], text=value))
        elif kind == "onder":
            document.text.addElement(odftext.P(stylename=styles["Onder"], text=value))
        elif kind == "kop":
            document.text.addElement(odftext.H(outlinelevel=2, stylename=styles["Kop"], text=value))
        elif kind in ("punten", "stappen"):
            items = odftext.List()
            for text in value:
                item = odftext.ListItem()
                item.addElement(odftext.P(stylename=styles["Tekst"], text=text))
                items.addElement(item)
            document.text.addElement(items)
        elif kind == "tabel":
            number += 1
            table = odftable.Table(name=f"Tabel{number}")
            table.addElement(odftable.TableColumn(numbercolumnsrepeated=len(value[0])))
            for texts in value:
                row = odftable.TableRow()
                for text in texts:
                    cell = odftable.TableCell(valuetype="string")
                    cell.addElement(odftext.P(stylename=styles["Tekst"], text=text))
                    row.addElement(cell)
                table.addElement(row)
            document.text.addElement(table)
        else:
            document.text.addElement(odftext.P(stylename=styles["Tekst"], text=value))
    document.save(str(path))
    repack(path)


def web(path, name, owner, replace=(), extra=""):
    out = []
    blocks = read(name)
    for kind, value in blocks:
        if kind in ("punten", "stappen"):
            tag = "ul" if kind == "punten" else "ol"
            out.append(f"<{tag}>")
            out += [f"<li>{html.escape(text)}</li>" for text in value]
            out.append(f"</{tag}>")
        elif kind == "tabel":
            out.append("<table>")
            for row, texts in enumerate(value):
                tag = "th" if row == 0 else "td"
                cells = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts)
                out.append(f"<tr>{cells}</tr>")
            out.append("</table>")
        else:
            tag = {"titel": "h1", "kop": "h2"}.get(kind, "p")
            out.append(f"<{tag}>{html.escape(value)}</{tag}>")
            if kind == "titel" and extra:
                out.append(f"<p>{html.escape(extra)}</p>")
    main = "\n".join(out)
    for old, new in replace:
        assert old in main, old
        main = main.replace(old, new)
    path.write_text(f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{html.escape(blocks[0][1])} - {owner}</title>
<style>body {{ font-family: sans-serif }} nav li {{ display: inline }}</style>
<script>var kliks = 0;</script>
</head>
<body>
<header><a href="/">{owner}</a></header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/bestuur">Bestuur</a></li>
<li><a href="/contact">Contact</a></li></ul></nav>
<main>
{main}
</main>
<footer>{owner}, Raadhuisplein 1. Deze website gebruikt geen cookies.</footer>
</body>
</html>
""", encoding="utf-8")


def copy(path, file):
    shutil.copyfile(TEXTS / file, path)


# ---------------------------------------------------------------- de stukken

def place(relative):
    path = OUT / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def make():
    if OUT.exists():
        shutil.rmtree(OUT)
    pdf(place("VT91/inrichtingsplan-veilig-thuis-driestromen.pdf"), "vt91-inrichtingsplan",
        head="Inrichtingsplan Veilig Thuis Driestromen", contents=True, head_on_first=True,
        foot="Pagina {}")
    pdf(place("VB01/regiovisie-waterwolde.pdf"), "vb01-regiovisie",
        head="Regiovisie huiselijk geweld en kindermishandeling Waterwolde", contents=True)
    shutil.copyfile(OUT / "VB01/regiovisie-waterwolde.pdf",
                    place("VB01/stukken raad/regiovisie-waterwolde.pdf"))
    web(place("VB01/website-kraaienhage/regiovisie-waterwolde.html"), "vb01-regiovisie",
        "Gemeente Kraaienhage",
        extra="De gemeenteraad van Kraaienhage stelde deze regiovisie vast op 13 november 2014.",
        replace=[("ruim 41.000 kinderen", "bijna 42.000 kinderen"),
                 ("zes trainingen", "acht trainingen"),
                 ("Kraaienhage en Mistenburg nemen deel",
                  "Onze gemeente en Mistenburg nemen deel")])
    word(place("VB01/samenwerkingsafspraken-op-en-afschalen.docx"), "vb01-samenwerkingsafspraken",
         head="Samenwerkingsafspraken Waterwolde")
    pdf(place("VB01/privacyprotocol-waterwolde.pdf"), "vb01-privacyprotocol", columns=2,
        head="Privacyprotocol Waterwolde", head_on_first=True, size=13)
    word(place("VB0101/uitvoeringsplan-zilverwoude.docx"), "vb0101-uitvoeringsplan",
         head="Gemeente Zilverwoude")
    odt(place("Kraaienhage/beleidsplan-jeugd-2015-2018.odt"), "vb0102-beleidsplan")
    copy(place("VB0103/raadsinformatiebrief-maart-2015.txt"), "vb0103-raadsbrief.txt")

    word(place("VB02/regiovisie-duinreek.docx"), "vb02-regiovisie",
         head="Regiovisie huiselijk geweld Duinreek")
    odt(place("VB02/uitvoeringsprogramma-2015.odt"), "vb02-uitvoeringsprogramma",
        head="Uitvoeringsprogramma kindermishandeling")
    copy(place("VB02/memo-jeugd.md"), "vb02-memo-jeugd.md")
    map_page = scanned_page(
        [("Bijlage 1. Kaart van de wijkteams", 15, True), ("", 30, False),
         ("Wijkteam Noord", 12, False), ("Wijkteam Haven", 12, False),
         ("Wijkteam Centrum", 12, False)], 3, scale=1.4)
    pdf(place("VB0201/beleidsplan-jeugd-gouddrecht.pdf"), "vb0201-beleidsplan", size=12,
        head="Beleidsplan jeugd Gouddrecht", appendix=map_page)
    web(place("VB0202/beleidsplan-jeugd.html"), "vb0202-beleidsplan", "Gemeente Vossenvliet")
    pdf(place("VB0202/beleidsnota-jeugd-2011.pdf"), "vb0202-nota-2011", serif=False, size=12,
        hyphens=False)

    pdf(place("VB03/regiovisie-purperhei.pdf"), "vb03-regiovisie", head="Regiovisie Purperhei",
        serif="vera", size=9.8)
    word(place("VB0301/beleidsplan-jeugd-purperloo.docx"), "vb0301-beleidsplan")
    pdf(place("VB0302/uitvoeringsplan-brempolder.pdf"), "vb0302-uitvoeringsplan", serif=False,
        size=13.5, hyphens=False, foot="- {} -")

    odt(place("VB04/regiovisie-kobaltstad.odt"), "vb04-regiovisie",
        head="Regiovisie Kobaltstad: huiselijk geweld en kindermishandeling")
    pdf(place("VB04/regional-vision-summary.pdf"), "vb04-english", serif=False, size=15,
        hyphens=False, language="en")
    pdf(place("VB0401/uitvoeringsplan-kobaltstad.pdf"), "vb0401-uitvoeringsplan", columns=2,
        head="Uitvoeringsplan aanpak kindermishandeling Kobaltstad", head_on_first=True, size=13)
    pdf(place("VT92/inrichtingsplan-veilig-thuis-kobaltstad.pdf"), "vt92-inrichtingsplan",
        password="kobalt", hyphens=False)

    scan(place("VB05/uitvoeringsplan-amberkust.pdf"), "vb05-uitvoeringsplan")
    word(place("VT93/convenant-kust-en-velden.docx"), "vt93-convenant")

    pdf(place("VB07/regiovisie-rietmark.pdf"), "vb07-regiovisie", head="Regiovisie Rietmark")
    copy(place("VB0701/beleidsplan-jeugd.txt"), "vb0701-beleidsplan.txt")
    copy(place("VB0701/gespreksverslag-2015-03-12.txt"), "vb0701-gespreksverslag.txt")
    copy(place("VB0702/beleidsplan-jeugd.md"), "vb0702-beleidsplan.md")
    odt(place("VB08/regiovisie-zilverdonk.odt"), "vb08-regiovisie")
    web(place("VB0801/beleidsplan-jeugd.html"), "vb0801-beleidsplan", "Gemeente Donkerwierde")
    copy(place("VB0802/beleidsplan-jeugd.txt"), "vb0802-beleidsplan.txt")
    web(place("VB09/regiovisie-lariksoord.html"), "vb09-regiovisie", "Regio Lariksoord")
    copy(place("VB0901/beleidsplan-jeugd.md"), "vb0901-beleidsplan.md")
    copy(place("VB0902/beleidsplan-jeugd.txt"), "vb0902-beleidsplan.txt")
    odt(place("VB10/regiovisie-bergschor.odt"), "vb10-regiovisie")
    odt(place("VB1001/beleidsplan-jeugd.odt"), "vb1001-beleidsplan")
    copy(place("VB1002/beleidsplan-jeugd.md"), "vb1002-beleidsplan.md")
    copy(place("VB11/regiovisie-mirtewaard.md"), "vb11-regiovisie.md")
    copy(place("VB1101/beleidsplan-jeugd.txt"), "vb1101-beleidsplan.txt")
    web(place("VB1102/beleidsplan-jeugd.html"), "vb1102-beleidsplan", "Gemeente Grauwersloot")
    pdf(place("VT94/inrichtingsplan-veilig-thuis-vijf-kwartieren.pdf"), "vt94-inrichtingsplan",
        hyphens=False)

    word(place("overig/nadere-regels-jeugd.docx"), "overig-verordening")
    copy(place("landelijk/handreiking-regiovisie.txt"), "landelijk-handreiking.txt")


# ---------------------------------------------------------------- natellen

TERMS = {
    "AMK": r"\bAMK\b", "Veilig Thuis": r"(?i)veilig\s+thuis", "Mishandeling": r"(?i)mishandeling",
    "Jeugdhulp": r"(?i)jeugdhulp", "Kindermishandeling": r"(?i)kindermishandeling",
    "Geweld": r"(?i)geweld(?!ig\b|ige\b)", "Veiligheid": r"(?i)veiligheid",
    "Meldcode": r"(?i)meldcode", "Privacy": r"(?i)privacy",
    "(Jeugd)bescherming": r"(?i)bescherming"}


def plain(file):
    """De tekst van een stuk zoals zij geschreven is: zonder koptekst en inhoudsopgave."""
    source = SOURCE_OF[file]
    text = (TEXTS / source).read_text(encoding="utf-8")
    text = re.sub(r"(\w)-\n!bovenaan ", r"\1", text)
    text = re.sub(r"(\w)-\n(?=[a-z])", r"\1", text)
    return re.sub(r"\s+", " ", text)


SOURCE_OF = {
    "VT91/inrichtingsplan-veilig-thuis-driestromen.pdf": "vt91-inrichtingsplan.md",
    "VT93/convenant-kust-en-velden.docx": "vt93-convenant.md",
    "VB01/regiovisie-waterwolde.pdf": "vb01-regiovisie.md",
    "VB0103/raadsinformatiebrief-maart-2015.txt": "vb0103-raadsbrief.txt",
    "VB02/regiovisie-duinreek.docx": "vb02-regiovisie.md",
    "VB02/uitvoeringsprogramma-2015.odt": "vb02-uitvoeringsprogramma.md",
    "VB02/memo-jeugd.md": "vb02-memo-jeugd.md",
    "VB0202/beleidsplan-jeugd.html": "vb0202-beleidsplan.md",
    "VB03/regiovisie-purperhei.pdf": "vb03-regiovisie.md",
    "VB0301/beleidsplan-jeugd-purperloo.docx": "vb0301-beleidsplan.md",
    "VB04/regiovisie-kobaltstad.odt": "vb04-regiovisie.md",
    "VB08/regiovisie-zilverdonk.odt": "vb08-regiovisie.md",
    "VT94/inrichtingsplan-veilig-thuis-vijf-kwartieren.pdf": "vt94-inrichtingsplan.md",
    "VB0401/uitvoeringsplan-kobaltstad.pdf": "vb0401-uitvoeringsplan.md",
}


def recount():
    """Vergelijkt de met de hand getelde waarden met een telling in de teksten."""
    with open(HERE / "truth/terms.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    differences = 0
    for row in rows:
        found = len(re.findall(TERMS[row["term"]], plain(row["file"])))
        if found != int(row["count"]):
            differences += 1
            print(f"{row['file']}: {row['term']} geteld {row['count']}, nageteld {found}")
    print(f"{len(rows)} tellingen vergeleken, {differences} verschillen")
    return differences


if __name__ == "__main__":
    make()
    if "--tel" in sys.argv:
        sys.exit(1 if recount() else 0)
