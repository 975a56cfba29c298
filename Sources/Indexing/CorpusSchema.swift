// SPDX-License-Identifier: EUPL-1.2

/// The tables of the corpus.
///
/// See the [FTS5 manual](https://www.sqlite.org/fts5.html#contentless_tables) for contentless tables.
enum CorpusSchema {
  /// To be raised with every change of tables, packed forms or tokens; an older corpus is made again.
  static let version = 3
  /// "VPcx" in ASCII: tells that a file is a corpus.
  static let applicationID: Int32 = 0x5650_6378

  /// The number of bits for the passage in a row number of the index; the rest is the document's number.
  static let passageBits: Int64 = 24

  static let tables = """
    CREATE TABLE file(
      path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
      inode INTEGER NOT NULL, version TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE document(
      number INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, readerVersion TEXT NOT NULL,
      options TEXT NOT NULL, terms TEXT NOT NULL, state TEXT NOT NULL, format TEXT NOT NULL,
      pageCount INTEGER NOT NULL, pagesWithoutText TEXT NOT NULL, recognized TEXT NOT NULL,
      isOpenToRecognition INTEGER NOT NULL, passageCount INTEGER NOT NULL,
      language TEXT, title TEXT, metadataDate TEXT, diagnostics TEXT NOT NULL);
    CREATE TABLE page(
      document INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL);
    CREATE UNIQUE INDEX pageByNumber ON page(document, number);
    CREATE TABLE boxes(
      document INTEGER NOT NULL, page INTEGER NOT NULL, packed BLOB NOT NULL, confidences BLOB,
      PRIMARY KEY(document, page)) WITHOUT ROWID;
    CREATE TABLE passages(document INTEGER PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE term(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
    CREATE TABLE termHits(
      document INTEGER NOT NULL, term INTEGER NOT NULL, bodyCount INTEGER NOT NULL,
      otherCount INTEGER NOT NULL, packed BLOB NOT NULL,
      PRIMARY KEY(document, term)) WITHOUT ROWID;
    CREATE TABLE word(text TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE passageIndex USING fts5(
      words, elided, content='', columnsize=0, tokenize="ascii tokenchars ''''");
    INSERT INTO passageIndex(passageIndex, rank) VALUES('hashsize', 16777216);
    """

  static func row(document: Int64, passage: Int) -> Int64 {
    document << passageBits | Int64(passage)
  }

  static func document(row: Int64) -> Int64 { row >> passageBits }
  static func passage(row: Int64) -> Int { Int(row & ((1 << passageBits) - 1)) }
}
