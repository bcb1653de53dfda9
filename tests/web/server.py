#!/usr/bin/env python3
"""The server itself, over raw sockets: shapes that two readers could take for different requests,
bytes that come slowly, too many of them, connections that stay silent. After each the server answers
the next right. TAP. Arguments: the program."""
import json, os, re, resource, signal, socket, subprocess, sys, tempfile, time

program = sys.argv[1]
count = 0
failed = 0


def ok(name, condition, detail=""):
    global count, failed
    count += 1
    failed += not condition
    print(f"{'ok' if condition else 'not ok'} {count} - {name}", flush=True)
    if not condition and detail:
        print(f"#   {detail!r}"[:600], flush=True)


def start(folder, *arguments, log=None):
    server = subprocess.Popen([program, "serve", folder, *arguments], stdout=subprocess.PIPE,
                              stderr=log or subprocess.DEVNULL, text=True)
    line = server.stdout.readline()
    found = re.match(r"serving http://([^/]*)/", line)
    return server, found.group(1) if found else line


def connect():
    link = socket.create_connection((host, port), timeout=30)
    return link


def receive(link):
    """Everything until the server closes, or says nothing more for a moment."""
    link.settimeout(2)
    out = b""
    try:
        while part := link.recv(65536):
            out += part
    except (TimeoutError, ConnectionResetError):
        pass
    return out


def ask(raw):
    link = connect()
    try:
        link.sendall(raw)
    except (BrokenPipeError, ConnectionResetError):
        pass
    out = receive(link)
    link.close()
    return out


def statuses(raw):
    """The status of each answer, cut as a client cuts them: by their lengths."""
    out, found = ask(raw), []
    while match := re.match(rb"HTTP/1\.[01] (\d{3}) .*?\r\n\r\n", out, re.S):
        length = re.search(rb"\r\nContent-Length: (\d+)\r\n", match.group(0))
        found.append(int(match.group(1)))
        out = out[match.end() + int(length.group(1)) if length else len(out):]
    return found


def alive():
    """The server answers; where it has ended, how."""
    if server.poll() is not None:
        log.flush()
        print(f"# the server ended with {server.returncode}: {open(log.name).read()[-300:]!r}")
        return False
    return statuses(f"GET /en/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n".encode()) == [200]


def head(line, *fields):
    return "\r\n".join([line, *fields, "", ""]).encode()


temporary = tempfile.TemporaryDirectory()
node = os.path.join(temporary.name, "xa")
subprocess.run([program, "init", node, "--state", "XA", "--name", "Arcadia"], check=True,
               stdout=subprocess.DEVNULL)
log = open(os.path.join(temporary.name, "log"), "w+")
server, address = start(node, "--listen", "127.0.0.1:0", "--log", log=log)
host, port = address.split(":")[0], int(address.split(":")[1])
here = f"Host: {address}"
close = "Connection: close"
inner = f"GET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n"

ok("a node without anything yet is shown", alive())

