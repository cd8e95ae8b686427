#ifndef APP_PAGES_FRAME_H
#define APP_PAGES_FRAME_H

/*
 * Frame: what every page shows around its content: where one is, who one is,
 * the theme, and what forms must carry.
 */

struct json;
struct request;

/*
 * Add the members of the layout to the data of a page (struct app, frame):
 *
 *	static			where stylesheets, scripts and icons are
 *	csrf, tenant		hidden fields of forms
 *	is_signed_in, tenant_name, tenant_initials, user_name, user_email,
 *	user_initials, user_role
 *	other_tenants		[{other, other_name, other_initials}], has_other_tenants
 *	deletion		when this organisation goes, see view_time; or null
 *	page_tenant		of the page that a refused form came from; or null
 *	theme, theme_is.light …, time_zone
 *	at.agents …		the part of the product that this page is in
 *	may.operate, may.admin, may.own	what the caller's role allows
 *	page_path		this page, to come back to
 */
void app_frame(struct request *, struct json *data);

#endif
