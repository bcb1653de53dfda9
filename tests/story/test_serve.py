#!/usr/bin/env python3
"""The demo left open as pages: four places on loopback, a judge in two clicks, what is carried between
the States, and that nothing stays behind. TAP. Arguments: the program."""
import http.cookiejar, os, re, signal, socket, subprocess, sys, tempfile, time
import urllib.error, urllib.parse, urllib.request

program = sys.argv[1]
count = 0


def ok(name, condition, detail=""):
    global count
    count += 1
    print(f"{'ok' if condition else 'not ok'} {count} - {name}", flush=True)
    if not condition:
        print("#   " + str(detail)[:1500].replace("\n", "\n#   "), flush=True)


def free_ports(number):
    """The first of so many free ports in a row."""
    for first in range(20000, 60000, 7):
        links = []
        try:
            for port in range(first, first + number):
                link = socket.socket()
                links.append(link)
                link.bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
        finally:
            for link in links:
                link.close()


class Browser:
    """A reader with cookies, who sends forms as a browser does."""

    def __init__(self, port):
        self.origin = f"http://localhost:{port}"  # as a browser names it, whatever the resolver knows
        self.address = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, place, data=None):
        request = urllib.request.Request(self.address + place, data)
        request.add_header("Host", self.origin[len("http://"):])
        if data is not None:
            request.add_header("Origin", self.origin)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, place, error.read().decode()

    def act_as(self, official):
        _, _, page = self.ask("/en/rehearsal")
        token = re.search(r'name="token" value="([0-9a-f]+)"', page).group(1)
        return self.ask("/en/rehearsal",
                        urllib.parse.urlencode({"token": token, "official": official}).encode())


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def submit(folder, node, by, name, *arguments):
    """Drafts, signs with the demo's key, submits."""
    path = os.path.join(folder, name)
    done = run("draft", *arguments, "--by", by, "-o", path, "--node", os.path.join(folder, node))
    if done.returncode == 0:
        subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "proviso", "-f",
                        os.path.join(folder, "keys", by), path], capture_output=True)
        done = run("submit", path, "--attach", work, "--node", os.path.join(folder, node))
    return done


work = tempfile.mkdtemp()
folder = os.path.join(work, "demo")
first = free_ports(4)

taken = socket.socket()
taken.bind(("127.0.0.1", first + 2))
taken.listen()
refused = run("demo", folder, "--serve", "--port", str(first))
ok("a port that is taken ends it before anything is made",
   refused.returncode == 2 and str(first + 2) in refused.stderr and not os.path.exists(folder), refused.stderr)
taken.close()
for port in ("80", "65535", "none"):
    ok(f"--port {port} is refused", run("demo", folder, "--serve", "--port", port).returncode == 2)

demo = subprocess.Popen([program, "demo", folder, "--serve", "--port", str(first)], stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE, text=True)
told = []
for line in demo.stdout:
    told.append(line)
    if "Mailhaus takes" in line:
        break
ok("it says where its places are", all(f"http://localhost:{first + i}/" in "".join(told) for i in range(4)), told)

arcadia, belmora = Browser(first), Browser(first + 1)
ok("each place answers", all(Browser(first + i).ask("/")[0] == 200 for i in range(4)))
ok("the signing page says nothing of other files", Browser(first + 3).ask("/../node.db")[0] == 404)
ok("a visitor sees no matter", arcadia.ask("/en/matters/XA-2026-000002")[0] == 404)

status, place, page = arcadia.act_as("xa.court-1.o17")
ok("the first click makes the reader a judge", status == 200 and place.endswith("/en/docket"), place)
chain = re.search(r"/en/matters/(XA-\d{4}-\d{6})", page)
ok("whose docket has the second matter", chain is not None, page)
second = chain.group(1) if chain else "XA-2026-000002"
ok("the second click opens it", arcadia.ask(f"/en/matters/{second}")[0] == 200)
ok("Belmora knows nothing of it", belmora.act_as("xb.authority-1.o21")[0] == 200 and
   belmora.ask(f"/en/matters/{second}")[0] == 404)
ok("a judge of Arcadia is nobody in Belmora", "xa.court-1.o17" not in belmora.ask("/en/rehearsal")[2])

# A suspension by the court of Belmora in the first matter is in Arcadia a few seconds later.
number = int(second[-6:])
shared = f"{second[:-6]}{number - 1:06d}"
reasons = os.path.join(work, "reasons.txt")
with open(reasons, "w", encoding="utf-8") as file:
    file.write("0123456789abcdef" * 4 + "\nThe holder of the account has shown that the trader's claim was settled in "
               "another court, so that what was asked for is needed no longer until this is looked into.\n")
done = submit(folder, "xb", "xb.court-1.o23", "suspension.json", "suspension", "--chain", shared,
              "--set", f"reasons=@{reasons}")
ok("the court of Belmora suspends", done.returncode == 0, done.stdout + done.stderr)
for _ in range(40):
    shown = run("show", shared, "--node", os.path.join(folder, "xa")).stdout
    if "suspension" in shown:
        break
    time.sleep(.5)
ok("and the demo carries it to Arcadia", "suspension" in shown, shown)

demo.send_signal(signal.SIGINT)
try:
    code = demo.wait(20)
except subprocess.TimeoutExpired:
    code = "still there"
    demo.kill()
ok("interrupted, it ends well", code == 0, (code, demo.stderr.read()))
time.sleep(.2)
ok("and nothing of it goes on", free_ports(4) is not None and
   all(socket.socket().connect_ex(("127.0.0.1", first + i)) != 0 for i in range(4)))
audits = [run("ledger", "audit", "--node", os.path.join(folder, state)) for state in ("xa", "xb")]
ok("both ledgers hold", all(audit.returncode == 0 for audit in audits), [audit.stdout + audit.stderr for audit in audits])
subprocess.run(["rm", "-rf", work])
print(f"1..{count}")
