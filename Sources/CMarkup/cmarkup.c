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
};

static void ignore_error(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static void ignore_structured(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

static cmarkup_reader *wrap(xmlTextReaderPtr reader, htmlDocPtr page) {
  cmarkup_reader *result = reader == NULL ? NULL : calloc(1, sizeof *result);
  if (result == NULL) {
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

cmarkup_reader *cmarkup_open_xml(const char *bytes, size_t length) {
  if (length > INT_MAX) {
    return NULL;
  }
  xmlSetGenericErrorFunc(NULL, ignore_error);
  xmlSetStructuredErrorFunc(NULL, ignore_structured);
  // Without XML_PARSE_HUGE a text over 10 MB and an element deeper than 256 end the reading.
  const int huge = declares_entities(bytes, length) ? 0 : XML_PARSE_HUGE;
  return wrap(
      xmlReaderForMemory(
          bytes, (int)length, NULL, NULL,
          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | huge),
      NULL);
}

cmarkup_reader *cmarkup_open_html(const char *bytes, size_t length) {
  if (length > INT_MAX) {
    return NULL;
  }
  xmlSetGenericErrorFunc(NULL, ignore_error);
  xmlSetStructuredErrorFunc(NULL, ignore_structured);
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) {
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
    default:
      break;
    }
  }
}

const char *cmarkup_name(cmarkup_reader *reader) {
  return (const char *)xmlTextReaderConstName(reader->reader);
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
