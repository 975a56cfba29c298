// SPDX-License-Identifier: EUPL-1.2
#ifndef CPAGEGUARD_H
#define CPAGEGUARD_H

#ifdef __cplusplus
extern "C" {
#endif

/// Has this process, when a signal ends it while it reads a page, write one line with the page and the
/// processor time of the document to standard output, before it ends.
void cpageguard_install(void);
/// A document begins: its processor time counts from here, and no page is being read.
void cpageguard_begin_document(void);
/// A page, counted from 1, is being read from here on; 0 when none is.
void cpageguard_begin_page(int number);
/// A page, counted from 1, is being recognised on its picture from here on.
void cpageguard_begin_recognition(int number);
/// The processor time of this process since the document began, in milliseconds.
long long cpageguard_milliseconds(void);

#ifdef __cplusplus
}
#endif

#endif
