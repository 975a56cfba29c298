// SPDX-License-Identifier: EUPL-1.2
#include "arrange.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

// In a narrow justified column without hyphenation the words of a line can stand so far apart that poppler
// takes each for a line of its own, and they look like the cells of a table. Such a line begins and ends
// where whole lines of its column do, its gaps are all equally wide, and it follows or precedes running text.

namespace {

struct column {
  float x0, x1;
};

/// What stands on one baseline of a column.
struct row {
  /// The lines, from left to right.
  std::vector<size_t> pieces;
  enum class kind { whole, single, stretched, pair, cells } what = kind::single;
};

bool is_near(float a, float b) { return std::abs(a - b) < 1; }

class stretched_lines {
public:
  stretched_lines(
      std::string &text, std::vector<cpoppler_line> &lines, std::vector<cpoppler_word> &words)
      : text(text), lines(lines), words(words), taken(lines.size(), false) {}

  void join() {
    std::vector<size_t> order;
    for (size_t index = 0; index < lines.size(); index++) {
      if (lines[index].rotation == 0) {
        order.push_back(index);
      }
    }
    const std::vector<column> found = columns(order);
    if (found.empty()) {
      return;
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return std::tuple(lines[a].y1, lines[a].x0, a) < std::tuple(lines[b].y1, lines[b].x0, b);
    });
    for (const column &place : found) {
      join(rows(place, order));
    }
    if (!joined.empty()) {
      rebuild();
    }
  }

private:
  std::string &text;
  std::vector<cpoppler_line> &lines;
  std::vector<cpoppler_word> &words;
  std::vector<bool> taken;
  /// The lines that were put together, the first of each by itself.
  std::vector<std::vector<size_t>> joined;
  /// The lines in their new order, all pieces but the first of each left out.
  std::vector<size_t> sequence;

  /// The left and right sides that at least four lines share.
  std::vector<column> columns(const std::vector<size_t> &order) const {
    std::vector<column> sides;
    for (const size_t index : order) {
      const cpoppler_line &line = lines[index];
      if (line.x1 - line.x0 > 8 * line.height && line.end - line.start > 16) {
        sides.push_back({line.x0, line.x1});
      }
    }
    std::sort(sides.begin(), sides.end(), [](const column &a, const column &b) {
      return std::pair(std::round(a.x0), a.x1) < std::pair(std::round(b.x0), b.x1);
    });
    std::vector<column> found;
    size_t first = 0;
    for (size_t index = 1; index <= sides.size(); index++) {
      if (index < sides.size() && is_near(sides[index].x0, sides[first].x0) &&
          is_near(sides[index].x1, sides[first].x1)) {
        continue;
      }
      if (index - first >= 4) {
        found.push_back(sides[first]);
      }
      first = index;
    }
    return found;
  }

  std::vector<row> rows(const column &place, const std::vector<size_t> &order) const {
    std::vector<row> found;
    float y = 0;
    for (const size_t index : order) {
      const cpoppler_line &line = lines[index];
      if (line.x0 < place.x0 - 1 || line.x1 > place.x1 + 1) {
        continue;
      }
      if (found.empty() || line.y1 - y > 0.3F * line.height) {
        found.emplace_back();
        y = line.y1;
      }
      found.back().pieces.push_back(index);
    }
    for (row &one : found) {
      std::sort(one.pieces.begin(), one.pieces.end(), [&](size_t a, size_t b) {
        return lines[a].x0 < lines[b].x0;
      });
      one.what = kind(one, place);
    }
    return found;
  }

  row::kind kind(const row &one, const column &place) const {
    const cpoppler_line &first = lines[one.pieces.front()], &last = lines[one.pieces.back()];
    const bool is_full = is_near(first.x0, place.x0) && is_near(last.x1, place.x1);
    if (one.pieces.size() == 1) {
      return is_full ? row::kind::whole : row::kind::single;
    }
    if (!is_full) {
      return row::kind::cells;
    }
    float least = INFINITY, most = 0;
    size_t gaps = 0;
    const cpoppler_word *before = nullptr;
    for (const size_t piece : one.pieces) {
      for (auto word = first_word(lines[piece]);
           word != words.end() && word->start < lines[piece].end; word++) {
        // A word can consist of two parts, of which the second is drawn in another font.
        const bool is_part = word->start != lines[piece].start && before->end == word->start;
        if (before != nullptr && !is_part) {
          least = std::min(least, word->x0 - before->x1);
          most = std::max(most, word->x0 - before->x1);
          gaps += 1;
        }
        before = &*word;
      }
    }
    if (least <= 0 || most - least > 0.2F * most) {
      return row::kind::cells;
    }
    // One gap is as wide as itself: beside a figure it is that of a table or of a list of contents.
    if (gaps == 1) {
      const auto byte = static_cast<unsigned char>(text[last.start]);
      return byte >= '0' && byte <= '9' ? row::kind::cells : row::kind::pair;
    }
    return row::kind::stretched;
  }

  std::vector<cpoppler_word>::const_iterator first_word(const cpoppler_line &line) const {
    return std::lower_bound(
        words.begin(), words.end(), line.start,
        [](const cpoppler_word &word, uint32_t start) { return word.start < start; });
  }

  /// Whether two rows follow each other as lines of a text do.
  bool is_next(const row &above, const row &below) const {
    const cpoppler_line &line = lines[below.pieces[0]];
    return line.y1 - lines[above.pieces[0]].y1 < 2 * line.height;
  }

