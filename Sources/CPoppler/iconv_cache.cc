// SPDX-License-Identifier: EUPL-1.2
//
// poppler-cpp opens a converter of the C library for every word that it turns into a string, and closes it
// again. Opening takes far longer than converting a word. The two functions here stand before those of the C
// library, because a program's own symbols are found first, and keep a few converters open for the next call.
#include "cpoppler.h"

#include <dlfcn.h>
#include <iconv.h>

#include <cerrno>
#include <cstring>
#include <mutex>

namespace {

using open_function = iconv_t (*)(const char *, const char *);
using close_function = int (*)(iconv_t);

const iconv_t not_opened = reinterpret_cast<iconv_t>(-1);

struct kept_converter {
  char to[24], from[24];
  iconv_t converter;
  bool in_use;
};

/// Converters in use and free; whoever opens one gets it alone, on any thread, until it is closed.
struct converter_cache {
  std::mutex mutex;
  kept_converter kept[8] = {};
  int count = 0;
  uint64_t opened = 0;

  iconv_t take(const char *to, const char *from) {
    const std::lock_guard<std::mutex> lock(mutex);
    for (int place = 0; place < count; place++) {
      kept_converter &entry = kept[place];
      if (!entry.in_use && std::strcmp(entry.to, to) == 0 && std::strcmp(entry.from, from) == 0) {
        entry.in_use = true;
        iconv(entry.converter, nullptr, nullptr, nullptr, nullptr);  // back to its first state
        return entry.converter;
      }
    }
    return not_opened;
  }

  void keep(const char *to, const char *from, iconv_t converter) {
    const std::lock_guard<std::mutex> lock(mutex);
    opened += 1;
    if (count == 8 || std::strlen(to) >= sizeof kept[0].to ||
        std::strlen(from) >= sizeof kept[0].from) {
      return;
    }
    kept_converter &entry = kept[count++];
    std::strcpy(entry.to, to);
    std::strcpy(entry.from, from);
    entry.converter = converter;
    entry.in_use = true;
  }

  bool give_back(iconv_t converter) {
    const std::lock_guard<std::mutex> lock(mutex);
    for (int place = 0; place < count; place++) {
      if (kept[place].converter == converter) {
        kept[place].in_use = false;
        return true;
      }
    }
    return false;
  }
};

converter_cache &cache() {
  // Never destroyed: a library may close a converter while the program ends.
  static auto *const shared = new converter_cache;
  return *shared;
}

} // namespace

extern "C" iconv_t iconv_open(const char *to, const char *from) {
  static const auto next = reinterpret_cast<open_function>(dlsym(RTLD_NEXT, "iconv_open"));
  const iconv_t known = cache().take(to, from);
  if (known != not_opened) {
    return known;
  }
  if (next == nullptr) {
    errno = EINVAL;
    return not_opened;
  }
  const iconv_t converter = next(to, from);
  if (converter != not_opened) {
    cache().keep(to, from, converter);
  }
  return converter;
}

extern "C" int iconv_close(iconv_t converter) {
  static const auto next = reinterpret_cast<close_function>(dlsym(RTLD_NEXT, "iconv_close"));
  if (cache().give_back(converter)) {
    return 0;
  }
  return next == nullptr ? 0 : next(converter);
}

uint64_t cpoppler_converters_opened(void) {
  const std::lock_guard<std::mutex> lock(cache().mutex);
  return cache().opened;
}
