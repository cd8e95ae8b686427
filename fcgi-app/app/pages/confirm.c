#include "app/pages/confirm.h"

#include "http/response.h"
#include "json/json.h"

bool
confirm_page(struct response *res, const struct confirm *confirm,
	     struct json *data)
{
	json_set_static(data, "heading", confirm->heading);
	json_set_static(data, "crumb", confirm->crumb);
	json_set_static(data, "list_href", confirm->list_href);
	json_set_static(data, "list_word", confirm->list_word);
	json_set_static(data, "back", confirm->back);
	json_set_static(data, "back_word", confirm->back_word);
	json_set_static(data, "action", confirm->action);
	json_set_static(data, "submit", confirm->submit);
	json_set_static(data, "keep", confirm->keep);
	json_set_static(data, "version", confirm->version);
	json_set_static(data, "problem", NULL);
	return response_page(res, 200, "pages/confirm", data);
}
