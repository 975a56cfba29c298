// SPDX-License-Identifier: EUPL-1.2

/// The tables of the corpus.
///
/// `segment` and `posting` are the index; see `IndexSegment`, `PostingBlock` and `WordPostings` for what is
/// packed in them. `sketch` and `likeness` find papers that are nearly the same; see `TextSketch`.
enum CorpusSchema {
  /// To be raised with every change of tables, packed forms or tokens; an older corpus is made again.
  static let version = 6
  /// "VPcx" in ASCII: tells that a file is a corpus.
  static let applicationID: Int32 = 0x5650_6378

  /// The key of the setting that counts how often documents were removed.
  static let removals = "index.removals"

  /// The number of bits for the place of a document in its block of counts.
  static let countBlockBits: Int64 = 10

  static let tables = """
    CREATE TABLE file(
      path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
      inode INTEGER NOT NULL, version TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE document(
      number INTEGER PRIMARY KEY AUTOINCREMENT, version TEXT NOT NULL UNIQUE,
      segment INTEGER NOT NULL DEFAULT 0, readerVersion TEXT NOT NULL,
      options TEXT NOT NULL, terms TEXT NOT NULL, state TEXT NOT NULL, format TEXT NOT NULL,
      pageCount INTEGER NOT NULL, pagesWithoutText TEXT NOT NULL, recognized TEXT NOT NULL,
      isOpenToRecognition INTEGER NOT NULL, passageCount INTEGER NOT NULL,
      language TEXT, title TEXT, metadataDate TEXT, lock TEXT, diagnostics TEXT NOT NULL);
    CREATE INDEX protectedDocument ON document(lock) WHERE lock IS NOT NULL;
    CREATE TABLE page(
      document INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL);
    CREATE UNIQUE INDEX pageByNumber ON page(document, number);
    CREATE TABLE boxes(
      document INTEGER NOT NULL, page INTEGER NOT NULL, packed BLOB NOT NULL, confidences BLOB,
      PRIMARY KEY(document, page)) WITHOUT ROWID;
    CREATE TABLE passages(document INTEGER PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE term(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
    CREATE TABLE documentHits(document INTEGER PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE countBlock(block INTEGER PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE word(text TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sketch(document INTEGER PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE likeness(
      first INTEGER NOT NULL, second INTEGER NOT NULL, share REAL NOT NULL,
      PRIMARY KEY(first, second)) WITHOUT ROWID;
    CREATE TABLE segment(
      number INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, dead INTEGER NOT NULL,
      packed BLOB NOT NULL, lengths BLOB NOT NULL);
    CREATE TABLE posting(
      segment INTEGER NOT NULL, first BLOB NOT NULL, words BLOB NOT NULL, places BLOB NOT NULL,
      positions BLOB NOT NULL, PRIMARY KEY(segment, first)) WITHOUT ROWID;
    """
}
