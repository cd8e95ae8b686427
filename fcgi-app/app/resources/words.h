#ifndef APP_RESOURCES_WORDS_H
#define APP_RESOURCES_WORDS_H

/* The words of Muster's choices, in every spelling; see docs/SEEDS.md. */

struct words;

extern const struct words agent_status_words;
extern const struct words agent_activity_words;
extern const struct words execution_status_words;
extern const struct words step_status_words;
extern const struct words trigger_words;
extern const struct words log_level_words;
extern const struct words role_words;
extern const struct words theme_words;
extern const struct words workflow_status_words;
extern const struct words workflow_format_words;
extern const struct words workflow_trigger_words;
extern const struct words import_status_words;
extern const struct words credential_type_words;
extern const struct words credential_readiness_words;
extern const struct words active_words;
extern const struct words api_key_state_words;
extern const struct words mcp_category_words;
extern const struct words mcp_auth_words;
extern const struct words mcp_connection_words;
extern const struct words member_action_words;
extern const struct words task_status_words;
extern const struct words task_action_words;
extern const struct words task_bulk_action_words, task_outcome_words;
extern const struct words priority_words;
extern const struct words plan_type_words;
extern const struct words subscription_status_words;
extern const struct words billing_cycle_words;
extern const struct words usage_window_words;
extern const struct words message_status_words;
extern const struct words blueprint_kind_words;
extern const struct words blueprint_pricing_words;
extern const struct words message_type_words;
extern const struct words message_direction_words;
extern const struct words audit_action_words;
extern const struct words audit_noun_words;
extern const struct words saved_view_noun_words;
extern const struct words saved_view_sight_words;

#endif
