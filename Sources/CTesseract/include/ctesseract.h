// SPDX-License-Identifier: EUPL-1.2
#ifndef CTESSERACT_H
#define CTESSERACT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A recogniser with its language data in memory; used by one thread at a time.
typedef struct ctesseract ctesseract;

enum {
  CTESSERACT_OK = 0,
  /// The processor time given was used up.
  CTESSERACT_TIME = 1,
  CTESSERACT_NO_MEMORY = 2,
  CTESSERACT_FAILED = 3,
};

/// A word on a picture, in dots from its top left.
typedef struct {
  /// The place of the word in the bytes of all words.
  uint32_t start, end;
  int32_t x0, y0, x1, y1;
  /// The height on the picture of the line that the word stands on, of its baseline halfway along the line.
  float baseline;
  /// The size of the type in points, by the resolution given; 0 when unknown.
  float size;
  /// 0 to 100.
  float confidence;
  /// 1 where a line begins, 0 elsewhere.
  uint8_t begins_line;
} ctesseract_word;

/// The words of a picture in reading order, in one block of memory.
typedef struct {
  uint32_t word_count, byte_count;
  ctesseract_word *words;
  /// UTF-8, the words after each other without anything between.
  uint8_t *text;
} ctesseract_page;

/// The version of the library, which is loaded at the first call; NULL when it is not installed.
const char *ctesseract_version(void);
/// Loads the data of a language ("nld") from a folder; NULL when it cannot. Free it with ctesseract_close.
ctesseract *ctesseract_open(const char *folder, const char *language);
void ctesseract_close(ctesseract *recognizer);
/// Reads a picture in greys, one byte a dot; NULL when it cannot, with the reason in status.
/// Free the page with ctesseract_free_page.
ctesseract_page *ctesseract_read(
    ctesseract *recognizer, const uint8_t *dots, int width, int height, int bytes_per_row, int dpi,
    double processor_seconds, int *status);
void ctesseract_free_page(ctesseract_page *page);

#ifdef __cplusplus
}
#endif

#endif
