#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

/*
 * Config: one table of options; the environment wins over the file
 * (MUSTER_CONFIG, default /etc/muster/muster.conf), the file over the default.
 */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct error;

enum config_option {
	CONFIG_DATABASE_URL,
	CONFIG_DATABASE_ADMIN_URL,
	CONFIG_PUBLIC_URL,
	CONFIG_SIGNUP,
	CONFIG_PLANS,
	CONFIG_SENDMAIL,
	CONFIG_CORS,
	CONFIG_LOG_LEVEL,
	CONFIG_MASTER_KEY_FILE,
	CONFIG_SHARE_DIR,	/* where sql/ and templates/ and static/ are */
	CONFIG_METRICS_FILE,
	CONFIG_QUOTAS_FILE,
	CONFIG_READ_CONNECTIONS,
	CONFIG_READ_DEPTH,
	CONFIG_WRITE_CONNECTIONS,
	CONFIG_WRITE_DEPTH,
	CONFIG_SLOW_CONNECTIONS,
	CONFIG_STATEMENT_TIMEOUT_MS,
	CONFIG_SLOW_TIMEOUT_MS,
	CONFIG_LOCK_TIMEOUT_MS,
	CONFIG_BODY_MAX,
	CONFIG_CREDENTIAL_RATE,
	CONFIG_TENANT_RATE,
	CONFIG_UPLOAD_MAX,
	CONFIG_SPOOL_DIR,
	CONFIG_SIDE_THREADS,
	CONFIG_MAINTAIN_INTERVAL_S,
	CONFIG_AUDIT_HEADS,
	CONFIG_ANTHROPIC_API_KEY,	/* of the installation, for all tenants */
	CONFIG_GROQ_API_KEY,
	CONFIG_OPENAI_API_KEY,
	CONFIG_FIRECRAWL_API_KEY,
	CONFIG_ARCADE_API_KEY,
	CONFIG_OUTBOUND_ALLOW,
	CONFIG_COUNT
};

enum config_type { CONFIG_TEXT, CONFIG_INT, CONFIG_CHOICE, CONFIG_SECRET };

/* One row of the table. Secrets are printed as "(set)". */
struct config_row {
	enum config_option option;
	const char *name;	/* MUSTER_PUBLIC_URL; the same in the file */
	enum config_type type;
	const char *fallback;	/* default; NULL: unset */
	const char *choices;	/* "off|invite|open" */
	int64_t min, max;	/* of an int */
	bool reloadable;
	const char *help;
};

struct config;

/* The table, CONFIG_COUNT rows in order. */
const struct config_row *config_rows(void);

/* Read environment and file; NULL and an error that names option and line. */
struct config *config_read(struct arena *, struct error *);

/* NULL if unset and without a default; empty counts as unset everywhere. */
const char *config_text(const struct config *, enum config_option);
/* The number of an int, the index of a choice (off is 0, invite is 1). */
int64_t config_int(const struct config *, enum config_option);

#endif
