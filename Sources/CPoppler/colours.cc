// SPDX-License-Identifier: EUPL-1.2
//
// Poppler prepares the conversion of every colour profile that a page names, also where the page is only read:
// for each it has Little CMS turn curves of thousands of points round, a third of all the time that real papers
// took. The function here stands before the library's own, because a program's own symbols are found first
// (the linker is told to show it, see Package.swift), and refuses, upon which poppler takes the device colours
// that a profile stands for. They are as good for reading, and for pictures in grey of which text is recognised;
// a picture in colour, which a person looks at, has its colours by their profiles.
//
// Where a library calls its own function all the same, reading takes longer and gives the same text.
#include "colours.h"

#include <cstdint>
#include <dlfcn.h>

namespace {

thread_local bool wants_colours = false;
thread_local int refused = 0;

using create_transform = void *(void *, uint32_t, void *, uint32_t, uint32_t, uint32_t);

} // namespace

exact_colours::exact_colours(bool are_wanted) : before(wants_colours) {
  wants_colours = are_wanted;
}

exact_colours::~exact_colours() { wants_colours = before; }

bool is_about_colours(const std::string &complaint) {
  if (refused == 0 || complaint.find("transform") == std::string::npos) {
    return false;
  }
  refused -= 1;
  return true;
}

/// Of Little CMS: a conversion from one profile to another, null where there is none.
extern "C" __attribute__((visibility("default"))) void *cmsCreateTransform(
    void *input, uint32_t input_format, void *output, uint32_t output_format, uint32_t intent,
    uint32_t flags) {
  if (!wants_colours) {
    refused += 1;
    return nullptr;
  }
  static auto *const library =
      reinterpret_cast<create_transform *>(dlsym(RTLD_NEXT, "cmsCreateTransform"));
  return library != nullptr
             ? library(input, input_format, output, output_format, intent, flags)
             : nullptr;
}
