// SPDX-License-Identifier: EUPL-1.2
// Pages as pictures.
#include "colours.h"
#include "document.h"

#include <poppler-image.h>
#include <poppler-page.h>
#include <poppler-page-renderer.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

namespace {

struct ink {
  long dots;
  double share;
};

/// A row of a picture in greys.
const uint8_t *row_of(const poppler::image &image, int y) {
  return reinterpret_cast<const uint8_t *>(image.const_data()) +
         static_cast<size_t>(y) * static_cast<size_t>(image.bytes_per_row());
}

/// How often each grey comes between two rows of a picture, and which comes most: that of the paper.
struct greys {
  long counts[256] = {};
  int paper = 0;

  greys(const poppler::image &image, int first, int last) {
    for (int y = first; y < last; y++) {
      const uint8_t *row = row_of(image, y);
      for (int x = 0; x < image.width(); x++) {
        counts[row[x]] += 1;
      }
    }
    paper = static_cast<int>(std::max_element(counts, counts + 256) - counts);
  }
};

/// The dots of a picture in greys, between two rows, that differ clearly from most others.
ink share_of_ink(const poppler::image &image, int first, int last) {
  const greys greys(image, first, last);
  const long all = static_cast<long>(std::max(0, last - first)) * image.width();
  long marked = 0;
  for (int grey = 0; grey < 256; grey++) {
    marked += std::abs(grey - greys.paper) > 32 ? greys.counts[grey] : 0;
  }
  return {marked, all > 0 ? static_cast<double>(marked) / static_cast<double>(all) : 0};
}

/// The dots of a picture that are ink (1) or paper (0), in rows from the top.
struct bitmap {
  int width, height;
  std::vector<uint8_t> dots;
};

/// The ink of a picture in greys, without that of the words of the page.
bitmap ink_beside_words(const poppler::image &image, const cpoppler_page &page) {
  bitmap ink = {image.width(), image.height(), {}};
  ink.dots.resize(static_cast<size_t>(ink.width) * static_cast<size_t>(ink.height));
  const int paper = greys(image, 0, ink.height).paper;
  uint8_t *dot = ink.dots.data();
  for (int y = 0; y < ink.height; y++) {
    const uint8_t *row = row_of(image, y);
    for (int x = 0; x < ink.width; x++) {
      *dot++ = std::abs(row[x] - paper) > 48 ? 1 : 0;
    }
  }
  const double dots_per_point = ink.width / std::max(1.0, static_cast<double>(page.width));
  const auto place = [&](double points, int end) {
    return static_cast<int>(std::clamp(points * dots_per_point, 0.0, static_cast<double>(end)));
  };
  for (uint32_t number = 0; number < page.word_count; number++) {
    const cpoppler_word &word = page.words[number];
    const int left = place(word.x0 - 2, ink.width), right = place(word.x1 + 3, ink.width);
    const int bottom = place(word.y1 + 3, ink.height);
    for (int y = place(word.y0 - 2, ink.height); y < bottom && left < right; y++) {
      std::fill_n(ink.dots.begin() + static_cast<long>(y) * ink.width + left, right - left, 0);
    }
  }
  return ink;
}

/// How many pieces of a line of text, some four letters wide, ink looks like: low, with paper above and below,
/// and crossed by many strokes. A photograph has few of them, and rules and bars have none.
///
/// With turned, the lines run from top to bottom.
int pieces_of_text(const bitmap &ink, bool turned) {
  constexpr int wide = 24, lowest = 4, highest = 24;
  const int along = turned ? ink.height : ink.width;
  const int across = turned ? ink.width : ink.height;
  const auto dot = [&](int x, int y) {
    return ink.dots[turned ? static_cast<size_t>(x) * ink.width + y
                           : static_cast<size_t>(y) * ink.width + x];
  };
  int pieces = 0;
  for (int left = 0; left + wide <= along; left += wide) {
    int rows = 0, inked = 0, edges = 0;
    for (int y = 0; y <= across; y++) {
      int here = 0, changes = 0;
      for (int x = left; y < across && x < left + wide; x++) {
        here += dot(x, y);
        changes += x > left && dot(x, y) != dot(x - 1, y) ? 1 : 0;
      }
      if (here > 0) {
        rows += 1;
        inked += here;
        edges += changes;
        continue;
      }
      const double share = static_cast<double>(inked) / (std::max(1, rows) * wide);
      const bool is_text = rows >= lowest && rows <= highest && edges >= 3 * rows && share > 0.08 &&
                           share < 0.75;
      pieces += is_text ? 1 : 0;
      rows = inked = edges = 0;
    }
  }
  return pieces;
}

/// Where the memory for a picture is not there, poppler says nothing and gives one dot in its place.
bool lacks_memory(const poppler::image &image, const poppler::rectf &rect, double dpi) {
  return image.width() <= 1 && image.height() <= 1 &&
         std::max(rect.width(), rect.height()) * dpi / 72.0 > 2;
}

/// A picture of a page, not valid where it cannot be drawn.
struct drawing {
  poppler::image image;
  double dpi;
};

/// Draws a page, counted from 0, in greys and no larger than some dots along its longest side.
///
/// Throws std::bad_alloc where the memory for it is not there.
drawing draw_in_greys(cpoppler_document *document, int index, double dpi, double most_dots) {
  std::unique_ptr<poppler::page> page(document->document->create_page(index));
  if (!page || !poppler::page_renderer::can_render()) {
    return {};
  }
  const poppler::rectf rect = page->page_rect();
  const double longest = std::max(rect.width(), rect.height());
  if (!(longest > 0) || !std::isfinite(longest)) {
    return {};
  }
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  dpi = std::min(dpi, most_dots * 72.0 / longest);
  drawing drawn = {renderer.render_page(page.get(), dpi, dpi), dpi};
  if (drawn.image.is_valid() && lacks_memory(drawn.image, rect, dpi)) {
    throw std::bad_alloc();
  }
  return drawn;
}

} // namespace

