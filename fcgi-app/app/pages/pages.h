#ifndef APP_PAGES_PAGES_H
#define APP_PAGES_PAGES_H

/* Pages: what a browser can ask for. */

#include "http/router.h"

/* Ends with method METHOD_NONE. */
extern const struct route app_page_routes[];

#endif
