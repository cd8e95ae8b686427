#ifndef APP_RESOURCES_H
#define APP_RESOURCES_H

/* All resources of the product, and what its constraints mean to users. */

struct arena;
struct constraint;
struct resource;

/* Ends with NULL. */
extern const struct resource *const resources[];

/* Those of all resources, for struct app; ends with name NULL. */
const struct constraint *constraints_all(struct arena *);

#endif
