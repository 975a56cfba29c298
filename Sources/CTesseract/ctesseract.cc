// SPDX-License-Identifier: EUPL-1.2
#include "ctesseract.h"

#include <tesseract/capi.h>

#include <dlfcn.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <string>
#include <vector>

namespace {

/// The functions of the library that are used. It is loaded when the first page is to be recognised: it brings
/// some fifty other libraries, which would slow down the start of every command, and reading goes on without it.
struct library {
  decltype(&TessVersion) version = nullptr;
  decltype(&TessDeleteText) delete_text = nullptr;
  decltype(&TessBaseAPICreate) create = nullptr;
  decltype(&TessBaseAPIDelete) destroy = nullptr;
  decltype(&TessBaseAPIInit2) init = nullptr;
  decltype(&TessBaseAPISetVariable) set_variable = nullptr;
  decltype(&TessBaseAPISetPageSegMode) set_mode = nullptr;
  decltype(&TessBaseAPISetImage) set_image = nullptr;
  decltype(&TessBaseAPISetSourceResolution) set_resolution = nullptr;
  decltype(&TessBaseAPIRecognize) recognize = nullptr;
  decltype(&TessBaseAPIGetIterator) iterator = nullptr;
  decltype(&TessBaseAPIClear) clear = nullptr;
  decltype(&TessResultIteratorDelete) delete_iterator = nullptr;
  decltype(&TessResultIteratorNext) next = nullptr;
  decltype(&TessResultIteratorGetPageIterator) place = nullptr;
  decltype(&TessResultIteratorGetUTF8Text) text = nullptr;
  decltype(&TessResultIteratorConfidence) confidence = nullptr;
  decltype(&TessResultIteratorWordFontAttributes) font = nullptr;
  decltype(&TessPageIteratorIsAtBeginningOf) begins = nullptr;
  decltype(&TessPageIteratorBoundingBox) box = nullptr;
  decltype(&TessPageIteratorBaseline) baseline = nullptr;
  decltype(&TessMonitorCreate) create_monitor = nullptr;
  decltype(&TessMonitorDelete) delete_monitor = nullptr;
  decltype(&TessMonitorSetCancelFunc) set_cancel = nullptr;
  decltype(&TessMonitorSetCancelThis) set_cancel_this = nullptr;
  bool is_whole = false;

  library() {
    void *handle = nullptr;
    for (const char *name : {"libtesseract.so.5", "libtesseract.so.4"}) {
      handle = handle != nullptr ? handle : dlopen(name, RTLD_NOW | RTLD_LOCAL);
    }
    if (handle == nullptr) {
      return;
    }
    is_whole = true;
    find(handle, "TessVersion", version);
    find(handle, "TessDeleteText", delete_text);
    find(handle, "TessBaseAPICreate", create);
    find(handle, "TessBaseAPIDelete", destroy);
    find(handle, "TessBaseAPIInit2", init);
    find(handle, "TessBaseAPISetVariable", set_variable);
    find(handle, "TessBaseAPISetPageSegMode", set_mode);
    find(handle, "TessBaseAPISetImage", set_image);
    find(handle, "TessBaseAPISetSourceResolution", set_resolution);
    find(handle, "TessBaseAPIRecognize", recognize);
    find(handle, "TessBaseAPIGetIterator", iterator);
    find(handle, "TessBaseAPIClear", clear);
    find(handle, "TessResultIteratorDelete", delete_iterator);
    find(handle, "TessResultIteratorNext", next);
    find(handle, "TessResultIteratorGetPageIterator", place);
    find(handle, "TessResultIteratorGetUTF8Text", text);
    find(handle, "TessResultIteratorConfidence", confidence);
    find(handle, "TessResultIteratorWordFontAttributes", font);
    find(handle, "TessPageIteratorIsAtBeginningOf", begins);
    find(handle, "TessPageIteratorBoundingBox", box);
    find(handle, "TessPageIteratorBaseline", baseline);
    find(handle, "TessMonitorCreate", create_monitor);
    find(handle, "TessMonitorDelete", delete_monitor);
    find(handle, "TessMonitorSetCancelFunc", set_cancel);
    find(handle, "TessMonitorSetCancelThis", set_cancel_this);
  }

  template <typename function> void find(void *handle, const char *name, function &target) {
    target = reinterpret_cast<function>(dlsym(handle, name));
    is_whole = is_whole && target != nullptr;
  }
};

const library &tesseract_library() {
  static const library loaded;
  return loaded;
}

double processor_time() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct patience {
  double end;
  bool is_out = false;
};

bool is_cancelled(void *context, int) {
  auto *left = static_cast<patience *>(context);
  left->is_out = left->is_out || processor_time() > left->end;
  return left->is_out;
}

struct found_page {
  std::string text;
  std::vector<ctesseract_word> words;

