// SPDX-License-Identifier: EUPL-1.2
#ifndef CMARKUP_H
#define CMARKUP_H

#include <stddef.h>

/// A walk over the elements and the text of an XML or HTML document; entities are never expanded in
/// text, and in attributes only as far as libxml2's limits allow.
typedef struct cmarkup_reader cmarkup_reader;

enum {
  CMARKUP_ERROR = -1,
  CMARKUP_END = 0,
  CMARKUP_START_ELEMENT = 1,
  CMARKUP_END_ELEMENT = 2,
  CMARKUP_TEXT = 3,
};

/// Begins to walk over XML; NULL when memory runs out. The bytes must outlive the reader.
cmarkup_reader *cmarkup_open_xml(const char *bytes, size_t length);
/// The same, but a document type is an error, in whatever encoding: nothing in it is read.
cmarkup_reader *cmarkup_open_plain_xml(const char *bytes, size_t length);
/// Parses HTML in UTF-8, whatever encoding it declares, and begins to walk over it.
cmarkup_reader *cmarkup_open_html(const char *bytes, size_t length);
/// Whether the parser of HTML gave up before the end of the bytes.
int cmarkup_stopped(cmarkup_reader *reader);
/// How often memory ran out in this thread since the last call.
int cmarkup_take_shortages(void);
void cmarkup_close(cmarkup_reader *reader);
/// The next start, end or text; an empty element gives a start and an end.
int cmarkup_next(cmarkup_reader *reader);
/// The name with its prefix ("w:p"); valid until the next step.
const char *cmarkup_name(cmarkup_reader *reader);
/// The namespace of the element; one address for one namespace as long as the reader lives; NULL without one.
const char *cmarkup_namespace(cmarkup_reader *reader);
/// The name without its prefix; valid until the next step.
const char *cmarkup_local_name(cmarkup_reader *reader);
/// The text; valid until the next step.
const char *cmarkup_text(cmarkup_reader *reader);
/// The attribute with its prefix ("w:val"), valid until the next call; NULL when absent.
const char *cmarkup_attribute(cmarkup_reader *reader, const char *name);
/// The attribute of a namespace, valid until the next call; NULL when absent.
const char *cmarkup_attribute_in(cmarkup_reader *reader, const char *space, const char *name);

#endif
