// SPDX-License-Identifier: EUPL-1.2
#ifndef CPOPPLER_COLOURS_H
#define CPOPPLER_COLOURS_H

/// While one lives, poppler converts the colours of what this thread draws by their profiles.
class exact_colours {
public:
  explicit exact_colours(bool are_wanted);
  ~exact_colours();
  exact_colours(const exact_colours &) = delete;
  exact_colours &operator=(const exact_colours &) = delete;

private:
  const bool before;
};

#endif
