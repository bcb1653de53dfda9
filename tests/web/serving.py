"""A demo's node on a Unix socket, and officials who act through its pages; for tests and benches."""
import http.client, os, random, re, socket, subprocess, urllib.parse

ORIGIN = "http://localhost:8099"


class Socket(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect(self.path)


def serve(program, demo, state, path, *arguments, **how):
    """The server, once it listens."""
    server = subprocess.Popen([program, "serve", os.path.join(demo, state), "--listen", f"unix:{path}",
                               "--origin", ORIGIN, "--rehearsal", demo, *arguments],
                              stdout=subprocess.PIPE, text=True, **how)
    if not server.stdout.readline().startswith("serving "):
        raise RuntimeError("the server does not start")
    return server


class Official:
    """Someone of the demo, signed in. Each request comes from another address: what limits the forms of
    one client is not what is looked at."""

    def __init__(self, path, name):
        self.path, self.name, self.cookies, self.link = path, name, {}, None
        _, _, page = self.ask("/en/rehearsal")
        self.ask("/en/rehearsal", {"token": token(page), "official": name})

    def ask(self, place, form=None, link=None):
        link = link or Socket(self.path)
        headers = {"Host": ORIGIN[7:], "X-Real-IP": ".".join(str(random.randrange(256)) for _ in range(4))}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Origin"] = ORIGIN
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request("GET" if form is None else "POST", place, body, headers)
        answer = link.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location"), page

    def freeze(self, place, fields):
        """Fills in the form of an act and freezes it: where it lies then, and the token of its page."""
        _, _, page = self.ask(place)
        status, lies, page = self.ask(place, {"token": token(page), "do": "freeze", **fields})
        if status != 303:
            raise RuntimeError(re.sub(r"<[^>]*>", " ", page))
        _, _, page = self.ask(lies)
        return lies, token(page)


def token(page):
    return re.findall(r'name="token" value="([0-9a-f]+)"', page)[-1]


def prose(words=60):
    """Made-up words that no other text has."""
    return " ".join("".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou")
                            for _ in range(random.randrange(2, 5))) for _ in range(words))
