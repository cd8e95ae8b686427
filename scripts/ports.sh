# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # var comes from paths.sh, which reads what is set here
# Ports: where an instance listens.

# What the environment does not say is as it was when the instance was started.
set_ports() {
	local kept_https='' kept_http=''
	ports_from="by default"
	if [[ -s $var/ports ]]; then
		read -r kept_https kept_http <"$var/ports"
		ports_from="as before, from $var/ports"
	fi
	if [[ -n ${MUSTER_HTTPS_PORT:-}${MUSTER_HTTP_PORT:-} ]]; then
		ports_from="from the environment"
	fi
	https_port=${MUSTER_HTTPS_PORT:-${kept_https:-8443}}
	http_port=${MUSTER_HTTP_PORT:-${kept_http:-8080}}
}

keep_ports() {
	printf '%s %s\n' "$https_port" "$http_port" >"$var/ports"
}

# Of the loopback interface.
is_port_used() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Two that nobody listens on, below those that the kernel gives to clients.
choose_ports() {
	https_port=$((10000 + RANDOM % 10000 * 2))
	http_port=$((https_port + 1))
	if is_port_used "$https_port" || is_port_used "$http_port"; then
		choose_ports
	fi
}
