#!/usr/bin/env python3
"""A provider's pages from the writ to the production, over HTTP, with stock ssh-keygen: give in, object or
release, be killed on the way, sign, and the node takes what comes out. TAP. Arguments: the program."""
import http.cookiejar, os, re, shutil, signal, subprocess, sys, tempfile, time
import urllib.error, urllib.request

program = sys.argv[1]
work = tempfile.mkdtemp()
demo = os.path.join(work, "demo")
mailhaus = os.path.join(demo, "mailhaus")
boundary = "story-of-a-provider"
count = 0
os.environ.pop("PROVISO_CLOCK", None)


def ok(name, condition, detail=""):
    global count
    count += 1
    print(f"{'ok' if condition else 'not ok'} {count} - {name}", flush=True)
    if not condition:
        print("#   " + str(detail)[:1500].replace("\n", "\n#   "), flush=True)


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Lawyer:
    """A reader with cookies, who sends forms as a browser does."""

    def __init__(self, folder, *options):
        self.server = subprocess.Popen([program, "serve", "--provider", folder, "--listen", "127.0.0.1:0", *options],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.origin = re.search(r"serving (http://[^/]*)/", self.server.stdout.readline()).group(1)
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, place, data=None, headers=()):
        request = urllib.request.Request(self.origin + place, data)
        for name, value in headers:
            request.add_header(name, value)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.geturl()[len(self.origin):], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, place, error.read()

    def page(self, place):
        return self.ask(place)[2].decode()

    def send(self, place, **fields):
        """Files are bytes, everything else is text."""
        token = re.search(r'name="token" value="([0-9a-f]+)"', self.page("/en/")).group(1)
        body = b""
        for name, value in {"token": token, **fields}.items():
            name = name.replace("_file", ".file" if name == "signature_file" else "-file").replace("_", "-")
            file = '; filename="file"' if isinstance(value, bytes) else ""
            body += (f"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").encode()
            body += (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
        return self.ask(place, body + f"--{boundary}--\r\n".encode(),
                        (("Origin", self.origin),
                         ("Content-Type", f"multipart/form-data; boundary={boundary}")))

    def end(self, how=signal.SIGINT):
        self.server.send_signal(how)
        code = self.server.wait(30)
        self.server.stdout.close()
        self.server.stderr.close()
        return code


def sign(name, payload):
    """The signature of a demo's person, by stock ssh-keygen."""
    path = os.path.join(work, "payload")
    for old in (path, path + ".sig"):
        if os.path.exists(old):
            os.unlink(old)
    with open(path, "wb") as file:
        file.write(payload)
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "proviso", "-f", os.path.join(demo, "keys", name), path],
                   capture_output=True, check=True)
    return read(path + ".sig")


def submit(name, node, *files):
    """Puts files beside each other and submits the first."""
    folder = os.path.join(work, name)
    os.mkdir(folder)
    for file, content in files:
        with open(os.path.join(folder, file), "wb") as out:
            out.write(content)
    texts = os.path.join(folder, "texts")
    os.mkdir(texts)
    if os.path.exists(os.path.join(folder, "reasons.txt")):
        shutil.move(os.path.join(folder, "reasons.txt"), texts)
    return run("submit", os.path.join(folder, files[0][0]), "--attach", texts, "--node", os.path.join(demo, node))


for address in ("0.0.0.0:0", "[::]:0", "192.0.2.1:80"):
    refused = run("serve", "--provider", mailhaus, "--listen", address)
    ok(f"{address} is refused, with the reason", refused.returncode == 2 and "no login" in refused.stderr, refused.stderr)

made = run("demo", demo, "--until", "writ")
ok("the demo up to the writ", made.returncode == 0, made.stderr)
objecting, rehearsing = os.path.join(work, "objecting"), os.path.join(work, "rehearsing")
shutil.copytree(mailhaus, objecting)
shutil.copytree(mailhaus, rehearsing)
writ = read(os.path.join(demo, "order.writ"))

# ---- the writ ----
lawyer = Lawyer(mailhaus)
again = run("serve", "--provider", mailhaus, "--listen", "127.0.0.1:0")
ok("a second server over the same folder is refused", again.returncode == 2 and "another server" in again.stderr, again.stderr)
status, place, page = lawyer.send("/en/", writ=b"From kim\n\nno writ\n")
ok("what is no writ is refused, and not kept", status == 422 and b"There are none yet." in page, page)
status, place, page = lawyer.send("/en/", writ=writ)
ok("a writ is given in, and binds", status == 200 and b"This order binds you." in page, page)
ok("to exactly this account", b"kim@mailhaus.example" in page)
ok("it is kept by its hash", read(os.path.join(mailhaus, "writs", place.split("/")[-1] + ".writ")) == writ)
name = place.split("/")[-1]
ok("the same in French", "Cet ordre vous oblige." in lawyer.page(place.replace("/en/", "/fr/")))
token = re.search(r'name="token" value="([0-9a-f]+)"', lawyer.page("/en/")).group(1)
status, _, _ = lawyer.ask("/en/", f"token={token}".encode(),
                          (("Origin", "http://evil.example"), ("Content-Type", "application/x-www-form-urlencoded")))
ok("a form from another site is refused", status == 403, status)
status, _, _ = lawyer.ask("/en/", None, (("Host", "rebound.example"),))
ok("another host is refused", status == 421, status)

