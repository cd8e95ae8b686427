#include "app/pages/blueprint_view.h"

#include <stdlib.h>

#include "base/arena.h"
#include "json/json.h"

#define BEST 5
#define STAR_SIZE 3		/* bytes of one in UTF-8 */

void
blueprint_show_stars(struct arena *arena, struct json *data, const char *rating)
{
	static const char full[] = "★★★★★", empty[] = "☆☆☆☆☆";
	int stars = rating ? (int)(strtod(rating, NULL) + 0.5) : 0;

	json_set_static(data, "stars", rating ? arena_printf(arena, "%.*s%s",
			stars * STAR_SIZE, full, empty + stars * STAR_SIZE)
			: NULL);
	json_set_static(data, "rating", rating ? arena_printf(arena, "%s of %d",
			rating, BEST) : NULL);
}