  void join(const std::vector<row> &rows) {
    for (size_t index = 0; index < rows.size(); index++) {
      const row &one = rows[index];
      if (one.what != row::kind::stretched && one.what != row::kind::pair) {
        continue;
      }
      const row *above = index > 0 && is_next(rows[index - 1], one) ? &rows[index - 1] : nullptr;
      const row *below =
          index + 1 < rows.size() && is_next(one, rows[index + 1]) ? &rows[index + 1] : nullptr;
      const bool is_taken = std::any_of(
          one.pieces.begin(), one.pieces.end(), [&](size_t line) { return taken[line]; });
      if (is_taken || !is_in_text(rows, index)) {
        continue;
      }
      for (const size_t line : one.pieces) {
        taken[line] = true;
      }
      if (sequence.empty()) {
        for (size_t line = 0; line < lines.size(); line++) {
          sequence.push_back(line);
        }
      }
      joined.push_back(one.pieces);
      const auto is_piece = [&](size_t line) {
        return std::find(one.pieces.begin(), one.pieces.end(), line) != one.pieces.end();
      };
      // It comes after the line above it: poppler may have put a single word elsewhere.
      const size_t next_to = above != nullptr ? above->pieces[0] : below->pieces[0];
      sequence.erase(std::remove_if(sequence.begin(), sequence.end(), is_piece), sequence.end());
      const auto place = std::find(sequence.begin(), sequence.end(), next_to);
      sequence.insert(
          above != nullptr && place != sequence.end() ? place + 1 : place, one.pieces[0]);
    }
  }

  /// Whether the lines above and below are those of a text; of lines of two words three in a row at most.
  bool is_in_text(const std::vector<row> &rows, size_t index) const {
    constexpr size_t most_pairs = 3;
    const auto is_pair = [&](size_t place) { return rows[place].what == row::kind::pair; };
    size_t first = index, last = index;
    while (first > 0 && is_next(rows[first - 1], rows[first]) && is_pair(first - 1) &&
           last - first < most_pairs) {
      first -= 1;
    }
    while (last + 1 < rows.size() && is_next(rows[last], rows[last + 1]) && is_pair(last + 1) &&
           last - first < most_pairs) {
      last += 1;
    }
    if (last - first >= most_pairs) {
      return false;
    }
    const auto what_is = [&](bool is_there, size_t place) {
      return is_there ? rows[place].what : row::kind::single;
    };
    const row::kind above = what_is(first > 0 && is_next(rows[first - 1], rows[first]), first - 1);
    const row::kind below =
        what_is(last + 1 < rows.size() && is_next(rows[last], rows[last + 1]), last + 1);
    const auto is_running = [](row::kind what) {
      return what == row::kind::whole || what == row::kind::stretched;
    };
    return above != row::kind::cells && below != row::kind::cells &&
           (is_running(above) || is_running(below));
  }

  void rebuild() {
    std::vector<const std::vector<size_t> *> pieces_of(lines.size(), nullptr);
    for (const std::vector<size_t> &pieces : joined) {
      pieces_of[pieces[0]] = &pieces;
    }
    std::string new_text;
    new_text.reserve(text.size() + lines.size());
    std::vector<cpoppler_line> new_lines;
    std::vector<cpoppler_word> new_words;
    new_words.reserve(words.size());
    for (const size_t index : sequence) {
      cpoppler_line line = moved(lines[index], new_text, new_words);
      if (pieces_of[index] != nullptr) {
        append_pieces(*pieces_of[index], line, new_text, new_words);
      }
      new_lines.push_back(line);
    }
    text = std::move(new_text);
    lines = std::move(new_lines);
    words = std::move(new_words);
  }

  /// A line at the end of the new text, with its words.
  cpoppler_line moved(
      cpoppler_line line, std::string &new_text, std::vector<cpoppler_word> &new_words) const {
    const auto start = static_cast<uint32_t>(new_text.size());
    for (auto word = first_word(line); word != words.end() && word->start < line.end; word++) {
      cpoppler_word copy = *word;
      copy.start = copy.start - line.start + start;
      copy.end = copy.end - line.start + start;
      new_words.push_back(copy);
    }
    new_text.append(text, line.start, line.end - line.start);
    if (line.gap_end > 0) {
      line.gap_start = line.gap_start - line.start + start;
      line.gap_end = line.gap_end - line.start + start;
    }
    line.end = line.end - line.start + start;
    line.start = start;
    return line;
  }

  void append_pieces(
      const std::vector<size_t> &pieces, cpoppler_line &line, std::string &new_text,
      std::vector<cpoppler_word> &new_words) const {
    constexpr uint8_t ends = CPOPPLER_ENDS_HYPHEN | CPOPPLER_ENDS_SOFT;
    uint32_t longest = line.end - line.start;
    for (size_t place = 1; place < pieces.size(); place++) {
      new_text.push_back(' ');
      const cpoppler_line piece = moved(lines[pieces[place]], new_text, new_words);
      if (piece.end - piece.start > longest) {
        longest = piece.end - piece.start;
        line.height = piece.height;
        line.y0 = piece.y0;
        line.y1 = piece.y1;
      }
      line.x1 = piece.x1;
      line.end = piece.end;
      line.flags = static_cast<uint8_t>((line.flags & ~ends) | piece.flags);
    }
    // Its gaps are no gutter.
    line.gap_start = line.gap_end = 0;
  }
};

} // namespace

void join_stretched(
    std::string &text, std::vector<cpoppler_line> &lines, std::vector<cpoppler_word> &words) {
  if (lines.size() >= 8) {
    stretched_lines(text, lines, words).join();
  }
}
