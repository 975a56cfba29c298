#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the fixtures of ReadingTests; all text is our own. Run here: python3 make_fixtures.py
Needs reportlab. The three corpus-*.pdf come from ../../../../shared/bench/generate_corpus.py (pdf, seed 1):
the documents named in CORPUS, with their truth in corpus-truth.json."""
import json, os, sys, zipfile
from reportlab import rl_config
rl_config.invariant = 1
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

W, H = A4
EPOCH = (2015, 6, 1, 0, 0, 0)


def lines(c, x, top, texts, size=10, font='Helvetica', step=None):
    """Draws lines downwards; returns the place of the next line."""
    c.setFont(font, size)
    for text in texts:
        c.drawString(x, H - top, text)
        top += step or size * 1.35
    return top


def frame(c, n, title='Regiovisie Noordland 2015-2018'):
    lines(c, 70, 40, [title], 8)
    lines(c, W - 120, H - 40, [f'Pagina {n} van 4'], 8)


def layout_pdf():
    c = canvas.Canvas('layout.pdf', pagesize=A4)
    c.setTitle('Regiovisie Noordland')
    frame(c, 1)
    lines(c, 70, 200, ['Regiovisie Noordland 2015-2018'], 24, 'Helvetica-Bold')
    top = lines(c, 70, 300, ['Inhoud'], 16, 'Helvetica-Bold')
    lines(c, 90, top + 8, ['1. Inleiding .................... 2', '1.1 Rol van Veilig Thuis .................... 2',
                           '2. Samenwerking .................... 3', '3. Bijlagen .................... 4'])
    c.showPage()

    frame(c, 2)
    top = lines(c, 70, 100, ['1. Inleiding'], 16, 'Helvetica-Bold')
    top = lines(c, 70, top + 6, [
        'De gemeenten in Noordland werken samen aan de aanpak van kinder-',
        'mishandeling en huiselijk geweld. Zij richten een advies-',
        'en meldpunt in voor de hele regio en spreken af wie de AMHK-',
        'regio vertegenwoordigt. De sociaal-culturele instellingen doen ook mee. Het sociaal-',
        'culturele werk en de scholen in Noord-',
        'Holland volgen dezelfde lijn als de gemeenten.'])
    top = lines(c, 70, top + 8, ['Een tweede alinea begint na witruimte, en noemt Veilig',
                                 'Thuis over het einde van een regel.'])
    top = lines(c, 84, top + 8, ['• eerste punt van de lijst dat zo lang is dat het op een tweede',
                                 'regel verder gaat', '• tweede punt'])
    for number, row in enumerate([('Onderdeel', 'Toelichting', '2015'), ('Preventie', 'voorlichting op scholen', '120'),
                                  ('Opvang', 'plaatsen in de regio', '45')]):
        for x, cell in zip((76, 200, 420), row):
            lines(c, x, top + 20 + number * 18, [cell], 9)
    lines(c, 70, 700, ['De afspraken gelden voor alle gemeenten en worden ieder jaar', 'besproken door de bestuurders, die daarbij kijken naar de mis-'])
    c.showPage()

    frame(c, 3)
    top = lines(c, 70, 100, ['handeling van kinderen en naar de hulp die zij krijgen.'])
    top = lines(c, 70, top + 14, ['2. Samenwerking'], 16, 'Helvetica-Bold')
    top = lines(c, 70, top + 6, ['Er staan tekens als \u20ac, \u00e9n en \u00eb in deze zin over privacy.'])
    lines(c, 70, 690, ['De gemeenten leggen de verdeling van de taken vast in een plan', 'en de gemeenteraden stellen dat plan vast na overleg met de'])
    c.showPage()

    frame(c, 4)
    lines(c, 70, 100, ['partners in de regio.'])
    lines(c, 70, 140, ['1 Een noot in kleine letters onder aan de pagina.'], 7)
    lines(c, 70, 690, ['1 Bron: eigen telling van de gemeenten.'], 7)
    c.showPage()
    c.save()


def columns_pdf():
    c = canvas.Canvas('columns.pdf', pagesize=A4)
    left = ['De linkerkolom van deze pagina', 'begint bovenaan en loopt door', 'tot de zin hier breekt in jeugd-']
    right = ['bescherming bovenaan rechts', 'en daar ook eindigt.']
    for n in range(12):
        left.insert(0, f'Regel {n} van de kolom links.')
        right.append(f'Regel {n} van de kolom rechts.')
    lines(c, 70, 100, left)
    lines(c, 320, 100, right)
    c.showPage()
    c.save()


def locked_pdf():
    c = canvas.Canvas('locked.pdf', pagesize=A4, encrypt=StandardEncryption('geheim', strength=128))
    lines(c, 70, 100, ['Dit stuk is alleen met het wachtwoord te lezen.'])
    c.showPage()
    c.save()


def open_pdf():
    c = canvas.Canvas('owner-only.pdf', pagesize=A4, encrypt=StandardEncryption('', 'geheim', strength=128))
    lines(c, 70, 100, ['Dit stuk is versleuteld, maar vraagt niet om een wachtwoord.'])
    c.showPage()
    c.save()


def half_scanned_pdf():
    c = canvas.Canvas('half-scanned.pdf', pagesize=A4)
    for n in range(3):
        if n == 1:
            c.rect(100, 100, 300, 300, fill=1)
        else:
            lines(c, 70, 100, [f'Tekst op pagina {n + 1} van het stuk.'])
        c.showPage()
    c.save()


def packed(name, members):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:
        for path, text in members:
            z.writestr(zipfile.ZipInfo(path, EPOCH), text, zipfile.ZIP_DEFLATED)


WNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(name, body, **parts):
    packed(name, [('[Content_Types].xml', '<Types/>'), ('word/document.xml', f'<w:document {WNS}><w:body>{body}</w:body></w:document>')]
           + [(k, v) for k, v in parts.items()])


def word_fixture():
    run = lambda t: f'<w:r><w:t xml:space="preserve">{t}</w:t></w:r>'
    para = lambda t, style=None, extra='': '<w:p><w:pPr>%s%s</w:pPr>%s</w:p>' % (
        f'<w:pStyle w:val="{style}"/>' if style else '', extra, t)
    cell = lambda t: f'<w:tc>{para(run(t))}</w:tc>'
    num = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (para(run('Aanpak kindermishandeling'), 'Kop1') + para(run('Inhoud 3'), 'TOC1')
            + para(run('De gemeente koopt jeugd') + run('hulp in') + '<w:ins>' + run(' bij aanbieders') + '</w:ins>'
                   + '<w:del><w:r><w:delText> zonder afspraken</w:delText></w:r></w:del>' + run('.'))
            + para(run('eerste punt'), None, num) + para(run('Werkwijze'), 'Eigen')
            + f'<w:tbl><w:tr>{cell("Partner")}{cell("Rol")}</w:tr><w:tr>{cell("Politie")}{cell("melden")}</w:tr></w:tbl>')
    styles = (f'<w:styles {WNS}><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
              '<w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>')
    notes = f'<w:footnotes {WNS}><w:footnote>{para(run("Zie de bijlage."))}</w:footnote></w:footnotes>'
    core = ('<c:coreProperties xmlns:c="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Nota jeugd</dc:title>'
            '<dcterms:created>2015-03-01T09:00:00Z</dcterms:created></c:coreProperties>')
    docx('nota.docx', body, **{'word/styles.xml': styles, 'word/footnotes.xml': notes, 'docProps/core.xml': core,
                               'word/comments.xml': f'<w:comments {WNS}>{para(run("opmerking"))}</w:comments>'})
    docx('bomb.docx', para(run('a' * (40 << 20))))


def structure_word_fixture():
    """Everything that a Word document can hide a word in: structuur.docx."""
    run = lambda t, p='': f'<w:r>{"<w:rPr>" + p + "</w:rPr>" if p else ""}<w:t xml:space="preserve">{t}</w:t></w:r>'
    para = lambda t, style=None, extra='': '<w:p><w:pPr>%s%s</w:pPr>%s</w:p>' % (
        f'<w:pStyle w:val="{style}"/>' if style else '', extra, t)
    field = lambda instr, shown: (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instr}</w:instrText></w:r>'
                                  f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    num = lambda level: f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    cell = lambda t, p='': f'<w:tc><w:tcPr>{p}</w:tcPr>{para(t)}</w:tc>'
    row = lambda cells, p='': f'<w:tr><w:trPr>{p}</w:trPr>{"".join(cells)}</w:tr>'
    toc = ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
           '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run('1 Aanpak 2') + '</w:p>' + para(run('1.1 Partners 3'))
           + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    box = ('<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>' + para(run('In het kader: bel Veilig Thuis.'))
           + '</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>' + para(run('dubbel')) + '</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>')
    deleted = '<w:rPr><w:del/></w:rPr>'
    body = (toc + para(run('Aanpak'), 'Kop1') + para(run('Partners'), 'KopDaaronder')
            + para(run('De politie meldt') + '<w:ins>' + run(' altijd') + '</w:ins>' + '<w:del>' + run('nooit') + '</w:del>'
                   + run(' aan Veilig Thuis') + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run('.') + run('verborgen', '<w:vanish/>'))
            + para('<w:moveFrom>' + run('Deze zin stond hier.') + '</w:moveFrom>', None, '<w:rPr><w:moveFrom/></w:rPr>')
            + para(run('De school '), None, deleted) + para(run('meldt ook') + box + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run('.'))
            + para('<w:moveTo>' + run('Deze zin staat nu hier.') + '</w:moveTo>')
            + para(run('eerste punt'), None, num(0)) + para(run('punt daaronder'), None, num(1)) + para(run('tweede punt'), None, num(0))
            + para(run('Vet kopje', '<w:b/>')) + para(run('Zie ') + field(' REF x ', run('paragraaf 2')) + run(' en ') + '<w:fldSimple w:instr=" PAGE ">' + run('4') + '</w:fldSimple>' + run('.'))
            + para(run('Tabel ') + field(' SEQ Tabel ', run('1')) + run(': Meldingen'), 'Bijschrift')
            + '<w:tbl>' + row([cell(run('Wijk')), cell(run('Meldingen'), '<w:gridSpan w:val="2"/>'), cell(run('Noot'))], '<w:tblHeader/>')
            + row([cell(run('Ringvaart'), '<w:vMerge w:val="restart"/>'), cell(run('97')), cell(run('11')), cell(run('a'))])
            + row([cell('', '<w:vMerge/>'), cell(run('98')), cell(run('12')), cell(run('b'))])
            + row([cell(run('weg')), cell(run('1'))], '<w:del/>') + '</w:tbl>' + para(run('Slot.')))
    styles = (f'<w:styles {WNS}><w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="KopDaaronder"><w:name w:val="Mijn kop"/><w:basedOn w:val="Kop2"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style></w:styles>')
    notes = (f'<w:footnotes {WNS}><w:footnote w:type="separator" w:id="0">{para(run("streep"))}</w:footnote>'
             f'<w:footnote w:id="2">{para(run("Sinds 2015."))}</w:footnote></w:footnotes>')
    ends = f'<w:endnotes {WNS}><w:endnote w:id="1">{para(run("Aan het eind."))}</w:endnote></w:endnotes>'
    docx('structuur.docx', body, **{'word/styles.xml': styles, 'word/footnotes.xml': notes, 'word/endnotes.xml': ends})


ONS = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in
               [('office', 'office'), ('text', 'text'), ('table', 'table'), ('manifest', 'manifest')])


def structure_open_fixture():
    """structuur.odt: the same kinds of passages as structuur.docx."""
    p = lambda t, style='': f'<text:p text:style-name="{style}">{t}</text:p>'
    cell = lambda t, extra='': f'<table:table-cell{extra}>{p(t)}</table:table-cell>'
    row = lambda *cells: f'<table:table-row>{"".join(cells)}</table:table-row>'
    note = lambda t: f'<text:note><text:note-citation>1</text:note-citation><text:note-body>{p(t)}</text:note-body></text:note>'
    body = ('<text:tracked-changes><text:changed-region><text:deletion>' + p('verwijderd') + '</text:deletion></text:changed-region></text:tracked-changes>'
            '<text:table-of-content><text:index-body>' + p('1 Aanpak 2') + '</text:index-body></text:table-of-content>'
            '<text:h text:outline-level="1">Aanpak</text:h>'
            + p('De politie meldt<text:change-start/> altijd<text:change-end/> aan Veilig Thuis' + note('Sinds 2015.')
                + '.<office:annotation>' + p('opmerking') + '</office:annotation>')
            + '<text:list><text:list-item>' + p('eerste punt') + '<text:list><text:list-item>' + p('punt daaronder')
            + '</text:list-item></text:list></text:list-item><text:list-item>' + p('tweede punt') + '</text:list-item></text:list>'
            + p('Vet kopje', 'P1') + p('Gewone tekst met een <text:span text:style-name="T1">vet woord</text:span>.')
            + p('Tabel 1: Meldingen', 'Table')
            + '<table:table><table:table-header-rows>' + row(cell('Wijk'), cell('Meldingen', ' table:number-columns-spanned="2"'),
                                                         '<table:covered-table-cell/>', cell('Noot')) + '</table:table-header-rows>'
            + row(cell('Ringvaart', ' table:number-rows-spanned="2"'), cell('97'), cell('11'), cell('a' + note('Bij de tabel.')))
            + row('<table:covered-table-cell/>', cell('98'), cell('12'), cell('b')) + '</table:table>')
    styles = ('<office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-weight="bold"/>'
              '</style:style><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>')
    content = (f'<office:document-content {ONS} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="f">'
               f'{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>')
    packed('structuur.odt', [('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', content)])


def table_pdf():
    """tabellen.pdf: tables drawn column by column, long cells without lines, a labelled heading, notes, a hanging list."""
    c = canvas.Canvas('tabellen.pdf', pagesize=A4)
    lines(c, 70, 80, ['2 Samenwerking'], 16, 'Helvetica-Bold')
    lines(c, 70, 110, ['De partners leggen vast wie wat doet. De taken staan in de tabel, en wie', 'ze uitvoert staat daarnaast.'])
    columns = [(70, ['Partner', 'Politie', 'School', 'Huisarts']),
               (170, ['Wat de partner doet', 'meldt bij Veilig Thuis en', 'ziet signalen en bespreekt', 'verwijst naar hulp']),
               (330, ['Sinds', '2013', '2014', '2015'])]
    second = {1: (170, 'doet zo nodig aangifte'), 2: (170, 'die in het team')}
    for x, cells in columns:                       # drawn column by column, as some programs do
        top = 160
        for number, text in enumerate(cells):
            lines(c, x, top, [text], 10)
            if x == 170 and number in second:
                lines(c, x, top + 13, [second[number][1]], 10)
            top += 13 + (13 if number in second else 0)
    lines(c, 70, 250, ['Tabel 1: Taken van de partners'])
    for number, (label, texts) in enumerate([('a.', ['Een punt van de lijst dat zo lang', 'is dat het verder gaat.']), ('b.', ['Nog een punt.']),
                                             ('c.', ['Het laatste punt.'])]):
        lines(c, 70, 290 + number * 30, [label])
        lines(c, 95, 290 + number * 30, texts)
    long = [('Toegang', ['De wijkteams regelen de toegang tot de jeugdhulp en', 'zij kijken daarbij naar het hele gezin.', 'Zij werken met een plan.']),
            ('Melden', ['Wie zich zorgen maakt, belt met Veilig Thuis, ook', 'als nog niet zeker is wat er speelt.', 'De meldcode helpt daarbij.']),
            ('Herstel', ['Na de crisis volgt een plan voor herstel van het kind', 'met de ouders en de school.'])]
    top = 420
    for label, texts in long:
        lines(c, 70, top, [label])
        top = lines(c, 200, top, texts) + 16
    lines(c, 70, 760, ['1 Bron: eigen telling van de gemeenten.'], 7)
    lines(c, 70, 769, ['2 Zonder de meldingen van scholen.'], 7)
    c.showPage()
    c.save()


def open_fixture():
    body = ('<text:tracked-changes><text:changed-region><text:deletion><text:p>verwijderd</text:p></text:deletion>'
            '</text:changed-region></text:tracked-changes><text:h text:outline-level="2">Toegang<text:s/>tot hulp</text:h>'
            '<text:p>De meldcode<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Sinds 2013.</text:p>'
            '</text:note-body></text:note> is verplicht.</text:p><text:list><text:list-item><text:p>een punt</text:p></text:list-item></text:list>'
            '<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p>'
            '</table:table-cell></table:table-row></table:table>')
    content = f'<office:document-content {ONS}><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    packed('nota.odt', [('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', content)])
    manifest = f'<manifest:manifest {ONS}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    packed('locked.odt', [('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', 'xxxx'), ('META-INF/manifest.xml', manifest)])


CORPUS = sys.argv[1:]


def corpus():
    """Copies documents of the generated corpus: make_fixtures.py CORPUS_FOLDER NUMBER..."""
    if not CORPUS:
        return
    folder, numbers = CORPUS[0], {int(n) for n in CORPUS[1:]}
    truth = {}
    for line in open(folder.rstrip('/') + '.truth.jsonl'):
        d = json.loads(line)
        if d['doc'] in numbers:
            name = f"corpus-{d['doc']:05d}.pdf"
            open(name, 'wb').write(open(f"{folder}/d{d['doc']:05d}.pdf", 'rb').read())
            truth[name] = d['kw']
    json.dump(truth, open('corpus-truth.json', 'w'), indent=1, sort_keys=True)


os.chdir(os.path.dirname(os.path.abspath(__file__)))
layout_pdf()
columns_pdf()
locked_pdf()
open_pdf()
half_scanned_pdf()
word_fixture()
open_fixture()
structure_word_fixture()
structure_open_fixture()
table_pdf()
corpus()
