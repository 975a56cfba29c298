// SPDX-License-Identifier: EUPL-1.2
#include "cmarkup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdlib.h>

struct cmarkup_reader {
  xmlTextReaderPtr reader;
  htmlDocPtr page;
  xmlChar *attribute;
  int end_pending;
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

cmarkup_reader *cmarkup_open_xml(const char *bytes, size_t length) {
  if (length > INT_MAX) {
    return NULL;
  }
  xmlSetGenericErrorFunc(NULL, ignore_error);
  xmlSetStructuredErrorFunc(NULL, ignore_structured);
  return wrap(
      xmlReaderForMemory(
          bytes, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
      NULL);
}

cmarkup_reader *cmarkup_open_html(const char *bytes, size_t length, const char *encoding) {
  if (length > INT_MAX) {
    return NULL;
  }
  xmlSetGenericErrorFunc(NULL, ignore_error);
  xmlSetStructuredErrorFunc(NULL, ignore_structured);
  htmlDocPtr page = htmlReadMemory(
      bytes, (int)length, NULL, encoding,
      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  return page == NULL ? NULL : wrap(xmlReaderWalker(page), page);
}

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