  void take(const library &tess, TessResultIterator *results) {
    if (results == nullptr) {
      return;
    }
    TessPageIterator *place = tess.place(results);
    float baseline = 0, size = 0;
    bool begins = false;
    do {
      if (tess.begins(place, tesseract::RIL_TEXTLINE) != 0) {
        begins = true;
        int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        baseline = tess.baseline(place, tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1) != 0
                       ? static_cast<float>(y0 + y1) / 2
                       : 0;
        size = points(tess, results);
      }
      char *text_of_word = tess.text(results, tesseract::RIL_WORD);
      if (text_of_word == nullptr) {
        continue;
      }
      ctesseract_word word = {};
      word.start = static_cast<uint32_t>(text.size());
      text.append(text_of_word);
      tess.delete_text(text_of_word);
      word.end = static_cast<uint32_t>(text.size());
      const bool has_box =
          tess.box(place, tesseract::RIL_WORD, &word.x0, &word.y0, &word.x1, &word.y1) != 0;
      if (word.end == word.start || !has_box) {
        text.resize(word.start);
        continue;
      }
      word.baseline = baseline > 0 ? baseline : static_cast<float>(word.y1);
      word.size = size;
      word.confidence = tess.confidence(results, tesseract::RIL_WORD);
      word.begins_line = begins ? 1 : 0;
      begins = false;
      words.push_back(word);
    } while (tess.next(results, tesseract::RIL_WORD) != 0);
  }

  static float points(const library &tess, TessResultIterator *results) {
    BOOL flag[6] = {};
    int size = 0, font = 0;
    tess.font(results, &flag[0], &flag[1], &flag[2], &flag[3], &flag[4], &flag[5], &size, &font);
    return size > 0 && size < 400 ? static_cast<float>(size) : 0;
  }

  ctesseract_page *pack() const {
    const size_t head = sizeof(ctesseract_page), rows = words.size() * sizeof(ctesseract_word);
    auto *page = static_cast<ctesseract_page *>(std::malloc(head + rows + text.size() + 1));
    if (page == nullptr) {
      throw std::bad_alloc();
    }
    auto *bytes = reinterpret_cast<uint8_t *>(page);
    page->word_count = static_cast<uint32_t>(words.size());
    page->byte_count = static_cast<uint32_t>(text.size());
    page->words = reinterpret_cast<ctesseract_word *>(bytes + head);
    page->text = bytes + head + rows;
    if (!words.empty()) {
      std::memcpy(page->words, words.data(), rows);
      std::memcpy(page->text, text.data(), text.size());
    }
    return page;
  }
};

} // namespace

struct ctesseract {
  TessBaseAPI *api;
};

const char *ctesseract_version(void) try {
  const library &tess = tesseract_library();
  return tess.is_whole ? tess.version() : nullptr;
} catch (...) {
  return nullptr;
}

ctesseract *ctesseract_open(const char *folder, const char *language) try {
  const library &tess = tesseract_library();
  if (!tess.is_whole) {
    return nullptr;
  }
  TessBaseAPI *api = tess.create();
  // It says on standard error what it estimates; nobody reads that.
  tess.set_variable(api, "debug_file", "/dev/null");
  if (tess.init(api, folder, language, tesseract::OEM_LSTM_ONLY) != 0) {
    tess.destroy(api);
    return nullptr;
  }
  tess.set_mode(api, tesseract::PSM_AUTO);
  return new ctesseract{api};
} catch (...) {
  return nullptr;
}

void ctesseract_close(ctesseract *recognizer) {
  if (recognizer != nullptr) {
    tesseract_library().destroy(recognizer->api);
    delete recognizer;
  }
}

ctesseract_page *ctesseract_read(
    ctesseract *recognizer, const uint8_t *dots, int width, int height, int bytes_per_row, int dpi,
    double processor_seconds, int *status) try {
  const library &tess = tesseract_library();
  *status = CTESSERACT_FAILED;
  patience left = {processor_time() + processor_seconds};
  tess.set_image(recognizer->api, dots, width, height, 1, bytes_per_row);
  tess.set_resolution(recognizer->api, dpi);
  ETEXT_DESC *monitor = tess.create_monitor();
  tess.set_cancel(monitor, is_cancelled);
  tess.set_cancel_this(monitor, &left);
  const int code = tess.recognize(recognizer->api, monitor);
  tess.delete_monitor(monitor);
  found_page found;
  if (code == 0 && !left.is_out) {
    TessResultIterator *results = tess.iterator(recognizer->api);
    found.take(tess, results);
    if (results != nullptr) {
      tess.delete_iterator(results);
    }
  }
  // What was learned from one page must not change how the next is read.
  tess.clear(recognizer->api);
  if (left.is_out) {
    *status = CTESSERACT_TIME;
    return nullptr;
  }
  if (code != 0) {
    return nullptr;
  }
  *status = CTESSERACT_OK;
  return found.pack();
} catch (const std::bad_alloc &) {
  *status = CTESSERACT_NO_MEMORY;
  return nullptr;
} catch (...) {
  *status = CTESSERACT_FAILED;
  return nullptr;
}

void ctesseract_free_page(ctesseract_page *page) { std::free(page); }
