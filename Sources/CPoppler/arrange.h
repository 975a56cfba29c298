// SPDX-License-Identifier: EUPL-1.2
#ifndef CPOPPLER_ARRANGE_H
#define CPOPPLER_ARRANGE_H

#include "box.h"
#include "cpoppler.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

/// A word while the slanted ones are looked for: its box when its text is turned upright.
struct placed_word : box {
  int rotation;
};

/// The runs of large words that stand aslant, such as a watermark, each in reading order, by their places.
///
/// The number of letters of a word is asked for the large ones only.
std::vector<std::vector<size_t>> slanted_runs(
    const std::vector<placed_word> &words, const std::function<size_t(size_t)> &letters);

/// Joins the pieces into which a line of a justified column fell because its words stand far apart.
void join_stretched(
    std::string &text, std::vector<cpoppler_line> &lines, std::vector<cpoppler_word> &words);

#endif
