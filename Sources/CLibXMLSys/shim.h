// SPDX-License-Identifier: EUPL-1.2
// Empty on purpose: libxml2's headers stay hidden in CMarkup; this target carries its build flags.
