#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes Quality/truth/pages.json from pages of real documents that a person typed over.

    Scripts/pages-truth.py SHARED LIST TRANSCRIPTION... > Quality/truth/pages.json

LIST has a line per page, `name|path below SHARED/data/nl-gov-pdf|page number`. A transcription has the words of
each page in the order in which a person reads them, one block per line, below a line `@ name`:

    # a running head, page number or imprint
    ~ what stands beside the text: a note, a side column; its place in the order is free
    anything else is text, read from top to bottom

A word that the line's end breaks is typed with `=` where it is joined (`kinder=mishandeling`), with `==` where
its own hyphen stays (`Corona==crisis`), and with `-|` where two words stay apart (`advies-| en meldpunt`).

The documents may not be copied, so the file holds hashes: the first 8 hexadecimal digits of the SHA-256 of each
word, in small letters and without punctuation at its ends.
"""
import hashlib, json, re, sys, unicodedata


def fold(text):
    text = unicodedata.normalize('NFC', text).lower()
    text = text.replace('’', "'").replace('‘', "'").replace('–', '-')
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def hashed(word):
    return hashlib.sha256(word.encode()).hexdigest()[:8]


def block(line):
    kind = {'#': 'margin', '~': 'beside'}.get(line[0], 'text')
    words, breaks = [], []
    for token in (line if kind == 'text' else line[2:]).split():
        how = None
        if token.endswith('-|'):
            how, token = 'apart', token[:-1]
        elif '==' in token:
            how, token = 'kept', token.replace('==', '-')
        elif re.search(r'\w=\w', token):
            how, token = 'joined', token.replace('=', '')
        word = fold(token)
        if word:
            if how:
                breaks.append([len(words), how])
            words.append(hashed(word))
    return {'kind': kind, 'words': ' '.join(words), 'breaks': breaks}


def main():
    shared, listing, *transcriptions = sys.argv[1:]
    places = {}
    for line in open(listing):
        name, path, page = line.strip().split('|')
        places[name] = (path, int(page))
    pages = []
    for transcription in transcriptions:
        for line in open(transcription):
            line = line.strip()
            if line.startswith('@ '):
                path, number = places[line[2:]]
                data = open(f'{shared}/data/nl-gov-pdf/{path}', 'rb').read()
                pages.append({'file': path, 'sha256': hashlib.sha256(data).hexdigest(), 'page': number, 'blocks': []})
            elif line:
                pages[-1]['blocks'].append(block(line))
    json.dump({'pages': pages}, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
