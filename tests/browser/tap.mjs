/* What the browser tests share: TAP output, commands, a static host, Chromium with a virtual security
 * key. */
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";

let tests = 0;

export const ok = (name, good, ...details) => {
  tests++;
  console.log(`${good ? "ok" : "not ok"} ${tests} - ${name}`);
  if (!good) for (const detail of details) console.log(`#   ${String(detail).replace(/\n/g, "\n#   ")}`);
};

export const skip = (why) => {
  console.log(`1..0 # SKIP ${why}`);
  process.exit(0);
};

export const finish = () => console.log(`1..${tests}`);

/* Runs a command: its exit code and all that it wrote. */
export const run = (program, args, env = {}, input = undefined) => {
  const done = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, ...env }, input });
  return { code: done.status, text: `${done.stdout}${done.stderr}`, out: done.stdout };
};

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/* Serves a folder on a free port of loopback, as any static host would. */
export const host = (folder) =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      if (request.url === "/favicon.ico") {
        response.writeHead(204);
        response.end();
        return;
      }
      const path = normalize(new URL(request.url, "http://localhost").pathname);
      try {
        const bytes = readFileSync(join(folder, path));
        response.writeHead(200, { "content-type": types[extname(path)] || "application/octet-stream" });
        response.end(bytes);
      } catch {
        response.writeHead(404);
        response.end();
      }
    });
    server.listen(0, "127.0.0.1", () => resolve({ origin: `http://localhost:${server.address().port}`, close: () => server.close() }));
  });

/* A security key that is touched at once; `verified` says whether it knows its user. */
export const securityKey = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "usb", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    verified: (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    credentials: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    add: (credential) => session.send("WebAuthn.addCredential", { authenticatorId, credential }),
  };
};
