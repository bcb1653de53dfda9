#!/usr/bin/env python3
"""A server that is killed at random while officials hand in signed acts over HTTP: what it answered as
accepted is in the ledger after a restart, signed and audited; what it did not answer is there whole or not
at all. TAP. Arguments: the program; how often it is killed."""
import hashlib, http.client, json, os, random, re, signal, subprocess, sys, tempfile, threading, time

from serving import Official, prose, serve

program, kills = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 6
count = 0
OFFICIALS = ["xa.court-1.o17", "xa.authority-1.o14"]
MATTER = "XA-2026-000001"


def ok(name, condition, detail=""):
    global count
    count += 1
    print(f"{'ok' if condition else 'not ok'} {count} - {name}", flush=True)
    if not condition and detail:
        print("#   " + str(detail)[:800].replace("\n", "\n#   "), flush=True)


class Hand(threading.Thread):
    """An official who suspends a matter, again and again, until the server is gone."""

    def __init__(self, path, name, sent, accepted):
        super().__init__()
        self.path, self.name_of, self.sent, self.accepted = path, name, sent, accepted
        self.trouble = None

    def run(self):
        place = f"/en/matters/{MATTER}/acts/suspension"
        try:
            official = Official(self.path, self.name_of)
            while True:
                lies, token = official.freeze(place, {"reasons": prose()})
                payload = official.ask(lies + "/payload")[2]
                self.sent.append(payload)
                status, _, page = official.ask(lies, {"token": token, "do": "rehearse"})
                if status == 303:
                    self.accepted.append(payload)
                else:
                    self.trouble = (status, re.sub(r"<[^>]*>", " ", page)[:400])
                    return
        except (OSError, http.client.HTTPException, IndexError):
            pass
        except RuntimeError as error:
            self.trouble = error


def audit():
    return subprocess.run([program, "ledger", "audit", "--node", node], capture_output=True, text=True)


def suspensions():
    """The hashes of those that the node shows of the matter."""
    shown = subprocess.run([program, "show", MATTER, "--node", node, "--json"], capture_output=True, text=True)
    return {row["hash"] for row in json.loads(shown.stdout)["timeline"] if row["act"] == "suspension"}


with tempfile.TemporaryDirectory() as work:
    demo, path = os.path.join(work, "demo"), os.path.join(work, "web")
    node = os.path.join(demo, "xa")
    subprocess.run([program, "demo", demo], check=True, stdout=subprocess.DEVNULL)
    sent, accepted, trouble = [], [], []
    for _ in range(kills):
        server = serve(program, demo, "xa", path)
        hands = [Hand(path, name, sent, accepted) for name in OFFICIALS]
        for hand in hands:
            hand.start()
        time.sleep(random.uniform(1, 3))
        server.send_signal(signal.SIGKILL)
        server.wait()
        for hand in hands:
            hand.join()
            if hand.trouble:
                trouble.append(hand.trouble)
    ok(f"{len(accepted)} acts of {len(sent)} were answered as accepted while the server was killed {kills} times",
       len(accepted) >= kills, trouble)
    ok("nobody who acted was refused", not trouble, trouble)
    done = audit()
    ok("the audit finds nothing wrong", done.returncode == 0, done.stdout + done.stderr)
    there = suspensions()
    hashes = {hashlib.sha256(payload.encode()).hexdigest() for payload in sent}
    answered = {hashlib.sha256(payload.encode()).hexdigest() for payload in accepted}
    ok("nothing that was answered is lost", answered <= there, answered - there)
    ok("and what was not answered is there whole or not at all", there <= hashes, there - hashes)
    server = serve(program, demo, "xa", path)
    judge = Official(path, OFFICIALS[0])
    ok("the server takes the next act", judge.ask("/en/docket")[0] == 200)
    # What is kept for everybody is nobody's own, and renewed.
    visitor = Official.__new__(Official)
    visitor.path, visitor.cookies = path, {}
    pages = [(judge.ask("/en/rules")[2], visitor.ask("/en/rules")[2]) for _ in range(3)]
    ok("a visitor never gets an official's page, nor the other way round",
       all(OFFICIALS[0] in own and OFFICIALS[0] not in public for own, public in pages))
    visitor.cookies = {"zone": "Europe/Paris"}
    ok("nor somebody with a zone of their own another's",
       "(your time)" in visitor.ask("/en/ledgers")[2] and "(your time)" in visitor.ask("/en/ledgers")[2])
    visitor.cookies = {}
    before = visitor.ask("/en/ledgers")[2]
    lies, token = judge.freeze(f"/en/matters/{MATTER}/acts/suspension", {"reasons": prose()})
    judge.ask(lies, {"token": token, "do": "rehearse"})
    for _ in range(50):
        time.sleep(.2)
        if visitor.ask("/en/ledgers")[2] != before:
            break
    ok("what was written is on the pages a moment later",
       re.search(r"proviso.xa/matters\n(\d+)", visitor.ask("/en/ledgers")[2]).group(1) !=
       re.search(r"proviso.xa/matters\n(\d+)", before).group(1))
    server.terminate()
    ok("and ends when asked", server.wait(20) == 0)
print(f"1..{count}")
