// SPDX-License-Identifier: EUPL-1.2
#ifndef CPOPPLER_BOX_H
#define CPOPPLER_BOX_H

#include <poppler-rectangle.h>

#include <algorithm>
#include <cmath>

/// A place on a page in points, from its top left.
struct box {
  float x0, y0, x1, y1;
};

/// A place or a size as poppler gives it. A damaged file puts words where no page reaches, up to infinity;
/// those stand at a bound, seven times as far as the largest page that PDF allows (14,400 points), so that all
/// that is counted with places is finite.
inline float bounded(double place) {
  return std::isnan(place) ? 0.0F : static_cast<float>(std::clamp(place, -1e5, 1e5));
}

inline box bounded(const poppler::rectf &rect) {
  return {bounded(rect.left()), bounded(rect.top()), bounded(rect.right()), bounded(rect.bottom())};
}

/// The place of a word after turning its text upright, on a page of that size.
inline box upright(const box &at, int rotation, float width, float height) {
  switch (rotation) {
  case 1: return {at.y0, width - at.x1, at.y1, width - at.x0};
  case 2: return {width - at.x1, height - at.y1, width - at.x0, height - at.y0};
  case 3: return {height - at.y1, at.x0, height - at.y0, at.x1};
  default: return at;
  }
}

#endif
