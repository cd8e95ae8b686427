#ifndef COMMAND_ASSETS_H
#define COMMAND_ASSETS_H

/*
 * Assets: the static files, which browsers keep for ever under addresses that
 * change with what is in them.
 */

struct arena;

/* Ten digits that are others as soon as any file below folder is. */
const char *asset_version(struct arena *, const char *folder);

#endif
