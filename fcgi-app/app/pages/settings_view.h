#ifndef APP_PAGES_SETTINGS_VIEW_H
#define APP_PAGES_SETTINGS_VIEW_H

/* Settings view: the page of a user's settings, which has several forms. */

#include <stdbool.h>

struct error;
struct form_field;
struct request;
struct response;

enum settings_form {
	SETTINGS_PROFILE, SETTINGS_PAGES, SETTINGS_EMAIL, SETTINGS_PASSWORD,
	SETTINGS_FORMS
};

/*
 * The page. What is wrong is of one of its forms, which then shows what was sent;
 * err NULL: nothing is. Always true.
 */
bool settings_show(struct request *, struct response *, enum settings_form,
		   const struct error *err);

#endif
