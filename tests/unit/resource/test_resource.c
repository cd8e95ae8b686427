#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "resource/resource.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static void
a_noun_has_its_article_and_its_plural(void **state)
{
	static const struct {
		const char *label, *one, *nouns;
	} cases[] = {
		{ "Task", "a task", "tasks" },
		{ "Agent", "an agent", "agents" },
		{ "Usage record", "a usage record", "usage records" },
		{ "Update", "an update", "updates" },
		{ "API key", "an API key", "API keys" },
		{ "MCP server", "an MCP server", "MCP servers" },
		{ "URL", "a URL", "URLs" },
		{ "Capability", "a capability", "capabilities" },
		{ "Day", "a day", "days" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct resource noun = { .label = cases[i].label };

		assert_string_equal(resource_one(*state, &noun), cases[i].one);
		assert_string_equal(resource_nouns(*state, &noun),
				    cases[i].nouns);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_noun_has_its_article_and_its_plural),
	};

	return cmocka_run_group_tests_name("resource", tests, NULL, NULL);
}
