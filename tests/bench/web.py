#!/usr/bin/env python3
"""bench web: what the server gives under wrk beside nginx with the same file in the same run, and signed
acts over HTTP beside the command line. Arguments: the program, a file for the figures."""
import json, os, re, statistics, subprocess, sys, tempfile, threading, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "web"))
from serving import Official, prose, serve

program, out = sys.argv[1], sys.argv[2]
SECONDS, ROUNDS, CONNECTIONS, FROZEN = 4, 3, 64, 18
OFFICIALS = ["xa.court-1.o17", "xa.authority-1.o14"]
MATTER = "XA-2026-000001"


def wrk(url):
    """Requests a second, and the 99th percentile in milliseconds."""
    told = subprocess.run(["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", url],
                          capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", told).groups()
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)),
            float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def nginx(folder, port):
    conf = os.path.join(folder, "nginx.conf")
    user = "user root;" if os.getuid() == 0 else ""
    with open(conf, "w", encoding="utf-8") as file:
        file.write(f"""{user} worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;
daemon off; events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache off;
client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
server {{ listen 127.0.0.1:{port}; location /ledger/ {{ alias {folder}/demo/xa/tiles/; }} }} }}
""")
    return subprocess.Popen(["nginx", "-c", conf], stderr=subprocess.DEVNULL)


def rounds(urls):
    """Each in turn, several times, so that what else the machine does meets all of them: medians."""
    found = {name: [] for name in urls}
    for _ in range(ROUNDS):
        for name, url in urls.items():
            found[name].append(wrk(url))
    return {name: {"per_s": round(statistics.median(rate for rate, _ in runs)),
                   "p99_ms": round(statistics.median(late for _, late in runs), 2)}
            for name, runs in found.items()}


def pages(work):
    tiles = os.path.join(work, "demo", "xa", "tiles", "matters", "tile", "0")
    os.makedirs(tiles, exist_ok=True)
    with open(os.path.join(tiles, "000"), "wb") as file:
        file.write(os.urandom(8192))
    server = subprocess.Popen([program, "serve", os.path.join(work, "demo", "xa"), "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, text=True)
    base = re.search(r"http://[^/]*", server.stdout.readline()).group(0)
    port = 20000 + os.getpid() % 20000
    static = nginx(work, port)
    time.sleep(1)
    try:
        return rounds({"tile": f"{base}/ledger/matters/tile/0/000",
                       "nginx_tile": f"http://127.0.0.1:{port}/ledger/matters/tile/0/000",
                       "home": f"{base}/en/", "rules": f"{base}/fr/rules"})
    finally:
        static.terminate()
        server.terminate()
        static.wait()
        server.wait()


def signed(work, path, text):
    name = os.path.join(work, "payload.json")
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
    by = json.loads(text)["by"]
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "proviso", "-f",
                    os.path.join(work, "demo", "keys", by), name], check=True, capture_output=True)
    with open(name + ".sig", encoding="utf-8") as file:
        armour = file.read()
    os.remove(name + ".sig")
    return armour


def hand_in(official, frozen):
    for lies, token, armour in frozen:
        status, _, page = official.ask(lies, {"token": token, "do": "sign", "signature": armour})
        if status != 303:
            raise RuntimeError(re.sub(r"<[^>]*>", " ", page))


def over_http(work):
    """One after the other, then two officials at once."""
    path = os.path.join(work, "web")
    server = serve(program, os.path.join(work, "demo"), "xa", path)
    rates = []
    try:
        officials = [Official(path, name) for name in OFFICIALS]
        for together in (False, True):
            lists = []
            for official in officials:
                frozen = [official.freeze(f"/en/matters/{MATTER}/acts/suspension", {"reasons": prose()})
                          for _ in range(FROZEN)]
                lists.append([(lies, token, signed(work, path, official.ask(lies + "/payload")[2]))
                              for lies, token in frozen])
            hands = [threading.Thread(target=hand_in, args=pair) for pair in zip(officials, lists)]
            begun = time.monotonic()
            for hand in hands:
                hand.start()
                if not together:
                    hand.join()
            for hand in hands:
                hand.join()
            rates.append(FROZEN * len(officials) / (time.monotonic() - begun))
    finally:
        server.terminate()
        server.wait()
    return rates


def by_command(work):
    node, lines = os.path.join(work, "demo", "xa"), []
    for i in range(FROZEN):
        reasons, payload = os.path.join(work, f"reasons-{i}"), os.path.join(work, f"suspension-{i}.json")
        with open(reasons, "w", encoding="utf-8") as file:
            file.write(os.urandom(32).hex() + "\n" + prose() + "\n")
        subprocess.run([program, "draft", "suspension", "--chain", MATTER, "--set", f"reasons=@{reasons}", "--by",
                        OFFICIALS[0], "-o", payload, "--node", node], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "proviso", "-f",
                        os.path.join(work, "demo", "keys", OFFICIALS[0]), payload], check=True, capture_output=True)
        lines.append([program, "submit", payload, "--attach", work, "--node", node])
    begun = time.monotonic()
    for line in lines:
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    return FROZEN / (time.monotonic() - begun)


with tempfile.TemporaryDirectory() as work:
    subprocess.run([program, "demo", os.path.join(work, "demo")], check=True, stdout=subprocess.DEVNULL)
    found = pages(work)
    one, two = over_http(work)
    command = by_command(work)
ratio = found["tile"]["per_s"] / found["nginx_tile"]["per_s"]
found["tile_beside_nginx"] = round(ratio, 2)
found["submits_per_s"] = {"http": round(one, 1), "http_two_at_once": round(two, 1), "command": round(command, 1)}
for name, words in (("tile", "a tile of 8 KB"), ("nginx_tile", "the same from nginx"), ("home", "the first page"),
                    ("rules", "the rules, in French")):
    print(f"  {words:22} {found[name]['per_s']:7,} requests/s, 99 of 100 within {found[name]['p99_ms']:.1f} ms")
print(f"  a tile beside nginx: {ratio:.2f}")
print(f"  signed acts: {one:.0f}/s over HTTP, {two:.0f}/s by two at once, {command:.0f}/s with a command each")
with open(out, "w", encoding="utf-8") as file:
    json.dump(found, file)
    file.write("\n")
