#!/usr/bin/env bash
# The sample configuration is one that nginx accepts, and through it the pages arrive. TAP.
# Arguments: the program, the configuration.
set -u
command -v nginx >/dev/null && command -v openssl >/dev/null && command -v curl >/dev/null || {
    echo "1..0 # SKIP nginx, openssl or curl is not installed"
    exit 0
}
proviso=$1 sample=$2
work=$(mktemp -d)
node= web=
trap '[ -z "$node" ] || kill "$node" 2>/dev/null; [ -z "$web" ] || kill "$web" 2>/dev/null; wait; rm -rf "$work"' EXIT
tests=0
ok() {
    local name=$1
    shift
    tests=$((tests + 1))
    if "$@" >"$work/out" 2>&1; then echo "ok $tests - $name"; else
        echo "not ok $tests - $name"
        sed 's/^/#   /' "$work/out" | head -n 20
    fi
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=proviso.example \
    -addext subjectAltName=DNS:proviso.example -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
# Ports and paths of a test in place of those of a machine.
port=$((20000 + $$ % 20000))
sed -e "s|/etc/ssl/proviso/|$work/|; s|/run/proviso/web|$work/web.sock|; s|/var/log/nginx/proviso.log|$work/access.log|" \
    -e "s|listen \[::\]:.*||; s|listen 443|listen 127.0.0.1:$port|; s|listen 80;|listen 127.0.0.1:$((port + 1));|" \
    "$sample" >"$work/site.conf"
user=
[ "$(id -u)" -ne 0 ] || user="user root;"
cat >"$work/nginx.conf" <<END
$user
pid $work/nginx.pid;
error_log $work/error.log;
daemon off;
events { worker_connections 256; }
http {
    client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/f;
    uwsgi_temp_path $work/u; scgi_temp_path $work/s;
    include $work/site.conf;
}
END
ok "nginx accepts the sample" nginx -t -q -c "$work/nginx.conf"
"$proviso" init "$work/xa" --state XA --name Arcadia >/dev/null
"$proviso" serve "$work/xa" --listen "unix:$work/web.sock" --origin https://proviso.example >/dev/null 2>&1 &
node=$!
nginx -c "$work/nginx.conf" 2>/dev/null &
web=$!
get() {
    curl -sS --retry 20 --retry-connrefused --retry-delay 1 --max-time 20 --cacert "$work/fullchain.pem" \
        --connect-to "proviso.example:443:127.0.0.1:$port" "$@"
}
ok "a page arrives over HTTP/2" bash -c "$(declare -f get); work=$work port=$port; get -i --http2 https://proviso.example/en/ | grep -q '^HTTP/2 200'"
ok "with the node's guards, and that of TLS" bash -c "$(declare -f get); work=$work port=$port; get -i https://proviso.example/en/ | tr -d '\r' >$work/page; grep -qi '^content-security-policy: default-src .none.' $work/page && grep -qi '^strict-transport-security' $work/page"
ok "compressed" bash -c "$(declare -f get); work=$work port=$port; get -i --compressed https://proviso.example/en/ | grep -qai '^content-encoding: gzip'"
ok "counters are not for readers" bash -c "$(declare -f get); work=$work port=$port; [ \"\$(get -o /dev/null -w '%{http_code}' https://proviso.example/metrics)\" = 404 ]"
ok "no address of a reader is kept" bash -c "! grep -q 127.0.0.1 $work/access.log"
echo "1..$tests"