int cpoppler_has_marks(cpoppler_document *document, int index, float top, float bottom) try {
  // 20 dots to the inch, and at most 400 dots along the longest side.
  const drawing drawn = draw_in_greys(document, index, 20, 400);
  if (!drawn.image.is_valid()) {
    return -1;
  }
  const double scale = drawn.dpi / 72.0;
  const int first = std::max(0, static_cast<int>(std::ceil(top * scale)));
  const int last = std::min(drawn.image.height(), static_cast<int>(std::floor(bottom * scale)));
  return share_of_ink(drawn.image, first, last).dots >= 4 ? 1 : 0;
} catch (const std::bad_alloc &) {
  return -2;
} catch (...) {
  return -1;
}

int cpoppler_unread_text(cpoppler_document *document, int index, const cpoppler_page *read) try {
  // A dot to the point: lines of type are some ten dots high. A poster gets at most 2000 dots along its side.
  const drawing drawn = draw_in_greys(document, index, 72, 2000);
  if (!drawn.image.is_valid()) {
    return -1;
  }
  const bitmap ink = ink_beside_words(drawn.image, *read);
  return std::max(pieces_of_text(ink, false), pieces_of_text(ink, true));
} catch (const std::bad_alloc &) {
  return -2;
} catch (...) {
  return -1;
}

int cpoppler_names_picture(const void *bytes, long count) {
  const std::string_view text(static_cast<const char *>(bytes), static_cast<size_t>(count));
  constexpr std::string_view name = "/Image";
  for (size_t place = text.find(name); place != text.npos; place = text.find(name, place)) {
    place += name.size();
    // "/ImageB" and the like are in every list of procedures.
    const char next = place < text.size() ? text[place] : ' ';
    if (next < 'A' || next > 'Z') {
      return 1;
    }
  }
  return 0;
}

cpoppler_picture *cpoppler_draw_page(
    cpoppler_document *document, int index, double dpi, double most_dots, int in_colour,
    int *status) try {
  *status = CPOPPLER_UNREADABLE;
  std::unique_ptr<poppler::page> page(document->document->create_page(index));
  if (!page || !poppler::page_renderer::can_render()) {
    return nullptr;
  }
  const poppler::rectf rect = page->page_rect();
  const double square_inches = rect.width() * rect.height() / (72.0 * 72.0);
  const double longest = std::max(rect.width(), rect.height()) / 72.0;
  if (!(square_inches > 0) || !std::isfinite(square_inches)) {
    return nullptr;
  }
  // A strip of a thousand metres has few dots in its area, and more in its length than a picture may have.
  dpi = std::min({dpi, std::sqrt(most_dots / square_inches), 20000.0 / longest});
  if (!(dpi >= 1)) {
    return nullptr;
  }
  poppler::page_renderer renderer;
  renderer.set_image_format(
      in_colour != 0 ? poppler::image::format_rgb24 : poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  const exact_colours colours(in_colour != 0);
  const poppler::image image = renderer.render_page(page.get(), dpi, dpi);
  if (!image.is_valid() || image.width() < 1 || image.height() < 1) {
    return nullptr;
  }
  if (lacks_memory(image, rect, dpi)) {
    throw std::bad_alloc();
  }
  const auto size = static_cast<size_t>(image.bytes_per_row()) * static_cast<size_t>(image.height());
  auto *picture = static_cast<cpoppler_picture *>(std::malloc(sizeof(cpoppler_picture) + size));
  if (picture == nullptr) {
    *status = CPOPPLER_NO_MEMORY;
    return nullptr;
  }
  picture->dots = reinterpret_cast<uint8_t *>(picture) + sizeof(cpoppler_picture);
  std::memcpy(picture->dots, image.const_data(), size);
  picture->width = image.width();
  picture->height = image.height();
  picture->bytes_per_row = image.bytes_per_row();
  picture->dpi = dpi;
  picture->ink = in_colour != 0 ? 0 : share_of_ink(image, 0, image.height()).share;
  *status = CPOPPLER_OK;
  return picture;
} catch (const std::bad_alloc &) {
  *status = CPOPPLER_NO_MEMORY;
  return nullptr;
} catch (...) {
  *status = CPOPPLER_UNREADABLE;
  return nullptr;
}

void cpoppler_free_picture(cpoppler_picture *picture) { std::free(picture); }
