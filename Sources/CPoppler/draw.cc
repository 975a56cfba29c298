// SPDX-License-Identifier: EUPL-1.2
// Pages as pictures.
#include "document.h"

#include <poppler-image.h>
#include <poppler-page.h>
#include <poppler-page-renderer.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

struct ink {
  long dots;
  double share;
};

/// The dots of a picture in greys, between two rows, that differ clearly from most others.
ink share_of_ink(const poppler::image &image, int first, int last) {
  long counts[256] = {};
  long all = 0;
  for (int y = first; y < last; y++) {
    const auto *row = reinterpret_cast<const uint8_t *>(image.const_data()) +
                      static_cast<size_t>(y) * static_cast<size_t>(image.bytes_per_row());
    for (int x = 0; x < image.width(); x++) {
      counts[row[x]] += 1;
    }
    all += image.width();
  }
  const auto paper = std::max_element(counts, counts + 256) - counts;
  long marked = 0;
  for (int grey = 0; grey < 256; grey++) {
    marked += std::abs(grey - static_cast<int>(paper)) > 32 ? counts[grey] : 0;
  }
  return {marked, all > 0 ? static_cast<double>(marked) / static_cast<double>(all) : 0};
}

/// Where the memory for a picture is not there, poppler says nothing and gives one dot in its place.
bool lacks_memory(const poppler::image &image, const poppler::rectf &rect, double dpi) {
  return image.width() <= 1 && image.height() <= 1 &&
         std::max(rect.width(), rect.height()) * dpi / 72.0 > 2;
}

} // namespace

int cpoppler_has_marks(cpoppler_document *document, int index, float top, float bottom) try {
  std::unique_ptr<poppler::page> page(document->document->create_page(index));
  if (!page || !poppler::page_renderer::can_render()) {
    return -1;
  }
  const poppler::rectf rect = page->page_rect();
  const double longest = std::max(rect.width(), rect.height());
  if (!(longest > 0)) {
    return -1;
  }
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  // 20 dots to the inch, and at most 400 dots along the longest side.
  const double dpi = std::min(20.0, 400.0 * 72.0 / longest);
  const poppler::image image = renderer.render_page(page.get(), dpi, dpi);
  if (!image.is_valid()) {
    return -1;
  }
  if (lacks_memory(image, rect, dpi)) {
    throw std::bad_alloc();
  }
  const int first = std::max(0, static_cast<int>(std::ceil(top * dpi / 72.0)));
  const int last = std::min(image.height(), static_cast<int>(std::floor(bottom * dpi / 72.0)));
  return share_of_ink(image, first, last).dots >= 4 ? 1 : 0;
} catch (const std::bad_alloc &) {
  return -2;
} catch (...) {
  return -1;
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
