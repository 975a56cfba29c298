// SPDX-License-Identifier: EUPL-1.2
#include "arrange.h"
#include "document.h"

#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace {

// Of the thread that reads: documents that others read at the same time complain to theirs.
thread_local int complaints = 0;

void count_complaint(const std::string &, void *) { complaints += 1; }

void append_scalar(std::string &out, uint32_t scalar) {
  if (scalar < 0x80) {
    out.push_back(static_cast<char>(scalar));
  } else if (scalar < 0x800) {
    out.push_back(static_cast<char>(0xC0 | scalar >> 6));
    out.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else if (scalar < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | scalar >> 12));
    out.push_back(static_cast<char>(0x80 | (scalar >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | scalar >> 18));
    out.push_back(static_cast<char>(0x80 | (scalar >> 12 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (scalar >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  }
}

bool is_hyphen(uint32_t scalar) {
  return scalar == '-' || scalar == 0x2010 || scalar == 0x2011;
}

bool is_soft_hyphen(uint32_t scalar) { return scalar == 0xAD || scalar == 0xFFFE; }

bool is_dropped(uint32_t scalar) {
  return scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0) || is_soft_hyphen(scalar) ||
         (scalar >= 0x200B && scalar <= 0x200F) || scalar == 0x2060 || scalar == 0xFEFF ||
         scalar == 0xFFFF || (scalar >= 0x202A && scalar <= 0x202E);
}

bool is_space(uint32_t scalar) {
  return scalar == 0x20 || scalar == 0xA0 || (scalar >= 0x2000 && scalar <= 0x200A) ||
         scalar == 0x202F || scalar == 0x3000;
}

const char *ligature(uint32_t scalar) {
  static const char *const parts[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  return scalar >= 0xFB00 && scalar <= 0xFB06 ? parts[scalar - 0xFB00] : nullptr;
}

/// What one word contributes to its line.
struct word_traits {
  int letters = 0;
  bool combining = false, inner_hyphen = false, ends_hyphen = false, ends_soft = false;
  bool digits_only = true;
};

uint32_t next_scalar(const poppler::ustring &text, size_t &index) {
  const uint32_t unit = text[index++];
  if (unit < 0xD800 || unit > 0xDFFF) {
    return unit;
  }
  if (unit < 0xDC00 && index < text.size()) {
    const uint32_t low = text[index];
    if (low >= 0xDC00 && low <= 0xDFFF) {
      index += 1;
      return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return 0xFFFD;
}

word_traits append_word(std::string &out, const poppler::ustring &text) {
  word_traits traits;
  const size_t start = out.size();
  bool hyphen_before = false;
  uint32_t last = 0;
  for (size_t index = 0; index < text.size();) {
    const uint32_t scalar = next_scalar(text, index);
    last = scalar;
    if (is_dropped(scalar)) {
      continue;
    }
    if (is_space(scalar)) {
      if (out.size() > start) {
        out.push_back(' ');
      }
      continue;
    }
    if (scalar >= 0x300 && scalar <= 0x36F) {
      traits.combining = true;
    }
    if (scalar < '0' || scalar > '9') {
      traits.digits_only = false;
    }
    traits.inner_hyphen = traits.inner_hyphen || (hyphen_before && !is_hyphen(scalar));
    hyphen_before = is_hyphen(scalar) && traits.letters > 0;
    traits.letters += 1;
    if (const char *parts = ligature(scalar)) {
      out.append(parts);
    } else if (is_hyphen(scalar) && index >= text.size()) {
      out.push_back('-');
    } else {
      append_scalar(out, scalar);
    }
  }
  while (out.size() > start && out.back() == ' ') {
    out.pop_back();
  }
  traits.ends_hyphen = hyphen_before && is_hyphen(last);
  traits.ends_soft = is_soft_hyphen(last) && traits.letters > 0;
  return traits;
}

struct page_builder {
  std::string text;
  std::vector<cpoppler_line> lines;
  std::vector<cpoppler_word> words;
  int letters_of_height = 0;
  bool space_after = false;
  float last_y1 = 0, last_height = 0;

  enum class link { new_line, adjacent, spaced };

  link link_to(const box &b, int rotation) const {
    if (lines.empty() || lines.back().rotation != rotation) {
      return link::new_line;
    }
    const cpoppler_line &line = lines.back();
    const float height = std::max(line.height, b.y1 - b.y0);
    const float overlap = std::min(line.y1, b.y1) - std::max(line.y0, b.y0);
    const float gap = b.x0 - line.x1;
    if (overlap < 0.4F * std::min(line.y1 - line.y0, b.y1 - b.y0) || gap < -height) {
      return link::new_line;
    }
    if (space_after) {
      return gap < 3 * height ? link::spaced : link::new_line;
    }
    if (gap < 0.1F * height) {
      return link::adjacent;
    }
    return gap < 0.6F * height ? link::spaced : link::new_line;
  }

  void add(const poppler::text_box &word, const placed_word &at) {
    const box place = bounded(word.bbox());
    const box &b = at;
    const poppler::ustring units = word.text();
    const size_t before = text.size();
    const link how = link_to(b, at.rotation);
    if (how == link::spaced) {
      text.push_back(' ');
    }
    size_t start = text.size();
    const word_traits traits = append_word(text, units);
    if (text.size() == start) {
      text.resize(before);
      return;
    }
    if (how == link::new_line) {
      begin_line(b, at.rotation, start);
    } else if (how == link::adjacent && traits.digits_only &&
               b.y1 - b.y0 < 0.8F * last_height && b.y1 < last_y1 - 0.1F * last_height) {
      text.insert(start, " ");  // the number of a note, raised after a word
      start += 1;
    } else if (how == link::spaced) {
      note_gap(b, before, start);
    }
    extend_line(b, traits);
    words.push_back({static_cast<uint32_t>(start), static_cast<uint32_t>(text.size()),
                     place.x0, place.y0, place.x1, place.y1, CPOPPLER_FROM_LAYER});
    space_after = word.has_space_after();
    last_y1 = b.y1;
    last_height = b.y1 - b.y0;
  }

  void add_all(const std::vector<poppler::text_box> &found, float width, float height) {
    std::vector<placed_word> places;
    places.reserve(found.size());
    for (const poppler::text_box &word : found) {
      const int rotation = word.rotation() & 3;
      places.push_back({upright(bounded(word.bbox()), rotation, width, height), rotation});
    }
    const auto length = [&](size_t index) { return found[index].text().size(); };
    const std::vector<std::vector<size_t>> slanted = slanted_runs(places, length);
    std::vector<bool> is_slanted(found.size(), false);
    for (const std::vector<size_t> &run : slanted) {
      for (const size_t index : run) {
        is_slanted[index] = true;
      }
    }
    for (size_t index = 0; index < found.size(); index++) {
      if (!is_slanted[index]) {
        add(found[index], places[index]);
      }
    }
    join_stretched(text, lines, words);
    for (const std::vector<size_t> &run : slanted) {
      add_slanted(found, places, run);
    }
  }

  /// Adds a text that stands aslant as a line of its own, with its words in reading order.
  void add_slanted(
      const std::vector<poppler::text_box> &found, const std::vector<placed_word> &places,
      const std::vector<size_t> &run) {
    const size_t first_line = lines.size();
    for (size_t place = 0; place < run.size(); place++) {
      const placed_word &at = places[run[place]];
      if (place > 0 && lines.size() > first_line) {
        const placed_word &last = places[run[place - 1]];
        if (at.x0 - last.x1 > 0.12F * std::min(at.y1 - at.y0, last.y1 - last.y0)) {
          text.push_back(' ');
        }
      }
      const poppler::text_box &word = found[run[place]];
      const box b = bounded(word.bbox());
      const size_t start = text.size();
      const word_traits traits = append_word(text, word.text());
      if (text.size() == start) {
        continue;
      }
      if (lines.size() == first_line) {
        begin_line(b, CPOPPLER_SLANTED, start);
      }
      cpoppler_line &line = lines.back();
      const float top = std::min(line.y0, b.y0), bottom = std::max(line.y1, b.y1);
      extend_line(b, traits);
      line.y0 = top;
      line.y1 = bottom;
      words.push_back({static_cast<uint32_t>(start), static_cast<uint32_t>(text.size()), b.x0, b.y0,
                       b.x1, b.y1, CPOPPLER_FROM_LAYER});
    }
    space_after = false;
  }

  /// Adds a word that was recognised; where its line begins is known, and so is the space before it.
  void add_found(const cpoppler_found_word &word, const uint8_t *bytes) {
    const poppler::ustring units = poppler::ustring::from_utf8(
        reinterpret_cast<const char *>(bytes) + word.start, static_cast<int>(word.end - word.start));
    const box b = {word.line_x0, word.line_y0, word.line_x1, word.line_y1};
    const size_t before = text.size();
    const link how = word.begins_line != 0 ? link::new_line : link_to(b, 0);
    if (how != link::new_line) {
      text.push_back(' ');
    }
    const size_t start = text.size();
    const word_traits traits = append_word(text, units);
    if (text.size() == start) {
      text.resize(before);
      return;
    }
    if (how == link::new_line) {
      begin_line(b, 0, start);
    } else {
      note_gap(b, before, start);
    }
    extend_line(b, traits);
    words.push_back({static_cast<uint32_t>(start), static_cast<uint32_t>(text.size()), word.x0,
                     word.y0, word.x1, word.y1, word.confidence});
    space_after = true;
  }

  void begin_line(const box &b, int rotation, size_t start) {
    cpoppler_line line = {};
    line.start = static_cast<uint32_t>(start);
    line.x0 = b.x0;
    line.y0 = b.y0;
    line.x1 = b.x1;
    line.y1 = b.y1;
    line.first_x1 = b.x1;
    line.height = b.y1 - b.y0;
    line.rotation = static_cast<uint8_t>(rotation);
    lines.push_back(line);
    letters_of_height = 0;
  }

  /// Keeps the gap before a word when it is the widest of its line and wide enough for a gutter.
  void note_gap(const box &b, size_t end, size_t start) {
    cpoppler_line &line = lines.back();
    const float gap = b.x0 - line.x1;
    if (gap < 0.7F * line.height || gap <= line.gap_x1 - line.gap_x0) {
      return;
    }
    line.gap_start = static_cast<uint32_t>(end);
    line.gap_end = static_cast<uint32_t>(start);
    line.gap_x0 = line.x1;
    line.gap_x1 = b.x0;
    line.gap_first_x1 = b.x1;
    line.gap_flags = line.flags;
  }

  void extend_line(const box &b, const word_traits &traits) {
    cpoppler_line &line = lines.back();
    line.x0 = std::min(line.x0, b.x0);
    line.x1 = std::max(line.x1, b.x1);
    if (traits.letters > letters_of_height) {
      letters_of_height = traits.letters;
      line.height = b.y1 - b.y0;
      line.y0 = b.y0;
      line.y1 = b.y1;
    }
    uint8_t flags = line.flags & ~(CPOPPLER_ENDS_HYPHEN | CPOPPLER_ENDS_SOFT);
    flags |= traits.combining ? CPOPPLER_COMBINING : 0;
    flags |= traits.inner_hyphen ? CPOPPLER_HYPHENATED : 0;
    flags |= traits.ends_hyphen ? CPOPPLER_ENDS_HYPHEN : 0;
    flags |= traits.ends_soft ? CPOPPLER_ENDS_SOFT : 0;
    line.flags = flags;
    line.end = static_cast<uint32_t>(text.size());
  }

  cpoppler_page *pack(float width, float height) const {
    const size_t head = sizeof(cpoppler_page), rows = lines.size() * sizeof(cpoppler_line);
    const size_t boxes = words.size() * sizeof(cpoppler_word);
    auto *page =
        static_cast<cpoppler_page *>(std::malloc(head + rows + boxes + text.size() + 1));
    if (page == nullptr) {
      throw std::bad_alloc();
    }
    auto *bytes = reinterpret_cast<uint8_t *>(page);
    page->width = width;
    page->height = height;
    page->line_count = static_cast<uint32_t>(lines.size());
    page->word_count = static_cast<uint32_t>(words.size());
    page->byte_count = static_cast<uint32_t>(text.size());
    page->lines = reinterpret_cast<cpoppler_line *>(bytes + head);
    page->words = reinterpret_cast<cpoppler_word *>(bytes + head + rows);
    page->text = bytes + head + rows + boxes;
    if (!lines.empty()) {
      std::memcpy(page->lines, lines.data(), rows);
      std::memcpy(page->words, words.data(), boxes);
      std::memcpy(page->text, text.data(), text.size());
    }
    return page;
  }
};

} // namespace

cpoppler_document *cpoppler_open(
    const char *bytes, int length, const char *password, int *status) try {
  poppler::set_debug_error_function(count_complaint, nullptr);
  const std::string word = password == nullptr ? "" : password;
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes, length, word, word));
  if (!document) {
    *status = CPOPPLER_UNREADABLE;
    return nullptr;
  }
  if (document->is_locked()) {
    *status = CPOPPLER_LOCKED;
    return nullptr;
  }
  *status = CPOPPLER_OK;
  return new cpoppler_document{std::move(document)};
} catch (const std::bad_alloc &) {
  *status = CPOPPLER_NO_MEMORY;
  return nullptr;
} catch (...) {
  *status = CPOPPLER_UNREADABLE;
  return nullptr;
}

void cpoppler_close(cpoppler_document *document) { delete document; }

int cpoppler_page_count(cpoppler_document *document) { return document->document->pages(); }

char *cpoppler_info(cpoppler_document *document, const char *key) try {
  const poppler::ustring value = document->document->info_key(key);
  if (value.empty()) {
    return nullptr;
  }
  std::string out;
  append_word(out, value);
  return strdup(out.c_str());
} catch (...) {
  return nullptr;
}

int64_t cpoppler_created(cpoppler_document *document) try {
  const auto seconds = document->document->info_date_t("CreationDate");
  return seconds > 0 ? static_cast<int64_t>(seconds) : -1;
} catch (...) {
  return -1;
}

cpoppler_page *cpoppler_read_page(cpoppler_document *document, int index, int *status) try {
  *status = CPOPPLER_UNREADABLE;
  std::unique_ptr<poppler::page> page(document->document->create_page(index));
  if (!page) {
    return nullptr;
  }
  const poppler::rectf rect = page->page_rect();
  const auto orientation = page->orientation();
  const bool turned = orientation == poppler::page::landscape ||
                      orientation == poppler::page::seascape;
  const auto width = bounded(turned ? rect.height() : rect.width());
  const auto height = bounded(turned ? rect.width() : rect.height());
  page_builder builder;
  builder.add_all(page->text_list(), width, height);
  cpoppler_page *packed = builder.pack(width, height);
  *status = CPOPPLER_OK;
  return packed;
} catch (const std::bad_alloc &) {
  *status = CPOPPLER_NO_MEMORY;
  return nullptr;
} catch (...) {
  return nullptr;
}

void cpoppler_free_page(cpoppler_page *page) { std::free(page); }

cpoppler_page *cpoppler_page_of_words(
    float width, float height, const cpoppler_found_word *words, int count,
    const uint8_t *text) try {
  page_builder builder;
  for (int place = 0; place < count; place++) {
    builder.add_found(words[place], text);
  }
  return builder.pack(width, height);
} catch (...) {
  return nullptr;
}

cpoppler_page *cpoppler_joined_page(
    const cpoppler_page *layer, const cpoppler_page *found, int turns) try {
  page_builder builder;
  builder.text.assign(reinterpret_cast<const char *>(layer->text), layer->byte_count);
  builder.text.append(reinterpret_cast<const char *>(found->text), found->byte_count);
  builder.words.assign(layer->words, layer->words + layer->word_count);
  for (cpoppler_word &word : builder.words) {
    word.confidence = 100;
  }
  for (uint32_t place = 0; place < found->word_count; place++) {
    builder.words.push_back(found->words[place]);
    builder.words.back().start += layer->byte_count;
    builder.words.back().end += layer->byte_count;
  }
  float top = found->line_count > 0 && turns == 0 ? found->lines[0].y0 : layer->height;
  for (uint32_t place = 0; turns == 0 && place < found->line_count; place++) {
    top = std::min(top, found->lines[place].y0);
  }
  const auto is_first = [&](const cpoppler_line &line) { return (line.y0 + line.y1) / 2 < top; };
  std::copy_if(
      layer->lines, layer->lines + layer->line_count, std::back_inserter(builder.lines), is_first);
  for (uint32_t place = 0; place < found->line_count; place++) {
    cpoppler_line line = found->lines[place];
    line.start += layer->byte_count;
    line.end += layer->byte_count;
    if (line.gap_end > 0) {
      line.gap_start += layer->byte_count;
      line.gap_end += layer->byte_count;
    }
    line.rotation = static_cast<uint8_t>(turns);
    builder.lines.push_back(line);
  }
  std::remove_copy_if(
      layer->lines, layer->lines + layer->line_count, std::back_inserter(builder.lines), is_first);
  return builder.pack(layer->width, layer->height);
} catch (...) {
  return nullptr;
}

int cpoppler_take_complaints(void) {
  return std::exchange(complaints, 0);
}
