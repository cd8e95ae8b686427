#ifndef APP_RESOURCES_H
#define APP_RESOURCES_H

/* All resources of the product, and what its constraints mean to users. */

#include "db/constraint.h"

struct resource;

/* Ends with NULL. */
extern const struct resource *const resources[];

/* For struct app; ends with name NULL. */
extern const struct constraint constraints[];

#endif
