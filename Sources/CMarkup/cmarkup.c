// SPDX-License-Identifier: EUPL-1.2
#include "cmarkup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct cmarkup_reader {
  xmlTextReaderPtr reader;
  htmlDocPtr page;
  xmlChar *attribute;
  int end_pending;
  int stopped;
  int is_plain;
  int is_refused;
};

static void ignore_error(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static _Thread_local int shortages = 0;

static void ignore_structured(void *context, xmlErrorPtr error) {
  (void)context;
  shortages += error != NULL && error->code == XML_ERR_NO_MEMORY;
}

int cmarkup_take_shortages(void) {
  const int count = shortages;
  shortages = 0;
  return count;
}

static cmarkup_reader *wrap(xmlTextReaderPtr reader, htmlDocPtr page) {
  cmarkup_reader *result = reader == NULL ? NULL : calloc(1, sizeof *result);
  if (result == NULL) {
    shortages += 1;
    if (reader != NULL) {
      xmlFreeTextReader(reader);
    }
    if (page != NULL) {
      xmlFreeDoc(page);
    }
    return NULL;
  }
  result->reader = reader;
  result->page = page;
  return result;
}

/// Whether the bytes declare entities, whose growth only libxml2's own limits hold back.
static int declares_entities(const char *bytes, size_t length) {
  static const char wanted[] = "<!ENTITY";
  const size_t size = sizeof wanted - 1;
  for (size_t at = 0; at + size <= length; at++) {
    const char *found = memchr(bytes + at, '<', length - at - size + 1);
    if (found == NULL) {
      return 0;
    }
    at = (size_t)(found - bytes);
    if (memcmp(found, wanted, size) == 0) {
      return 1;
    }
  }
  return 0;
}

static int is_space(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

/// Whether `at` begins with this word in lower case, whatever the case there.
static int begins_with(const char *at, const char *end, const char *word) {
  for (; *word != 0; at++, word++) {
    if (at == end || (*at >= 'A' && *at <= 'Z' ? *at + ('a' - 'A') : *at) != *word) {
      return 0;
    }
  }
  return 1;
}

/// Whether all that follows `encoding` in an XML declaration names UTF-8.
static int names_utf8(const char *at, const char *end) {
  for (; at < end; at++) {
    if (!begins_with(at, end, "encoding")) {
      continue;
    }
    const char *name = at + strlen("encoding");
    while (name < end && (is_space(*name) || *name == '=' || *name == '"' || *name == '\'')) {
      name++;
    }
    size_t size = begins_with(name, end, "utf-8") ? 5 : begins_with(name, end, "utf8") ? 4 : 0;
    if (size == 0 || name + size >= end || (name[size] != '"' && name[size] != '\'')) {
      return 0;
    }
  }
  return 1;
}

/// Whether the parser will read the bytes as UTF-8, so that a search among them sees what it sees.
static int is_utf8(const char *bytes, size_t length) {
  const size_t head = length < 512 ? length : 512;
  if (head == 0 || memchr(bytes, 0, head) != NULL) {
    return 0;
  }
  const char *at = bytes;
  const char *end = bytes + head;
  if (head >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
    at += 3;
  }
  // The marks of UTF-16 and UTF-32 and the letters of EBCDIC are neither.
  if (at == end || (*at != '<' && !is_space(*at))) {
    return 0;
  }
  if (!begins_with(at, end, "<?xml")) {
    return 1;
  }
  for (const char *close = at; close < end; close++) {
    if (*close == '>') {
      return names_utf8(at, close);
    }
  }
  return 0;
}

static int xml_options(const char *bytes, size_t length) {
  // Without XML_PARSE_HUGE a text over 10 MB and an element deeper than 256 end the reading.
  const int is_safe = is_utf8(bytes, length) && !declares_entities(bytes, length);
  return XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
         (is_safe ? XML_PARSE_HUGE : 0);
}

static cmarkup_reader *open_xml(const char *bytes, size_t length, int options) {
  return wrap(xmlReaderForMemory(bytes, (int)length, NULL, NULL, options), NULL);
}

static void quiet_errors(void) {
  xmlSetGenericErrorFunc(NULL, ignore_error);
  xmlSetStructuredErrorFunc(NULL, ignore_structured);
}

cmarkup_reader *cmarkup_open_xml(const char *bytes, size_t length) {
  if (length > INT_MAX) {
    return NULL;
  }
  quiet_errors();
  return open_xml(bytes, length, xml_options(bytes, length));
}

/// A parse of what stands before the first element.
struct prologue {
  xmlParserCtxtPtr parser;
  int has_document_type;
  int is_over;
};

static void end_prologue(struct prologue *prologue) {
  prologue->is_over = 1;
  xmlStopParser(prologue->parser);
}

static void meet_document_type(
    void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  (void)name;
  (void)external;
  (void)system;
  struct prologue *prologue = context;
  prologue->has_document_type = 1;
  end_prologue(prologue);
}

static void meet_element(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
    int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted_count,
    const xmlChar **attributes) {
  (void)name;
  (void)prefix;
  (void)uri;
  (void)namespace_count;
  (void)namespaces;
  (void)attribute_count;
  (void)defaulted_count;
  (void)attributes;
  end_prologue(context);
}

/// Whether the parser meets a document type; -1 when memory runs out.
///
/// The reader shows it only once the first element is parsed, with entities in its attributes expanded.
static int has_document_type(const char *bytes, size_t length, int options) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.internalSubset = meet_document_type;
  handler.startElementNs = meet_element;
  struct prologue prologue = {NULL, 0, 0};
  // The first four bytes tell the encoding, as they do in the reader.
  size_t at = length < 4 ? length : 4;
  prologue.parser = xmlCreatePushParserCtxt(&handler, &prologue, bytes, (int)at, NULL);
  if (prologue.parser == NULL) {
    shortages += 1;
    return -1;
  }
  xmlCtxtUseOptions(prologue.parser, options);
  while (!prologue.is_over && !prologue.parser->disableSAX && at < length) {
    const size_t size = length - at < 4096 ? length - at : 4096;
    xmlParseChunk(prologue.parser, bytes + at, (int)size, 0);
    at += size;
  }
  if (!prologue.is_over) {
    xmlParseChunk(prologue.parser, bytes, 0, 1);
  }
  xmlFreeParserCtxt(prologue.parser);
  return prologue.has_document_type;
}

cmarkup_reader *cmarkup_open_plain_xml(const char *bytes, size_t length) {
  if (length == 0 || length > INT_MAX) {
    return NULL;
  }
  quiet_errors();
  // No plain document comes near the limits of libxml2, past which long comments take quadratic time.
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  const int found = has_document_type(bytes, length, options);
  cmarkup_reader *result = found < 0 ? NULL : open_xml(bytes, length, options);
  if (result != NULL) {
    result->is_plain = 1;
    result->is_refused = found;
  }
  return result;
}

cmarkup_reader *cmarkup_open_html(const char *bytes, size_t length) {
  if (length > INT_MAX) {
    return NULL;
  }
  quiet_errors();
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) {
    shortages += 1;
    return NULL;
  }
  htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                  HTML_PARSE_IGNORE_ENC);
  // The HTML parser has no option for it, but the tree that it builds keeps the limits of XML.
  parser->options |= XML_PARSE_HUGE;
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  if (parser->input != NULL && parser->input->encoding == NULL) {
    parser->input->encoding = xmlStrdup((const xmlChar *)"UTF-8");
  }
  htmlParseDocument(parser);
  shortages += parser->errNo == XML_ERR_NO_MEMORY;
  const int stopped = parser->disableSAX != 0 || parser->errNo == XML_ERR_NO_MEMORY ||
                      (parser->input != NULL && parser->input->cur < parser->input->end);
  htmlDocPtr page = parser->myDoc;
  parser->myDoc = NULL;
  htmlFreeParserCtxt(parser);
  if (page == NULL) {
    return NULL;
  }
  cmarkup_reader *result = wrap(xmlReaderWalker(page), page);
  if (result != NULL) {
    result->stopped = stopped;
  }
  return result;
}

