#ifndef APP_RESOURCES_CREATED_BY_H
#define APP_RESOURCES_CREATED_BY_H

/*
 * Who made a row, as descriptions say it. Rows of a table of fields, which needs
 * resource/resource.h.
 */

/* createdBy: {id, name, email}; more are flags besides FIELD_READ_ONLY. */
#define CREATED_BY(more) \
	{ .name = "createdById", .type = FIELD_ID, .group = "createdBy", \
	  .flags = FIELD_READ_ONLY | (more) }, \
	{ .name = "createdByName", .type = FIELD_TEXT, .group = "createdBy", \
	  .flags = FIELD_READ_ONLY | (more) }, \
	{ .name = "createdByEmail", .type = FIELD_TEXT, .group = "createdBy", \
	  .flags = FIELD_READ_ONLY | (more) }

#endif