# One request, one meaning. What follows an unclear one is never answered as a second request.
shapes = [
    ("both lengths", head("POST /en/preferences HTTP/1.1", here, f"Content-Length: {len(inner)}",
                          "Transfer-Encoding: chunked") + b"0\r\n\r\n" + inner.encode(), {400}),
    ("lengths the other way round", head("POST /en/preferences HTTP/1.1", here,
                                         "Transfer-Encoding: chunked", "Content-Length: 5") +
     b"0\r\n\r\n" + inner.encode(), {400}),
    ("two lengths", head("POST /en/preferences HTTP/1.1", here, "Content-Length: 0",
                         f"Content-Length: {len(inner)}") + inner.encode(), {400}),
    ("two lengths that agree", head("POST /en/preferences HTTP/1.1", here, "Content-Length: 3",
                                    "Content-Length: 3") + b"a=b", {400}),
    ("a list of lengths", head("POST /en/preferences HTTP/1.1", here, "Content-Length: 3, 3") + b"a=b", {400}),
    ("a negative length", head("POST /en/preferences HTTP/1.1", here, "Content-Length: -1"), {400}),
    ("a length with a sign", head("POST /en/preferences HTTP/1.1", here, "Content-Length: +3") + b"a=b", {400}),
    ("a length of letters", head("POST /en/preferences HTTP/1.1", here, "Content-Length: 0x3") + b"a=b", {400}),
    ("a huge length", head("POST /en/preferences HTTP/1.1", here, "Content-Length: 99999999999999999999"), {400, 413}),
    ("chunks", head("POST /en/preferences HTTP/1.1", here, "Transfer-Encoding: chunked") +
     b"3\r\na=b\r\n0\r\n\r\n", {411}),
    ("chunks in another spelling", head("POST /en/preferences HTTP/1.1", here,
                                        "Transfer-Encoding: xchunked") + b"0\r\n\r\n", {400, 411}),
    ("two hosts", head("GET /en/ HTTP/1.1", here, "Host: evil.example"), {400}),
    ("no host", head("GET /en/ HTTP/1.1", close), {400}),
    ("another host", head("GET /en/ HTTP/1.1", "Host: evil.example"), {421}),
    ("a host in the line", head(f"GET http://evil.example/en/ HTTP/1.1", here), {400, 404}),
    ("two cookies", head("GET /en/ HTTP/1.1", here, "Cookie: a=1", "Cookie: a=2"), {400}),
    ("a space before the colon", head("GET /en/ HTTP/1.1", here, "Content-Length : 5", close) + b"a=b&c", {400}),
    ("a folded header", head("GET /en/ HTTP/1.1", here, "X-A: b", "  Content-Length: 9", close), {200, 400}),
    ("a carriage return inside", head("GET /en/ HTTP/1.1", here, "X-A: b\rContent-Length: 9", close), {400}),
    ("a NUL inside", head("GET /en/ HTTP/1.1", here, "X-A: b\0c", close), {200, 400}),
    ("a body where none belongs", head("GET /en/ HTTP/1.1", here, f"Content-Length: {len(inner)}") +
     inner.encode(), {413}),
    ("no version", b"GET /en/\r\n\r\n", {400, 505}),
    ("HTTP/0.9", b"GET /en/ HTTP/0.9\r\n\r\n", {400, 505}),
    ("HTTP/9.9", head("GET /en/ HTTP/9.9", here), {400, 505}),
    ("another method", head("DELETE /en/ HTTP/1.1", here, close), {405}),
    ("TRACE", head("TRACE /en/ HTTP/1.1", here, close), {405}),
    ("nonsense", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50 + b"\r\n\r\n", {400, 505}),
]
for name, raw, right in shapes:
    got = statuses(raw)
    ok(f"{name}: refused, and nothing more", len(got) <= 1 and set(got) <= right, got)
ok("bare line feeds: one answer, or none",
   len(statuses(head("GET /en/ HTTP/1.1", here, close).replace(b"\r\n", b"\n"))) <= 1)
ok("alive after unclear requests", alive())

two = head("GET /healthz HTTP/1.1", here) + head("GET /en/nowhere HTTP/1.1", here, close)
ok("two requests one after the other get two answers", statuses(two) == [200, 404])
got = ask(head("HEAD /en/ HTTP/1.1", here, close))
ok("HEAD has the length and no content", b"Content-Length: " in got and got.endswith(b"\r\n\r\n"), got)

for path in ["/../../etc/passwd", "/ledger/matters/../../../node.conf", "/ledger/matters/%2e%2e/%2e%2e/node.conf",
             "/ledger/matters/..%2fcheckpoint", "//etc/passwd", "/en/..;/", "/en/%00", "/assets/../keys/matters.key",
             "/ledger/matters\\..\\node.db", "/en/offences/own/%3Cscript%3E"]:
    got = ask(head(f"GET {path} HTTP/1.1", here, close))
    ok(f"{path} is nowhere", got.startswith(b"HTTP/1.1 404 ") and b"<script>" not in got and b"[node]" not in got, got[:200])