int cmarkup_stopped(cmarkup_reader *reader) { return reader->stopped; }

void cmarkup_close(cmarkup_reader *reader) {
  if (reader->attribute != NULL) {
    xmlFree(reader->attribute);
  }
  xmlFreeTextReader(reader->reader);
  if (reader->page != NULL) {
    xmlFreeDoc(reader->page);
  }
  free(reader);
}

int cmarkup_next(cmarkup_reader *reader) {
  if (reader->is_refused) {
    return CMARKUP_ERROR;
  }
  if (reader->end_pending) {
    reader->end_pending = 0;
    return CMARKUP_END_ELEMENT;
  }
  for (;;) {
    int status = xmlTextReaderRead(reader->reader);
    if (status != 1) {
      return status == 0 ? CMARKUP_END : CMARKUP_ERROR;
    }
    switch (xmlTextReaderNodeType(reader->reader)) {
    case XML_READER_TYPE_ELEMENT:
      reader->end_pending = xmlTextReaderIsEmptyElement(reader->reader) == 1;
      return CMARKUP_START_ELEMENT;
    case XML_READER_TYPE_END_ELEMENT:
      return CMARKUP_END_ELEMENT;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      return CMARKUP_TEXT;
    case XML_READER_TYPE_DOCUMENT_TYPE:
      if (reader->is_plain) {
        reader->is_refused = 1;
        return CMARKUP_ERROR;
      }
      break;
    default:
      break;
    }
  }
}

const char *cmarkup_name(cmarkup_reader *reader) {
  return (const char *)xmlTextReaderConstName(reader->reader);
}

const char *cmarkup_namespace(cmarkup_reader *reader) {
  return (const char *)xmlTextReaderConstNamespaceUri(reader->reader);
}

const char *cmarkup_local_name(cmarkup_reader *reader) {
  return (const char *)xmlTextReaderConstLocalName(reader->reader);
}

const char *cmarkup_text(cmarkup_reader *reader) {
  return (const char *)xmlTextReaderConstValue(reader->reader);
}

const char *cmarkup_attribute(cmarkup_reader *reader, const char *name) {
  if (reader->attribute != NULL) {
    xmlFree(reader->attribute);
  }
  reader->attribute = xmlTextReaderGetAttribute(reader->reader, (const xmlChar *)name);
  return (const char *)reader->attribute;
}

const char *cmarkup_attribute_in(cmarkup_reader *reader, const char *space, const char *name) {
  if (reader->attribute != NULL) {
    xmlFree(reader->attribute);
  }
  reader->attribute = xmlTextReaderGetAttributeNs(
      reader->reader, (const xmlChar *)name, (const xmlChar *)space);
  return (const char *)reader->attribute;
}
