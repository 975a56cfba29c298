// SPDX-License-Identifier: EUPL-1.2
#ifndef CPOPPLER_H
#define CPOPPLER_H

#include <stdint.h>

#include "cpageguard.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A PDF that poppler holds open; it reads from the bytes given, which must outlive it.
typedef struct cpoppler_document cpoppler_document;

enum {
  CPOPPLER_OK = 0,
  CPOPPLER_LOCKED = 1,
  CPOPPLER_UNREADABLE = 2,
  CPOPPLER_NO_MEMORY = 3,
};

enum {
  /// The text holds combining marks and is to be composed (NFC).
  CPOPPLER_COMBINING = 1,
  /// A word before the last holds a hyphen between letters.
  CPOPPLER_HYPHENATED = 2,
  /// The last word ends with a hyphen, which is the last byte of the text.
  CPOPPLER_ENDS_HYPHEN = 4,
  /// The last word ended with a soft hyphen, which is not in the text.
  CPOPPLER_ENDS_SOFT = 8,
};

/// The turn of a large text that stands aslant, such as a watermark; it comes after all others of its page.
enum { CPOPPLER_SLANTED = 4 };

/// A run of words on one baseline without a big gap: a line, or a cell of a table.
///
/// Places are in points from the top left of the page as read (a turned line is turned back).
typedef struct {
  /// The place of the text in the page's bytes.
  uint32_t start, end;
  float x0, y0, x1, y1;
  /// The right side of the first word.
  float first_x1;
  /// The height of the word with most letters; it follows the size of the type.
  float height;
  uint8_t flags;
  /// Quarter turns of the text, 0 to 3, or CPOPPLER_SLANTED; the place of a slanted line is not turned back.
  uint8_t rotation;
  /// The flags of the text before the widest gap.
  uint8_t gap_flags;
  /// The widest gap within the line that a gutter between columns could run through, in bytes and in points;
  /// both bytes are 0 when there is none.
  uint32_t gap_start, gap_end;
  float gap_x0, gap_x1;
  /// The right side of the first word after the gap.
  float gap_first_x1;
} cpoppler_line;

/// A word as poppler cuts it, and where it stands on the page, in points from the top left of the page as it
/// is shown: a turned word has a turned box.
typedef struct {
  /// The place of the word in the page's bytes.
  uint32_t start, end;
  float x0, y0, x1, y1;
  /// How sure recognition is of the word, 0 to 100; CPOPPLER_FROM_LAYER for a word of the text layer.
  uint8_t confidence;
} cpoppler_word;

enum { CPOPPLER_FROM_LAYER = 255 };

/// A word that was recognised on the picture of a page, in points as above.
typedef struct {
  /// The place of the word in the bytes given.
  uint32_t start, end;
  float x0, y0, x1, y1;
  /// The same when its line is turned upright; the top and the bottom are those of the line by the size of the
  /// type, whatever letters it has.
  float line_x0, line_y0, line_x1, line_y1;
  uint8_t confidence;
  /// 1 where a line begins, 0 elsewhere.
  uint8_t begins_line;
} cpoppler_found_word;

/// The picture of a page, in rows from the top.
typedef struct {
  int width, height, bytes_per_row;
  /// The dots to the inch.
  double dpi;
  /// The share of the dots that differ clearly from the paper, of a picture in greys; else 0.
  double ink;
  uint8_t *dots;
} cpoppler_picture;

/// The lines of a page in poppler's reading order, in one block of memory.
typedef struct {
  float width, height;
  uint32_t line_count, word_count, byte_count;
  cpoppler_line *lines;
  /// In the order of the bytes.
  cpoppler_word *words;
  uint8_t *text;
} cpoppler_page;

/// Opens a PDF; NULL when it cannot be read, with the reason in status.
cpoppler_document *cpoppler_open(
    const char *bytes, int length, const char *password, int *status);
void cpoppler_close(cpoppler_document *document);
int cpoppler_page_count(cpoppler_document *document);
/// An entry of the document's own metadata ("Title") as UTF-8, to be freed; NULL when absent.
char *cpoppler_info(cpoppler_document *document, const char *key);
/// Seconds since 1970 of the document's creation according to its metadata; -1 when absent.
int64_t cpoppler_created(cpoppler_document *document);
/// Reads a page, counted from 0; NULL when poppler cannot, with the reason in status.
/// Free it with cpoppler_free_page.
cpoppler_page *cpoppler_read_page(cpoppler_document *document, int index, int *status);
void cpoppler_free_page(cpoppler_page *page);
/// Whether anything is drawn on a page, counted from 0, between two heights in points from its top: 1, or 0
/// when that part is blank; -1 when it cannot be told, -2 when that is for want of memory.
/// The page is drawn small and in greys, so a picture counts and an even colour does not.
int cpoppler_has_marks(cpoppler_document *document, int index, float top, float bottom);
/// How much is drawn on a page, counted from 0, that looks like lines of text and is none of the words read from
/// it, in pieces some four letters wide: -1 when it cannot be told, -2 when that is for want of memory.
int cpoppler_unread_text(cpoppler_document *document, int index, const cpoppler_page *read);
/// Whether the bytes of a PDF have a picture in them: 1 or 0. One within the drawing of a page is not seen.
int cpoppler_names_picture(const void *bytes, long count);
/// Draws a page, counted from 0, in greys (one byte a dot) or in colour (red, green, blue); NULL when poppler
/// cannot, with the reason in status. A page of more dots than most_dots is drawn with fewer to the inch.
/// Free the picture with cpoppler_free_picture.
cpoppler_picture *cpoppler_draw_page(
    cpoppler_document *document, int index, double dpi, double most_dots, int in_colour, int *status);
void cpoppler_free_picture(cpoppler_picture *picture);
/// A page of words that were recognised, as if they had been read; NULL without memory.
/// The size is in points; free the page with cpoppler_free_page.
cpoppler_page *cpoppler_page_of_words(
    float width, float height, const cpoppler_found_word *words, int count, const uint8_t *text);
/// A page of the text layer with the lines that were recognised beside it: those of the layer above the first
/// that was recognised come before them, the others after them. The words of the layer count as wholly sure.
/// The lines that were recognised after quarter turns are marked as turned. NULL without memory.
cpoppler_page *cpoppler_joined_page(
    const cpoppler_page *layer, const cpoppler_page *found, int turns);
/// How many complaints poppler had on this thread since the last call; it never writes them to standard error.
int cpoppler_take_complaints(void);

/// How many strings of poppler this thread has decoded by our own function, in place of that of poppler-cpp.
uint64_t cpoppler_words_decoded(void);

/// Whether poppler-cpp as it is installed looks that function up by its name, and so finds ours: 1 or 0.
int cpoppler_decodes_words(void);

#ifdef __cplusplus
}
#endif

#endif