# Sizes.
got = statuses(head("GET /" + "a" * 600 + " HTTP/1.1", here, close))
ok("a long path", got == [414], got)
got = statuses(head("GET /" + "a" * 100000 + " HTTP/1.1", here, close))
ok("an endless path", set(got) <= {413, 414, 431, 400}, got)
got = statuses(head("GET /en/ HTTP/1.1", here, "X-A: " + "b" * 100000, close))
ok("an endless header", set(got) <= {413, 431, 400}, got)
got = statuses(head("GET /en/ HTTP/1.1", here, *[f"X-{i}: b" for i in range(200)], close))
ok("two hundred headers", got == [431], got)
got = statuses(head("POST /en/preferences HTTP/1.1", here, "Content-Length: 5000000", close) + b"a" * 5000000)
ok("a large body", got in ([413], []), got)
got = statuses(head("POST /en/preferences HTTP/1.1", here, f"Origin: http://{address}",
                    "Content-Type: application/x-www-form-urlencoded", "Content-Length: 8", close) + b"zone=UTC")
ok("a form without its token", got == [403], got)
ok("alive after large ones", alive())

# Many forms.
form = head("POST /en/preferences HTTP/1.1", here, "Content-Length: 0", close)
got = [statuses(form) for _ in range(40)]
ok("forms are limited", got[0] == [403] and got[-1] == [429], got)
ok("pages are not", alive())

# Silence: many connections that say nothing, and some that say it slowly.
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
idle = []
try:
    for i in range(2000):
        idle.append(connect())
except OSError as error:
    print(f"# {len(idle)} connections: {error}")
begun = time.monotonic()
ok(f"alive with {len(idle)} silent connections", len(idle) == 2000 and alive())
ok("and quick", time.monotonic() - begun < 5)
slow = [connect() for _ in range(20)]
for link in slow:
    link.sendall(b"GET /en/ HTTP/1.1\r\nX-Slow: ")
bodies = [connect() for _ in range(20)]
for link in bodies:
    link.sendall(head("POST /en/preferences HTTP/1.1", here, "Content-Length: 200"))
deaf = []  # who asks for much and reads nothing
for _ in range(50):
    link = connect()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.sendall(head("GET /en/safeguards HTTP/1.1", here) * 40)
    deaf.append(link)
ok("alive with readers who do not read", alive())
slow += bodies
closed_after = None
begun = time.monotonic()
while time.monotonic() - begun < 50 and closed_after is None:
    time.sleep(1)
    gone = 0
    for link in slow:
        try:
            link.sendall(b"a")
            link.setblocking(False)
            gone += link.recv(10) == b""
        except BlockingIOError:
            pass
        except OSError:
            gone += 1
        finally:
            link.setblocking(True)
    if gone == len(slow):
        closed_after = time.monotonic() - begun
ok("who sends a byte a second, of a head or a body, is shown the door after 30 seconds",
   closed_after is not None and 25 < closed_after < 45, closed_after)
ok("alive with slow ones", alive())
for link in idle + slow + deaf:
    link.close()

# Nothing of a request but its method and the pattern of its route reaches the log: no header, query,
# part of a path, cookie or value of a form, whatever becomes of it.
for raw in [head("GET /en/?q=canary HTTP/1.1", here, "X-Real-IP: canary", "User-Agent: canary", "Referer: canary",
                 "Cookie: zone=canary; canary=canary", "Accept-Language: canary", "Canary: canary", close),
            head("GET /en/offences/own/canary HTTP/1.1", here, close),
            head("GET /ledger/canary/canary HTTP/1.1", here, close),
            head("GET /en/matters/XA-2026-777777 HTTP/1.1", here, close),
            head("GET /canary HTTP/1.1", "Host: canary.example", close),
            head("GET http://canary.example/ HTTP/1.1", here, close),
            head("CANARY /en/ HTTP/1.1", here, close),
            head("GET /en/ CANARY/1.1", here, close),
            head("POST /en/preferences HTTP/1.1", here, f"Origin: http://{address}", "Content-Length: 22", close,
                 "Content-Type: application/x-www-form-urlencoded") + b"zone=canary&canary=yes",
            head("POST /en/preferences HTTP/1.1", here, "Content-Length: 6", "Content-Type: canary/canary", close) + b"canary",
            head("POST /en/canary HTTP/1.1", here, "Content-Length: 6", close) + b"canary"]:
    ask(raw)

# The log says what was asked of which route, and nothing about who.
log.flush()
text = open(log.name).read()
ok("no part of a request is in the log", "canary" not in text.lower() and "777777" not in text,
   [line for line in text.splitlines() if "canary" in line.lower() or "777777" in line][:3])
