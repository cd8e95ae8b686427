# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Nginx: the files of nginx/ with the paths and ports of this instance.

nginx_bin() {
	PATH=$PATH:/usr/sbin command -v nginx || die "nginx is missing"
}

make_certificate() {
	[[ -s $var/tls/key.pem && -s $var/tls/cert.pem ]] && return
	step "making a self-signed certificate"
	mkdir -p "$var/tls"
	chmod 700 "$var/tls"
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-days 825 -subj /CN=localhost \
		-addext "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1" \
		-addext "keyUsage=critical,digitalSignature" \
		-addext "extendedKeyUsage=serverAuth" \
		-keyout "$var/tls/key.pem" -out "$var/tls/cert.pem" \
		2>"$log/openssl.log" || die "openssl failed, see $log/openssl.log"
	chmod 600 "$var/tls/key.pem"
}

# The files are those of a server; only paths, ports and user differ here.
localize() {
	local user="user $web_user;" ipv6=
	is_root || user='# the user who started it'
	[[ -e /proc/net/if_inet6 ]] || ipv6='/listen \[::\]/d'
	sed -e "$ipv6" \
		-e "s|^user www-data;|$user|" \
		-e "s|/run/muster/|$run/|g" \
		-e "s|/etc/muster/tls/|$var/tls/|g" \
		-e "s|/etc/nginx/muster/|$var/nginx/|g" \
		-e "s|/usr/share/muster/|$share/|g" \
		-e "s|/var/log/muster/|$log/|g" \
		-e "s|/var/lib/muster/|$var/nginx/|g" \
		-e "s|listen \(.*\)443 |listen \1$https_port |" \
		-e "s|listen \(.*\)80;|listen \1$http_port;|" \
		-e "s|https://\$host\$request_uri|https://\$host:$https_port\$request_uri|" \
		"$1"
}

# True if something changed.
write_nginx() {
	local file target changed=1
	"$var/muster" routes --nginx >"$run/locations.conf"
	for file in "$top"/nginx/*.conf "$run/locations.conf"; do
		localize "$file" >"$var/nginx/${file##*/}.new"
	done
	for file in "$var"/nginx/*.conf.new; do
		target=${file%.new}
		cmp -s "$file" "$target" || changed=0
		mv "$file" "$target"
	done
	return "$changed"
}

nginx_run() {
	"$(nginx_bin)" -p "$var/nginx/" -c "$var/nginx/nginx.conf" \
		-e "$log/nginx-error.log" "$@"
}

# Before anything is started, so that a refusal leaves nothing behind.
check_ports() {
	is_nginx_running && return
	! is_port_used "$https_port" ||
		die "port $https_port is in use; set MUSTER_HTTPS_PORT"
	! is_port_used "$http_port" ||
		die "port $http_port is in use; set MUSTER_HTTP_PORT"
}

is_nginx_running() {
	is_running "$run/nginx.pid" nginx
}

start_nginx() {
	make_certificate
	write_nginx || true
	is_nginx_running && return
	step "starting nginx"
	rm -f "$run/probe.sock"
	nginx_run 9>&- || die "nginx did not start, see $log/nginx-error.log"
}

reload_nginx() {
	write_nginx || return 0
	step "reloading nginx"
	nginx_run -t -q || die "nginx refuses its configuration"
	nginx_run -s reload
}

stop_nginx() {
	end_process "$run/nginx.pid" nginx QUIT
}
