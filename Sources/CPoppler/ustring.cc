// SPDX-License-Identifier: EUPL-1.2
//
// poppler-cpp turns every word into its string with a converter of the C library, which it opens, uses and
// closes for that word: a sixth of all reading. The function here stands before the library's own, because a
// program's own symbols are found first, and decodes the few bytes itself. Where the bytes are no UTF-8 the
// library gives what came before them and drops the rest of the word; here the rest stays.
#include "cpoppler.h"

#include <poppler-global.h>

#include <atomic>
#include <cstring>

namespace {

std::atomic<uint64_t> decoded{0};

const uint32_t replacement = 0xFFFD;

/// The scalar at a place, and the place moved behind it; U+FFFD for bytes that are none.
///
/// Half a surrogate pair, which poppler writes as three bytes, comes as it is: two of them make a scalar.
uint32_t next_scalar(const unsigned char *&at, const unsigned char *end) {
  const uint32_t first = *at++;
  if (first < 0x80) {
    return first;
  }
  const int more = first >= 0xF0 && first < 0xF5   ? 3
                   : first >= 0xE0 && first < 0xF0 ? 2
                   : first >= 0xC2 && first < 0xE0 ? 1
                                                   : 0;
  if (more == 0 || end - at < more) {
    return replacement;
  }
  uint32_t scalar = first & (0x3F >> more);
  for (int place = 0; place < more; place++) {
    if ((at[place] & 0xC0) != 0x80) {
      return replacement;
    }
    scalar = scalar << 6 | (at[place] & 0x3F);
  }
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (scalar < least[more] || scalar > 0x10FFFF) {
    return replacement;
  }
  at += more;
  return scalar;
}

} // namespace

namespace poppler {

ustring ustring::from_utf8(const char *str, int len) {
  decoded.fetch_add(1, std::memory_order_relaxed);
  const size_t length = len > 0 ? static_cast<size_t>(len) : std::strlen(str);
  ustring result;
  result.reserve(length);
  const auto *at = reinterpret_cast<const unsigned char *>(str);
  const auto *end = at + length;
  while (at < end) {
    const uint32_t scalar = next_scalar(at, end);
    if (scalar < 0x10000) {
      result.push_back(static_cast<value_type>(scalar));
    } else {
      result.push_back(static_cast<value_type>(0xD800 + ((scalar - 0x10000) >> 10)));
      result.push_back(static_cast<value_type>(0xDC00 + ((scalar - 0x10000) & 0x3FF)));
    }
  }
  return result;
}

} // namespace poppler

uint64_t cpoppler_words_decoded(void) { return decoded.load(std::memory_order_relaxed); }
