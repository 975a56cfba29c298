// SPDX-License-Identifier: EUPL-1.2
#include "arrange.h"

#include <algorithm>
#include <cmath>
#include <utility>

// Poppler knows quarter turns only. Of a text at another angle nearly each letter becomes a word, a step
// above or below the one before; these steps are all equally steep. Only large letters count, twice those of
// the page or of 30 points, so that the slanted labels of a graph or of a table's columns stay what they are.

namespace {

/// The height of most words: half of them are at most as high.
float usual_height(const std::vector<placed_word> &words) {
  std::vector<float> heights;
  heights.reserve(words.size());
  for (const placed_word &word : words) {
    heights.push_back(word.y1 - word.y0);
  }
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

/// How steeply a text that goes down (1) or up (-1) steps from one word to the next.
float slope(const placed_word &from, const placed_word &to, int direction) {
  const float step = direction > 0 ? to.y0 - from.y0 : to.y1 - from.y1;
  return step / std::max(to.x0 - from.x0, 0.1F);
}

/// Whether a word begins where another ends, but for a space.
bool follows(const placed_word &to, const placed_word &from, float size) {
  const float gap = to.x0 - from.x1;
  return to.rotation == from.rotation && gap > -0.1F * size && gap < 0.6F * size;
}

/// The longest run on from a word, each step as steep as the first.
std::vector<size_t> run_from(
    size_t first, const std::vector<size_t> &large, const std::vector<placed_word> &words,
    int direction) {
  std::vector<size_t> run = {large[first]};
  float steepness = 0;
  for (size_t place = first + 1; place < large.size(); place++) {
    const placed_word &last = words[run.back()], &next = words[large[place]];
    const float size = std::min(last.y1 - last.y0, next.y1 - next.y0);
    if (!follows(next, last, size)) {
      continue;
    }
    const float step = slope(last, next, direction) * static_cast<float>(direction);
    if (step < 0.08F || step > 1.2F || (run.size() > 1 && std::abs(step - steepness) > 0.03F)) {
      continue;
    }
    steepness = run.size() > 1 ? steepness : step;
    run.push_back(large[place]);
  }
  return run;
}

/// Whether a word stands on the same line as another of its size that is not of the run: a word of upright text.
bool stands_on_a_line(
    size_t index, const std::vector<size_t> &run, const std::vector<placed_word> &words) {
  const placed_word &word = words[index];
  const float size = word.y1 - word.y0;
  for (size_t other = 0; other < words.size(); other++) {
    const placed_word &near = words[other];
    const bool is_level = std::abs(near.y1 - word.y1) < 0.06F * size &&
                          std::abs(near.y0 - word.y0) < 0.06F * size;
    if (other == index || !is_level || near.rotation != word.rotation) {
      continue;
    }
    const float gap = std::max(near.x0 - word.x1, word.x0 - near.x1);
    if (gap < 1.5F * size && std::find(run.begin(), run.end(), other) == run.end()) {
      return true;
    }
  }
  return false;
}

} // namespace

std::vector<std::vector<size_t>> slanted_runs(
    const std::vector<placed_word> &words, const std::function<size_t(size_t)> &letters) {
  std::vector<std::vector<size_t>> runs;
  if (words.size() < 3) {
    return runs;
  }
  const float much = 2 * usual_height(words), least = std::min(much, 30.0F);
  std::vector<size_t> large;
  for (size_t index = 0; index < words.size(); index++) {
    if (words[index].y1 - words[index].y0 > least && letters(index) <= 4) {
      large.push_back(index);
    }
  }
  if (large.size() < 3 || large.size() > 400) {
    return runs;
  }
  std::sort(large.begin(), large.end(), [&](size_t a, size_t b) {
    return std::pair(words[a].x0, a) < std::pair(words[b].x0, b);
  });
  std::vector<bool> taken(words.size(), false);
  for (const int direction : {-1, 1}) {
    for (size_t first = 0; first < large.size(); first++) {
      if (taken[large[first]]) {
        continue;
      }
      std::vector<size_t> run = run_from(first, large, words, direction);
      const bool is_free =
          std::none_of(run.begin(), run.end(), [&](size_t index) { return taken[index]; });
      size_t length = 0, much_larger = 0;
      for (const size_t index : run) {
        length += letters(index);
        much_larger += words[index].y1 - words[index].y0 > much ? 1 : 0;
      }
      // Of words that are no larger than the others only what fell into its letters.
      const bool is_apart = much_larger == run.size() || 2 * length <= 3 * run.size();
      if (run.size() < 3 || length < 4 || !is_free || !is_apart) {
        continue;
      }
      const bool is_upright = std::any_of(run.begin(), run.end(), [&](size_t index) {
        return stands_on_a_line(index, run, words);
      });
      if (!is_upright) {
        for (const size_t index : run) {
          taken[index] = true;
        }
        runs.push_back(std::move(run));
      }
    }
  }
  return runs;
}
