/* The signing page in Debian's Chromium with a virtual security key: a credential is made, appointed by
 * the roots, signs a suspension that the node accepts; and what the page and the node refuse.
 *   node test_signer.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish, host, ok, run, securityKey, skip } from "./tap.mjs";

const [proviso, pictures] = process.argv.slice(2);
const chromium = "/usr/bin/chromium";
const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/playwright-core"))) skip("playwright-core is not installed: npm ci in tests/browser");
if (!existsSync(chromium)) skip("Chromium is not installed");
const { chromium: launcher } = (await import("playwright-core")).default;

const work = mkdtempSync(join(tmpdir(), "proviso-browser-"));
const demo = join(work, "demo"), node = join(demo, "xb"), judge = "xb.court-1.o30";
const file = (name) => join(work, name);
const later = new Date(Date.now() + 4 * 86400e3).toISOString().slice(0, 19) + "Z";
const program = (args, clock = undefined) => run(proviso, args, clock ? { PROVISO_CLOCK: clock } : {});

/* Two roots sign, and the node takes it. */
const byRoots = (name, args) => {
  const path = file(`${name}.json`);
  let done = program([...args, "--by", "xb.root-1", "--with", "xb.root-2", "-o", path, "--node", node]);
  for (const [i, ending] of [[1, ".sig"], [2, ".sig.2"]])
    writeFileSync(path + ending, run("ssh-keygen", ["-q", "-Y", "sign", "-n", "proviso", "-f", join(demo, `keys/xb.root-${i}`)], {}, readFileSync(path)).out);
  if (done.code === 0) done = program(["submit", path, "--node", node]);
  ok(name, done.code === 0, done.text);
};

const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ acceptDownloads: true });
const page = await context.newPage();
const complaints = [];
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(error.message));
const requests = [];
context.on("request", (request) => requests.push(request.url()));

