// SPDX-License-Identifier: EUPL-1.2
//
// poppler-cpp turns every word into its string with a converter of the C library, which it opens, uses and
// closes for that word: a sixth of all reading. The function here stands before the library's own, because a
// program's own symbols are found first, and decodes the few bytes itself. Where the bytes are no UTF-8 the
// library gives what came before them and drops the rest of the word; here the rest stays.
//
// A library that was linked with -Bsymbolic-functions calls its own function all the same. That is asked of its
// relocations, and said in the version of the reader, since such words then have other text.
#include "cpoppler.h"

#include <poppler-global.h>

#include <cstring>
#include <link.h>

namespace {

thread_local uint64_t decoded = 0;

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
  decoded += 1;
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

uint64_t cpoppler_words_decoded(void) { return decoded; }

namespace {

const char library[] = "libpoppler-cpp.so";
const char function[] = "_ZN7poppler7ustring9from_utf8EPKci";

/// The relocations of a library, and what names their symbols.
struct Relocations {
  const ElfW(Sym) *symbols = nullptr;
  const char *names = nullptr;
  const ElfW(Rela) *calls = nullptr;
  size_t call_bytes = 0;
  const ElfW(Rela) *others = nullptr;
  size_t other_bytes = 0;

  bool name(const ElfW(Rela) *list, size_t bytes) const {
    for (size_t place = 0; list != nullptr && place < bytes / sizeof(*list); place++) {
#if __ELF_NATIVE_CLASS == 64
      const size_t symbol = ELF64_R_SYM(list[place].r_info);
#else
      const size_t symbol = ELF32_R_SYM(list[place].r_info);
#endif
      if (symbol != 0 && std::strcmp(names + symbols[symbol].st_name, function) == 0) {
        return true;
      }
    }
    return false;
  }
};

/// Sets the answer to 1 where the library looks the function up by its name.
int look(struct dl_phdr_info *info, size_t, void *answer) {
  if (std::strstr(info->dlpi_name, library) == nullptr) {
    return 0;
  }
  Relocations found;
  for (int part = 0; part < info->dlpi_phnum; part++) {
    if (info->dlpi_phdr[part].p_type != PT_DYNAMIC) {
      continue;
    }
    const auto *entry =
        reinterpret_cast<const ElfW(Dyn) *>(info->dlpi_addr + info->dlpi_phdr[part].p_vaddr);
    for (; entry->d_tag != DT_NULL; entry++) {
      // glibc has added the place of the library to these.
      const auto place = entry->d_un.d_ptr;
      switch (entry->d_tag) {
      case DT_SYMTAB: found.symbols = reinterpret_cast<const ElfW(Sym) *>(place); break;
      case DT_STRTAB: found.names = reinterpret_cast<const char *>(place); break;
      case DT_JMPREL: found.calls = reinterpret_cast<const ElfW(Rela) *>(place); break;
      case DT_PLTRELSZ: found.call_bytes = entry->d_un.d_val; break;
      case DT_RELA: found.others = reinterpret_cast<const ElfW(Rela) *>(place); break;
      case DT_RELASZ: found.other_bytes = entry->d_un.d_val; break;
      default: break;
      }
    }
  }
  if (found.symbols != nullptr && found.names != nullptr) {
    *static_cast<int *>(answer) = found.name(found.calls, found.call_bytes) ||
                                  found.name(found.others, found.other_bytes);
  }
  return 1;
}

} // namespace

int cpoppler_decodes_words(void) {
  int answer = 0;
  dl_iterate_phdr(look, &answer);
  return answer;
}
