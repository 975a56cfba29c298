#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes Resources/words/nl.words from the Dutch word list of Debian (hunspell-nl, by OpenTaal).

    Scripts/make-word-list.py            writes the list
    Scripts/make-word-list.py --check    says whether the list is what this script makes (status 1: no)

Needs: sudo apt install hunspell-nl. The same package and supplement give the same bytes.

Every word with its affixes written out, folded as Folding.fold does (lower case, without diacritics, ij
for the ligature), with what kind of word it is and how often it is part of a compound in the list
itself. Forbidden words and forms that exist only within compounds are left out. The form is that of a
minimal acyclic automaton; Sources/DutchText/WordList.swift says how it is read.
"""
import argparse, hashlib, os, re, struct, sys, unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, 'Resources', 'words')
ALPHABET = "abcdefghijklmnopqrstuvwxyz'-"
# The kinds in the order in which one wins where a spelling is several words.
NOUN, FORM, ADJECTIVE, VERB, OTHER, NAME = range(6)
MAGIC = b'VPWORDS1'


def fold(text):
    text = text.replace('ĳ', 'ij').replace('Ĳ', 'IJ').replace('’', "'")
    text = text.replace('æ', 'ae').replace('œ', 'oe').replace('ß', 'ss')
    text = unicodedata.normalize('NFKD', text)
    return ''.join(c for c in text if not unicodedata.combining(c)).lower()


def flags(text):
    return {text[i:i + 2] for i in range(0, len(text), 2)}


def read_affixes(path):
    """Rules by flag: (is prefix, [(strip, add, condition, continuation)])."""
    rules = {}
    for line in open(path, encoding='utf-8'):
        cells = line.split('#')[0].split()
        if len(cells) < 4 or cells[0] not in ('SFX', 'PFX'):
            continue
        kind, flag, strip, add = cells[:4]
        entry = rules.setdefault(flag, (kind == 'PFX', []))
        if len(cells) == 4:  # the head: SFX Za Y 1
            continue
        add, _, continuation = add.partition('/')
        # A form with a hyphen at its end or start exists in compounds only.
        if add.endswith('-') or (kind == 'PFX' and add.startswith('-')):
            continue
        condition = cells[4] if not cells[4].startswith('ts:') else '.'
        pattern = re.compile('^(?:%s)' % condition if kind == 'PFX' else '(?:%s)$' % condition)
        entry[1].append(('' if strip == '0' else strip, '' if add == '0' else add, pattern,
                         flags(continuation)))
    return rules


def forms(word, marks, rules):
    """The word and its forms, each with the flag that made it."""
    made = [(word, None)]
    for mark in sorted(marks):
        prefix, entries = rules.get(mark, (False, []))
        if prefix:
            continue
        for strip, add, condition, continuation in entries:
            if 'Cx' in continuation or not add or not word.endswith(strip):
                continue
            if condition.search(word):
                made.append((word[:len(word) - len(strip)] + add, mark))
    prefixed = []
    for mark in sorted(marks):
        prefix, entries = rules.get(mark, (False, []))
        for _, add, condition, _ in entries if prefix else []:
            prefixed += [(add + form, by or mark) for form, by in made if condition.search(form)]
    return made + prefixed


def kind_of(word, marks):
    if marks & {'PN', 'PI', 'PJ', 'PK'} or word[:1].isupper():
        return NAME
    # A noun has a plural or a diminutive, or stands at the end of compounds; an infinitive may too.
    if any(m[0] == 'Z' and m != 'Zm' or m[0] == 'Y' for m in marks) or marks & {'Cc', 'Ch'}:
        return NOUN
    if any(m[0] == 'A' for m in marks) or marks & {'Xe', 'Zm', 'Ve', 'Zk'}:
        return ADJECTIVE
    if any(m[0] in 'VP' for m in marks):
        return VERB
    if marks & {'Ca', 'Cb', 'Ce', 'Cd'}:
        return NOUN
    return OTHER


def read_words(folder):
    rules = read_affixes(os.path.join(folder, 'nl.aff'))
    words = {}

    def note(form, kind):
        form = fold(form)
        if form and form[0] not in "'-" and form[-1] != '-' and all(c in ALPHABET for c in form):
            words[form] = min(kind, words.get(form, NAME))

    for line in open(os.path.join(folder, 'nl.dic'), encoding='utf-8').readlines()[1:]:
        word, _, rest = line.strip().partition('/')
        marks = flags(rest.split()[0]) if rest else set()
        if marks & {'Fw', 'Cx'}:
            continue
        kind = kind_of(word, marks)
        for form, mark in forms(word, marks, rules):
            own = kind
            if mark and kind == NOUN:
                own = FORM
            if mark == 'Zm':
                own = NOUN
            elif mark and mark[0] == 'V':
                own = ADJECTIVE if mark == 'Ve' else VERB
            elif mark and mark[0] == 'A' and kind == NOUN:
                own = ADJECTIVE
            note(form, own)
    kinds = {'noun': NOUN, 'form': FORM, 'adjective': ADJECTIVE, 'verb': VERB, 'other': OTHER}
    for line in open(os.path.join(FOLDER, 'supplement.txt'), encoding='utf-8'):
        line = line.strip()
        if line and not line.startswith('#'):
            kind, *forms_ = line.split()
            for form in forms_:
                note(form, kinds[kind])
    return words


def productivity(words):
    """How many words of the list are two words of the list, of four letters or more, by each of the two."""
    counts = {}
    content = {w for w, k in words.items() if k != NAME and len(w) >= 3 and "'" not in w and '-' not in w}
    for word in content:
        for cut in range(3, len(word) - 2):
            left, right = word[:cut], word[cut:]
            if right not in content or (len(left) < 4 and len(right) < 4):
                continue
            for link in ('', 's', 'en', 'er', 'n', 'e'):
                if not left.endswith(link) or len(left) - len(link) < 3:
                    continue
                stem = left[:len(left) - len(link)] if link else left
                if stem in content:
                    counts[stem] = counts.get(stem, 0) + 1
                    counts[right] = counts.get(right, 0) + 1
                    break
    return counts


# The marks of the automaton's words, from 1: per kind the productivity levels that it tells apart. A form
# of a noun (a plural, a diminutive) that is no entry of the list itself is a kind of its own.
LEVELS = ((NOUN, (0, 1, 2, 3, 4)), (FORM, (0, 2)), (ADJECTIVE, (0, 2, 4)), (VERB, (0, 2)),
          (OTHER, (0, 3)), (NAME, (0,)))


def mark(kind, count):
    level = 4 if count >= 60 else 3 if count >= 12 else 2 if count >= 3 else 1 if count >= 1 else 0
    first = 1
    for other, levels in LEVELS:
        if other == kind:
            return first + max(i for i, l in enumerate(levels) if l <= level)
        first += len(levels)


def automaton(entries):
    """The edges of the minimal automaton over sorted (word, mark from 1) pairs."""
    # A node is [mark of the word that ends here, {letter: node}]; only the path of the last word is open.
    register, path, last = {}, [[0, {}]], ''

    def close(down_to):
        while len(path) - 1 > down_to:
            node = path.pop()
            key = (node[0], tuple((c, id(n)) for c, n in node[1].items()))
            path[-1][1][last[len(path) - 1]] = register.setdefault(key, node)

    for word, mark in entries:
        common = 0
        while common < min(len(word), len(last)) and word[common] == last[common]:
            common += 1
        close(common)
        for letter in word[common:]:
            node = [0, {}]
            path[-1][1][letter] = node
            path.append(node)
        path[-1][0] = mark
        last = word
    close(0)
    root = path[0]
    place, order, waiting = {}, [], [root]
    count = 0
    while waiting:
        node = waiting.pop()
        if id(node) in place or not node[1]:
            continue
        place[id(node)] = count
        count += len(node[1])
        order.append(node)
        waiting += reversed(list(node[1].values()))
    edges = []
    for node in order:
        letters = list(node[1])
        for letter in letters:
            child = node[1][letter]
            # An edge: where the child's edges begin (22 bits; 0 where it has none), the letter (5 bits),
            # whether it is the node's last (1 bit), the mark of the word that ends with it (4 bits).
            start = place.get(id(child), 0)
            if start >= 1 << 22:
                sys.exit('the list has too many words for its form')
            edges.append(start | ALPHABET.index(letter) << 22 | (letter == letters[-1]) << 27
                         | child[0] << 28)
    return edges


def make(folder):
    words = read_words(folder)
    counts = productivity(words)
    entries = [(w, mark(k, counts.get(w, 0))) for w, k in words.items()]
    # The automaton's letters must come in one order everywhere.
    entries.sort(key=lambda e: [ALPHABET.index(c) for c in e[0]])
    edges = automaton(entries)
    body = struct.pack('<%dI' % len(edges), *edges)
    head = MAGIC + struct.pack('<II', len(entries), len(edges)) + hashlib.sha256(body).digest()
    return head + body, len(entries), len(edges)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--dictionary', default='/usr/share/hunspell', help='folder of nl.dic and nl.aff')
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.dictionary, 'nl.dic')):
        sys.exit('nl.dic is not in %s: sudo apt install hunspell-nl' % options.dictionary)
    data, words, edges = make(options.dictionary)
    target = os.path.join(FOLDER, 'nl.words')
    if options.check:
        same = os.path.exists(target) and open(target, 'rb').read() == data
        print('nl.words is %swhat this script makes' % ('' if same else 'not '))
        sys.exit(0 if same else 1)
    with open(target, 'wb') as file:
        file.write(data)
    print('%d words, %d edges, %d bytes' % (words, edges, len(data)))


if __name__ == '__main__':
    main()
