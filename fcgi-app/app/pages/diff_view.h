#ifndef APP_PAGES_DIFF_VIEW_H
#define APP_PAGES_DIFF_VIEW_H

/* Diff view: two texts line by line, with what is the same around a change. */

struct arena;
struct json;

/*
 * Set "lines": [{kind, sign, text}], see partials/diff; kind is "added",
 * "removed", "same" or "gap". Empty where the texts are the same. NULL is "".
 */
void diff_view_show(struct arena *, struct json *object, const char *before,
		    const char *after);

#endif
