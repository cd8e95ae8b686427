#ifndef APP_REFERENCE_H
#define APP_REFERENCE_H

/* Reference: what documents of the API are made from. */

#include "resource/openapi.h"

struct route;

struct openapi_source reference_source(const struct route *routes);

#endif
