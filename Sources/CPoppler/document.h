// SPDX-License-Identifier: EUPL-1.2
#ifndef CPOPPLER_DOCUMENT_H
#define CPOPPLER_DOCUMENT_H

#include "cpoppler.h"

#include <poppler-document.h>

#include <memory>

struct cpoppler_document {
  std::unique_ptr<poppler::document> document;
};

#endif