# ---- killed on the way ----
large = os.path.join(mailhaus, "sources", "large.mbox")
shutil.copy(os.path.join(mailhaus, "mailbox.mbox"), large)
with open(large, "ab") as out:
    mail = read(os.path.join(mailhaus, "mailbox.mbox"))
    for _ in range(150 * 1024 * 1024 // len(mail)):
        out.write(mail)
release = place + "/release"
ok("the page offers what the operator laid out", "mailbox.mbox" in lawyer.page(release) and
   "journal.db" not in lawyer.page(release))
for source in ("../journal.db", "/etc/passwd", "../../order.writ"):
    status, _, _ = lawyer.send(release, source_0=source, list_file="privileged.txt", category="content", all="yes")
    ok(f"{source} is refused", status == 422, status)
status, _, page = lawyer.send(release, source_0="large.mbox", list_file="privileged.txt", category="content", all="yes")
ok("a release begins", status == 200 and b"The release is going on" in page, page)
partial = os.path.join(mailhaus, "writs", name + ".package.partial")
for _ in range(500):
    if os.path.exists(partial):
        break
    time.sleep(.01)
ok("and writes its package", os.path.exists(partial))
lawyer.end(signal.SIGKILL)
lawyer = Lawyer(mailhaus)
page = lawyer.page(release)
ok("killed, it says so and how to go on", "A release was begun and cut off" in page and
   re.search(r'value="large.mbox" checked', page), page)
ok("nothing is to be had", lawyer.ask(f"/files/{name}/released.tar.age")[0] == 404)
status, _, page = lawyer.send(release, source_0="mailbox.mbox", list_file="privileged.txt", category="content", all="yes")
for _ in range(100):
    page = lawyer.page(release)
    if "going on" not in page:
        break
    time.sleep(.1)
ok("other files are not released under what was begun", "Nothing was released" in page and "has been executed here before" in page, page)
status, _, page = lawyer.send(release, source_0="large.mbox", list_file="privileged.txt", category="content", all="yes")
ok("the same ones are", status == 200, page)
for _ in range(600):
    page = lawyer.page(release)
    if "The release is going on" not in page:
        break
    time.sleep(.2)
ok("to the byte", "Every byte of the files is accounted for." in page, page)
account = lawyer.ask(f"/files/{name}/account.json")[2].decode()
ok("the account is the files'", f'"bytes":{os.path.getsize(large)}' in account, account)

# ---- the production ----
production = lawyer.ask(f"/files/{name}/production.json")[2]
status, _, page = lawyer.send(place + "/production", do="sign", signature_file=sign("xb.court-1.o23", production))
ok("another's signature is refused", status == 422, page)
signature = sign("xb.mailhaus.o1", production)
status, _, page = lawyer.send(place + "/production", do="sign", signature_file=signature)
ok("the official's is taken", status == 200 and b"The production statement is signed." in page, page)
ok("as it was made", lawyer.ask(f"/files/{name}/production.json.sig")[2] == signature)
took = submit("production", "xb", ("production.json", production), ("production.json.sig", signature))
ok("and the node takes it", took.returncode == 0, took.stdout + took.stderr)
status, _, page = lawyer.send(place, statement=production, signature=signature)
ok("what restricts nothing is not taken in by hand", status == 422, page)
ok("the server ends well", lawyer.end() == 0)

# ---- objecting, at a provider that has not released ----
lawyer = Lawyer(objecting)
status, place, page = lawyer.send("/en/", writ=writ)
status, _, page = lawyer.send(place + "/objection", reasons="The account is shared by two hundred people of a company.")
ok("an objection is drafted", status == 200 and b"two hundred people" in page, page)
suspension = lawyer.ask(f"/files/{name}/suspension.json")[2]
signature = sign("xb.mailhaus.o1", suspension)
status, _, page = lawyer.send(place + "/objection", do="sign", signature=signature.decode())
ok("and signed, its signature pasted", status == 200 and b"Your objection is signed" in page, page)
ok("the writ binds no more", "This writ does not bind you." in lawyer.page(place))
status, _, page = lawyer.send(place + "/objection", reasons="Once more.")
ok("a signed one stays as it is", lawyer.ask(f"/files/{name}/suspension.json")[2] == suspension)
reasons = lawyer.ask(f"/files/{name}/reasons.txt")[2]
ok("the server ends well", lawyer.end() == 0)
released = run("release", os.path.join(demo, "order.writ"), "--provider", objecting, "--source",
               f"kim@mailhaus.example={mailhaus}/mailbox.mbox", "--privileged", os.path.join(demo, "privileged.txt"),
               "-o", os.path.join(work, "package"))
ok("the command line releases nothing either", released.returncode == 1 and "suspended" in released.stdout + released.stderr,
   released.stdout + released.stderr)

# ---- in a rehearsal, the demo's key signs ----
lawyer = Lawyer(rehearsing, "--rehearsal", demo)
status, place, page = lawyer.send("/en/", writ=writ)
status, _, page = lawyer.send(place + "/objection", reasons="The account is shared by two hundred people of a company.")
ok("a rehearsal offers the demo's key", b"Sign as this demo" in page, page)
status, _, page = lawyer.send(place + "/objection", do="rehearse")
ok("which signs", status == 200 and b"Your objection is signed" in page, page)
ok("the server ends well", lawyer.end() == 0)
with open(os.path.join(rehearsing, "provider.conf"), encoding="utf-8") as file:
    conf = file.read()
with open(os.path.join(rehearsing, "provider.conf"), "w", encoding="utf-8") as file:
    file.write(conf.replace("demo = yes", "demo = no"))
refused = run("serve", "--provider", rehearsing, "--listen", "127.0.0.1:0", "--rehearsal", demo)
ok("and is refused where the provider is not for trials", refused.returncode == 2 and "--rehearsal" in refused.stderr,
   refused.stderr)

shutil.rmtree(work)
print(f"1..{count}")
