#include "app/pages/run_payload.h"

const struct statement run_payload_of = {
	.name = "run_payload_of",
	.sql = "select left(input::text, 65536), length(input::text),"
	       " left(output::text, 65536), length(output::text),"
	       " left(trigger_data::text, 65536), length(trigger_data::text),"
	       " left(error_details::text, 65536), length(error_details::text)"
	       " from api.executions where id = $1::uuid",
};

const struct payload_columns run_payload = {
	{ "Input", "Output", "Trigger", "Error details" }, 0,
};
