// SPDX-License-Identifier: EUPL-1.2
// Empty on purpose: poppler's C++ classes are used by CPoppler only; this target carries its build flags.
