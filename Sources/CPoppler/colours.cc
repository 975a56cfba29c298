// SPDX-License-Identifier: EUPL-1.2
//
// Poppler prepares the conversion of every colour profile that a page names, also where the page is only read:
// for each it has Little CMS turn curves of thousands of points round, a third of all the time that real papers
// took. The functions here stand before the library's own, because a program's own symbols are found first
// (the linker is told to show them, see Package.swift), and give a conversion that takes the numbers as they
// are. That is as good for reading, and for pictures in grey of which text is recognised; a picture in colour,
// which a person looks at, has its colours by their profiles. Poppler must be given a conversion, and no refusal:
// without one it does not remember a profile, and reads it again at each change of colour.
//
// Where a library calls its own functions all the same, reading takes longer and gives the same text.
#include "colours.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <new>

#define SHOWN extern "C" __attribute__((visibility("default")))

namespace {

thread_local bool wants_colours = false;

/// Formats of colours as Little CMS writes them (lcms2.h): the space, how many numbers, and the bytes of each;
/// the last has floating numbers of eight bytes, X, Y and Z of CIE 1931.
enum : uint32_t {
  grey_8 = 3U << 16 | 1U << 3 | 1U,
  rgb_8 = 4U << 16 | 3U << 3 | 1U,
  cmyk_8 = 6U << 16 | 4U << 3 | 1U,
  xyz_double = 1U << 22 | 9U << 16 | 3U << 3,
};

/// A colour by its light, with a white of D50, as a screen of sRGB shows it (IEC 61966-2-1).
void show(const double *xyz, uint8_t *out) {
  static constexpr double light[3][3] = {
      {3.1338561, -1.6168667, -0.4906146},
      {-0.9787684, 1.9161415, 0.0334540},
      {0.0719453, -0.2289914, 1.4052427},
  };
  for (int part = 0; part < 3; part++) {
    const double sum =
        light[part][0] * xyz[0] + light[part][1] * xyz[1] + light[part][2] * xyz[2];
    const double even = sum > 0 ? std::min(sum, 1.0) : 0; // no number is no light
    const double shown =
        even <= 0.0031308 ? 12.92 * even : 1.055 * std::pow(even, 1 / 2.4) - 0.055;
    out[part] = static_cast<uint8_t>(std::lround(255 * shown));
  }
}

/// A conversion of our own; a library's begins with two formats, which these bytes are not.
struct plain_conversion {
  static constexpr uint64_t sign = 0x76696E64706C6172;
  uint64_t mark = sign;
  uint32_t format;

  static plain_conversion *of(void *conversion) {
    uint64_t begin = 0;
    if (conversion != nullptr) {
      std::memcpy(&begin, conversion, sizeof begin);
    }
    return begin == sign ? static_cast<plain_conversion *>(conversion) : nullptr;
  }

  /// - Returns: null for formats that no colour of a usual page has.
  static plain_conversion *make(uint32_t in, uint32_t out) {
    const bool is_known = in == grey_8 || in == rgb_8 || in == cmyk_8 || in == xyz_double;
    if (!is_known || out != rgb_8) {
      return nullptr;
    }
    auto *made = new (std::nothrow) plain_conversion;
    if (made != nullptr) {
      made->format = in;
    }
    return made;
  }

  void convert(const uint8_t *in, uint8_t *out, uint32_t count) const {
    for (uint32_t dot = 0; dot < count; dot++, out += 3) {
      switch (format) {
      case xyz_double: {
        double light[3];
        std::memcpy(light, in, sizeof light);
        show(light, out);
        in += sizeof light;
        break;
      }
      case grey_8:
        std::fill_n(out, 3, *in++);
        break;
      case rgb_8:
        std::copy_n(in, 3, out);
        in += 3;
        break;
      default:
        for (int ink = 0; ink < 3; ink++) {
          out[ink] = static_cast<uint8_t>((255 - in[ink]) * (255 - in[3]) / 255);
        }
        in += 4;
      }
    }
  }
};

/// The library's own function of a name.
template <typename function> function *library(const char *name) {
  return reinterpret_cast<function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

exact_colours::exact_colours(bool are_wanted) : before(wants_colours) {
  wants_colours = are_wanted;
}

exact_colours::~exact_colours() { wants_colours = before; }

// Of Little CMS.

SHOWN void *cmsCreateTransform(
    void *input, uint32_t input_format, void *output, uint32_t output_format, uint32_t intent,
    uint32_t flags) {
  if (!wants_colours) {
    if (auto *plain = plain_conversion::make(input_format, output_format)) {
      return plain;
    }
  }
  static auto *const own =
      library<void *(void *, uint32_t, void *, uint32_t, uint32_t, uint32_t)>("cmsCreateTransform");
  return own != nullptr ? own(input, input_format, output, output_format, intent, flags) : nullptr;
}

SHOWN void cmsDoTransform(void *conversion, const void *input, void *output, uint32_t count) {
  if (const auto *plain = plain_conversion::of(conversion)) {
    return plain->convert(
        static_cast<const uint8_t *>(input), static_cast<uint8_t *>(output), count);
  }
  static auto *const own =
      library<void(void *, const void *, void *, uint32_t)>("cmsDoTransform");
  if (own != nullptr) {
    own(conversion, input, output, count);
  }
}

SHOWN void cmsDeleteTransform(void *conversion) {
  if (auto *plain = plain_conversion::of(conversion)) {
    delete plain;
    return;
  }
  static auto *const own = library<void(void *)>("cmsDeleteTransform");
  if (own != nullptr) {
    own(conversion);
  }
}
