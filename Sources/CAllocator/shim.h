// SPDX-License-Identifier: EUPL-1.2
#include <gperftools/malloc_extension_c.h>