const picture = async (name) => {
  if (!pictures) return;
  for (const [width, scheme] of [[390, "light"], [1280, "light"], [1280, "dark"], [390, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
  }
};
const accessible = async (name) => {
  await page.evaluate(readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8"));
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await page.evaluate("axe.run()");
    ok(`${name}: axe finds nothing, ${scheme}`, violations.length === 0, JSON.stringify(violations.map((v) => [v.id, v.nodes.map((n) => n.html)]), null, 1));
  }
};
const download = async (path) => {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  await saved.saveAs(path);
  return saved.suggestedFilename();
};
const problem = async () => (await page.locator("#problem").isVisible()) ? page.locator("#problem").innerText() : "";
/* The page's answer after a button: what it refuses, or that it is done. */
const answer = async () => {
  await page.locator("#problem:visible, #done:visible").first().waitFor();
  return problem();
};

const wide = program(["demo", demo, "--until", "writ"]);
ok("the demo up to the writ", wide.code === 0, wide.text);
ok("proviso signer", program(["signer", "-o", file("page")]).code === 0);
const site = await host(file("page")), other = await host(file("page"));

/* ---- a credential ---- */

await page.goto(`${site.origin}/register.html`);
const key = await securityKey(page);
await picture("register");
await accessible("registration page");
await page.fill("#official", "Judge");
await page.click("#form button");
ok("a name of another form is refused", (await answer()).includes("xa.court-1.o17"));
await page.fill("#official", judge);
await page.click("#form button");
await page.locator("#done:visible").waitFor();
const line = await page.inputValue("#key");
ok("the key line", /^webauthn localhost \S+ \S+$/.test(line), line);
ok("the registration's file name", (await download(file("judge.registration"))) === `${judge}.registration`);
await picture("registered");

/* ---- the register ---- */

byRoots("register signing-origin", ["register", "signing-origin", "xb.page-1", "--origin", site.origin, "--rp", "localhost"]);
byRoots("register appoint", ["register", "appoint", judge, "--person", "xb.p30", "--roles", "judge", "--key", file("judge.registration")]);
ok("the appointment has the page's key line", JSON.parse(readFileSync(file("register appoint.json"))).body.key === line);
const signers = program(["register", "signers", "--node", node]);
ok("register signers says who is left out", signers.out.includes(`# left out: ${judge}`), signers.out);

/* ---- a suspension, drafted ---- */

const chain = JSON.parse(program(["verify", join(demo, "order.writ"), "--trust", join(demo, "trust"), "--json"]).out).matter;
writeFileSync(file("why"), "A doubt about the account: it may be another person’s.\n");
program(["attach", file("why"), "-o", file("why.txt")]);
const draft = (name) =>
  program(["draft", "suspension", "--chain", chain, "--by", judge, "--set", `reasons=@${file("why.txt")}`, "-o", file(name), "--node", node], later);
const drafted = draft("2.json");
ok("draft", drafted.code === 0, drafted.text);
const payload = readFileSync(file("2.json"), "utf8");

/* ---- what the page shows ---- */

await page.goto(`${site.origin}/index.html`);
await accessible("signing page, empty");
await page.setInputFiles("#files", [file("2.json"), file("why.txt")]);
await page.locator("#shown:visible").waitFor();
const shown = await page.locator("#statement").innerText();
ok("the act in words", shown.includes("Suspension.") && shown.includes("It restricts"), shown);
ok("the attachment's text", shown.includes("A doubt about the account: it may be another person’s."), shown);
ok("the hash is the file's", shown.includes(run("sha256sum", [file("2.json")]).out.slice(0, 64)), shown);
await accessible("signing page, with a statement");
await picture("sign-suspension");

/* Every statement of the story is understood, scope and all. */
for (const state of ["xa", "xb"]) {
  program(["show", chain, "--export", file(state), "--node", join(demo, state)]);
  for (const name of readdirSync(file(state)).filter((name) => name.endsWith(".json"))) {
    await page.goto(`${site.origin}/index.html`);
    await page.setInputFiles("#files", [join(file(state), name)]);
    await page.locator("#shown:visible, #problem:visible").first().waitFor();
    ok(`${name} is understood`, (await problem()) === "", await problem());
    if (name.includes("XA-authorisation") && state === "xa") {
      const text = await page.locator("#statement").innerText();
      ok("the scope is a table", text.includes("kim@mailhaus.example") && text.includes("Categories") && text.includes("your time"), text);
      await picture("sign-authorisation");
      await accessible("signing page, with a scope");
    }
  }
}

/* A clerk's status is a text; the page shows that too. */
const status = `proviso/1 status\n${chain}\nXB\n2026-11-22T10:00:00Z\nclerk xb.court-1.o4\nsize 12\nhead 3 ${"9b".repeat(32)}\nrestriction ${"77".repeat(32)}\n`;
for (const [text, good] of [[status, true], [status.replace("size 12", "size 12 "), false], [status.replace("clerk", "clerk\u202e"), false], [`${status}x`, false]]) {
  writeFileSync(file("status"), text);
  await page.goto(`${site.origin}/index.html`);
  await page.setInputFiles("#files", [file("status")]);
  await page.locator("#shown:visible, #problem:visible").first().waitFor();
  ok(good ? "a status is shown" : "a status of another form is refused", ((await problem()) === "") === good, await problem());
}
await page.goto(`${site.origin}/index.html`);

/* ---- what the page refuses ---- */

const refusals = [
  ["an unknown member", payload.replace('"chain"', '"x": 1, "chain"'), "unknown"],
  ["an unknown member of the body", payload.replace('"reasons"', '"x": 1, "reasons"'), "unknown"],
  ["a doubled member", payload.replace('"chain"', '"seq": 1, "chain"'), "stands twice"],
  ["a doubled member with an escape", payload.replace('"chain"', '"se\\u0071": 1, "chain"'), "stands twice"],
  ["a missing member", payload.replace(/"seen": "[0-9a-f]*",/, ""), "missing"],
  ["a bidirectional character", payload.replace('"by": "', '"by": "\u202e'), "U+202E"],
  ["an escaped bidirectional character", payload.replace('"by": "', '"by": "\\u202e'), "U+202E"],
  ["an invisible character", payload.replace('"by": "', '"by": "\u200b'), "U+200B"],
  ["an escaped control character", payload.replace('"by": "', '"by": "\\u0007'), "U+0007"],
  ["a byte order mark", `\ufeff${payload}`, "JSON"],
  ["half of a surrogate pair", payload.replace('"by": "', '"by": "\\ud800'), "U+D800"],
  ["a fraction", payload.replace('"seq": ', '"seq": 1.'), "whole"],
  ["an unknown act", payload.replace("proviso/1 suspension", "proviso/1 order"), "no act"],
  ["another version", payload.replace("proviso/1", "proviso/2"), "no act"],
  ["another chain's act", payload.replace(chain, "XB-register"), "no act"],
  ["text behind it", `${payload}x`, "something follows"],
  ["deep nesting", payload.replace('"reasons": ', '"reasons": [[[[[[[1]]]]]]], "reasons": '), "deep"],
  ["a date that is none", payload.replace(/"at": "[^"]*"/, '"at": "2026-02-30T00:00:00Z"'), "at"],
  ["a huge payload", " ".repeat(49153) + payload, "49152"],
];
await page.click("summary");
for (const [name, text, words] of refusals) {
  await page.fill("#pasted", text);
  await page.click("#use-pasted");
  await page.locator("#problem:visible").waitFor();
  const said = await problem();
  ok(`refused: ${name}`, said.includes(words) && !(await page.locator("#signing").isVisible()), said);
}
await picture("refused");
writeFileSync(file("bad.json"), Buffer.concat([Buffer.from(payload), Buffer.from([0xff])]));
await page.setInputFiles("#files", [file("bad.json")]);
await page.locator("#problem:visible").waitFor();
ok("refused: what is not UTF-8", (await problem()).includes("UTF-8"));
await page.goto(`${site.origin}/index.html`);
await page.click("summary");
await page.fill("#pasted", payload);
await page.click("#use-pasted");
await page.locator("#shown:visible").waitFor();
ok("an attachment that was not added is said not to be shown", (await page.locator("#statement").innerText()).includes("Not shown"));
await page.setInputFiles("#files", [file("why.txt")]);
await page.getByText("A doubt about the account").waitFor();
ok("and is shown when it comes later", !(await page.locator("#statement").innerText()).includes("Not shown"));

/* ---- the signature ---- */

const sign = async (target, name, line_) => {
  await page.goto(`${target.origin}/index.html`);
  await page.setInputFiles("#files", [file(name), file("why.txt")]);
  await page.locator("#signing:visible").waitFor();
  await page.fill("#key", line_);
  await page.check("#read");
  await page.click("#do-sign");
  return answer();
};
await page.goto(`${site.origin}/index.html`);
await page.setInputFiles("#files", [file("2.json")]);
await page.locator("#signing:visible").waitFor();
await page.fill("#key", line);
await page.click("#do-sign");
ok("an unread statement is not signed", (await answer()).includes("Read the statement"));
ok("a key of another host is refused", (await sign(site, "2.json", line.replace("localhost", "sign.xa.example"))).includes("this page is on localhost"));
ok("a line that is no key is refused", (await sign(site, "2.json", "ssh-ed25519 AAAA")).includes("key line"));
await key.verified(false);
ok("without the user's verification there is no signature", (await sign(site, "2.json", line)).includes("security key refused"));
await key.verified(true);
ok("it signs", (await sign(site, "2.json", line)) === "");
ok("the signature's file name", (await download(file("2.json.sig"))) === "2.json.sig");
ok("the text box has the same", (await page.inputValue("#signature")) === readFileSync(file("2.json.sig"), "utf8"));
await accessible("signing page, signed");
await picture("signed");

/* ---- what the node says ---- */

const submit = (name, clock = later) => program(["submit", file(name), "--attach", file("prose"), "--node", node], clock);
run("mkdir", [file("prose")]);
copyFileSync(file("why.txt"), join(file("prose"), "why.txt"));
ok("before the appointment takes effect it is refused", submit("2.json", new Date(Date.now() + 60e3).toISOString().slice(0, 19) + "Z").text.includes("signer-not-yet"));
draft("3.json");
copyFileSync(file("2.json.sig"), file("3.json.sig"));
writeFileSync(file("3.json"), readFileSync(file("3.json"), "utf8").replace(/"at": "[^"]*"/, `"at": "${later.replace(/..Z$/, "59Z")}"`));
const replayed = submit("3.json");
ok("the signature of another payload is refused", replayed.code === 1 && replayed.text.includes("signing-other-payload"), replayed.text);
ok("on another port it signs", (await sign(other, "3.json", line)) === "");
await download(file("3.json.sig"));
const elsewhere = submit("3.json");
ok("but that origin is not registered", elsewhere.code === 1 && elsewhere.text.includes("signing-origin") && elsewhere.text.includes(other.origin), elsewhere.text);
const accepted = submit("2.json");
ok("the node accepts the suspension", accepted.code === 0 && accepted.text.includes("accepted"), accepted.text);
ok("and the audit holds", program(["ledger", "audit", "--node", node], later).code === 0);

/* ---- a link from a node's page, and a frame ---- */

const base64url = (text) => Buffer.from(text).toString("base64url");
await page.goto("about:blank");
for (const [name, address] of [
  ["over plain http elsewhere", "http://node.example/en/pending/1"], ["a script", "javascript:alert(1)"],
  ["data", "data:text/html,x"], ["a name and password", "https://a:b@node.example/"],
  ["a query", "https://node.example/?x=1"], ["a fragment", "https://node.example/#x"],
  ["no address", "node"], ["another spelling", "https://NODE.example/en"]]) {
  await page.goto("about:blank");
  await page.goto(`${site.origin}/index.html#payload=${base64url(payload)}&return=${base64url(address)}`);
  await page.locator("#problem:visible").waitFor();
  ok(`a return address refused: ${name}`, (await problem()).includes("address") && !(await page.locator("#signing").isVisible()), await problem());
}
const back = "https://node.example/en/pending/0123456789abcdef0123456789abcdef";
await page.goto("about:blank");
await page.goto(`${site.origin}/index.html#payload=${base64url(payload)}&key=${base64url(line)}&text=${base64url(readFileSync(file("why.txt"), "utf8"))}&return=${base64url(back)}`);
await page.locator("#signing:visible").waitFor();
ok("a text comes along, and is shown", (await page.locator("#statement").innerText()).includes("A doubt about the account"));
ok("the address to return to stands there in full before signing", (await page.locator("#return").innerText()).includes(back));
ok("nothing leads back before that", !(await page.locator("#back").isVisible()));
await page.check("#read");
await page.click("#do-sign");
await page.locator("#done:visible").waitFor();
const link = await page.getAttribute("#back-link", "href");
const brought = Buffer.from(link.slice(link.indexOf("#signature=") + 11), "base64url").toString();
ok("the signature goes back behind the #", link.startsWith(`${back}#signature=`) && brought === await page.inputValue("#signature"), link);
await accessible("signing page with an address to return to");
await page.goto("about:blank");
await page.goto(`${site.origin}/index.html#payload=${base64url(payload)}&key=${base64url(line)}`);
await page.locator("#shown:visible").waitFor();
ok("a payload behind the # is shown", (await page.inputValue("#key")) === line);
ok("and leaves the address", new URL(page.url()).hash === "");
writeFileSync(join(file("page"), "frame.html"), `<iframe src="${site.origin}/index.html" width="600" height="300"></iframe>`);
await page.goto(`${other.origin}/frame.html`);
const frame = page.frameLocator("iframe");
await frame.getByText("does not work inside another page").waitFor();
ok("inside another page it does nothing", (await frame.locator("#do-sign").count()) === 0);

ok("nothing was fetched from elsewhere", requests.every((url) => /^(http:\/\/localhost:\d+\/|blob:|about:|data:)/.test(url)), requests.join("\n"));
ok("the console is silent", complaints.length === 0, complaints.join("\n"));

await browser.close();
site.close();
other.close();
rmSync(work, { recursive: true });
finish();
