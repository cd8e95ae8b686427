#ifndef APP_PAGES_BLUEPRINT_VIEW_H
#define APP_PAGES_BLUEPRINT_VIEW_H

/* Blueprint view: what pages of blueprints and of their reviews share. */

struct arena;
struct json;

/* "stars", five of them, and "rating": "4 of 5"; of a number from 1 to 5 as SQL has
 * it. Null for null. */
void blueprint_show_stars(struct arena *, struct json *, const char *rating);

#endif