lines = [json.loads(line) for line in text.splitlines()]
patterns = {line["route"] for line in lines}
ok("each line has six members of fixed kinds",
   all(list(line) == ["time", "method", "route", "status", "bytes", "microseconds"] and
       line["method"] in ("GET", "HEAD", "POST", "other") for line in lines) and len(patterns) < 20, sorted(patterns))
ok("the log has lines of JSON", '"route":"/healthz"' in text and text.startswith("{"), text[:200])
ok("and nothing of paths, hosts or addresses",
   not any(word in text for word in ["passwd", "evil", "127.0.0.1", "XA-"]), text[:200])
server.send_signal(signal.SIGTERM)
ok("it ends when asked", server.wait(20) == 0)

# What a watch over the node sees: its health, its counters, a disk that is full.
def one(path):
    got = ask(head(f"GET {path} HTTP/1.1", here, close))
    return int(got[9:12]), got.split(b"\r\n\r\n", 1)[1].decode()


log.seek(0)
server, address = start(node, "--listen", "127.0.0.1:0")
port, here = int(address.split(":")[1]), f"Host: {address}"
ok("a node that is well", one("/healthz") == (200, "ok\n"), one("/healthz"))
status, metrics = one("/metrics")
ok("metrics are Prometheus text", status == 200 and
   all(re.fullmatch(r"# (HELP|TYPE) \w+ .+|\w+(\{\w+=\"[^\"]*\"(,\w+=\"[^\"]*\")*\})? [0-9.e+-]+", line)
       for line in metrics.splitlines()), metrics)
names = set(re.findall(r"^# TYPE (\w+)", metrics, re.M))
ok("and have what is to be watched", names >= {
    "proviso_http_requests_total", "proviso_http_answer_seconds", "proviso_http_connections",
    "proviso_http_forms_refused_total", "proviso_http_content_bytes_total", "proviso_node_reads_total",
    "proviso_node_read_failures_total", "proviso_node_readable", "proviso_node_writable",
    "proviso_ledgers_published", "proviso_view_age_seconds", "proviso_ledger_entries",
    "proviso_overdue_acts", "proviso_start_time_seconds", "process_resident_memory_bytes",
    "process_cpu_seconds_total"}, names)
counted = re.findall(r"^# TYPE (\w+)", metrics, re.M)
ok("each once", len(counted) == len(set(counted)), counted)
resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (500000, resource.RLIM_INFINITY))
for _ in range(12):
    time.sleep(1)
    if one("/healthz")[0] != 200:
        break
ok("a disk that is full is told", one("/healthz") == (503, "the disk is full: nothing is accepted\n"), one("/healthz"))
ok("and counted", "proviso_node_writable 0\n" in one("/metrics")[1])
ok("pages go on", statuses(head("GET /en/ HTTP/1.1", here, close)) == [200])
resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for _ in range(12):
    time.sleep(1)
    if one("/healthz")[0] == 200:
        break
ok("and it is well again", one("/healthz")[0] == 200)
server.send_signal(signal.SIGTERM)
ok("it ends when asked", server.wait(20) == 0)

# A Unix socket: only group and owner, removed at the end, a stale one replaced.
path = os.path.join(temporary.name, "web.sock")
for _ in range(2):
    server, _ = start(node, "--listen", f"unix:{path}", "--origin", "https://node.example")
    link = socket.socket(socket.AF_UNIX)
    link.connect(path)
    link.sendall(head("GET /en/ HTTP/1.1", "Host: node.example", close))
    got = receive(link)
    ok("answers on a Unix socket", got.startswith(b"HTTP/1.1 200 "), got[:100])
    ok("which not everybody may use", os.stat(path).st_mode & 0o777 == 0o660)
    server.kill()
    server.wait()
for arguments, code in [(["--listen", f"unix:{path}"], 2), (["--listen", "example.org:80"], 2),
                        (["--listen", "127.0.0.1:99999999"], 2), (["--origin", "node.example"], 2)]:
    ended = subprocess.run([program, "serve", node, *arguments], capture_output=True, timeout=20)
    ok(f"{' '.join(arguments)[:20]} is wrong usage", ended.returncode == code, ended.stderr)

print(f"1..{count}")
sys.exit(failed > 0)
