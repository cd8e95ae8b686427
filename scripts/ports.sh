# shellcheck shell=bash
# Ports: of the loopback interface.

is_port_used() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# One that nobody listens on, below those that the kernel gives to clients.
free_port() {
	local port
	while true; do
		port=$((10000 + RANDOM % 20000))
		is_port_used "$port" || break
	done
	printf '%s' "$port"
}
