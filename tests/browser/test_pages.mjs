/* The public pages of a demo's node in Debian's Chromium: axe-core finds nothing, nothing is loaded from
 * elsewhere, no page scrolls sideways or breaks its own policy, the first page is small, and a proof is
 * checked in the page itself, true ones and forged ones.
 *   node test_pages.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish, ok, run, skip } from "./tap.mjs";

const [proviso, pictures] = process.argv.slice(2);
const chromium = "/usr/bin/chromium";
const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/playwright-core"))) skip("playwright-core is not installed: npm ci in tests/browser");
if (!existsSync(chromium)) skip("Chromium is not installed");
const { chromium: launcher } = (await import("playwright-core")).default;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const places = [
  "/", "/rules", "/rules/content", "/offences", "/offences/own/unlawful-access", "/offices", "/ledgers",
  "/ledgers/register", "/statistics", "/proof", "/about", "/safeguards", "/preferences", "/sign-in", "/invitation", "/nowhere",
];
const looks = [
  { name: "1280-light", width: 1280, scheme: "light", dir: "ltr" },
  { name: "390-dark", width: 390, scheme: "dark", dir: "ltr" },
  { name: "390-rtl", width: 390, scheme: "light", dir: "rtl" },
];
const forPictures = [
  { name: "390-light", width: 390, scheme: "light", dir: "ltr" },
  { name: "1280-dark", width: 1280, scheme: "dark", dir: "ltr" },
  { name: "1280-rtl", width: 1280, scheme: "light", dir: "rtl" },
];

/* ---- a node and its server ---- */

const work = mkdtempSync(join(tmpdir(), "proviso-browser-"));
const node = join(work, "demo", "xa");
ok("a demo's node", run(proviso, ["demo", join(work, "demo")]).code === 0);

const serve = (folder) =>
  new Promise((resolve) => {
    const server = spawn(proviso, ["serve", folder, "--listen", "127.0.0.1:0"]);
    server.stdout.once("data", (line) => resolve({ server, base: /serving (http:\/\/[^/]*)\//.exec(line)[1] }));
  });
const { server, base } = await serve(node);
const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });

/* ---- every page, in every look ---- */

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const violations = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly }), tags);
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join("; ")}`);
};

/* A language that is written from right to left, for tests: the page's own letters as Arabic ones. Codes,
 * times, names of languages and what a State wrote in another language stay as they are. */
const inTestLanguage = () => {
  const letters = "ابتدفغهحيجكلمنعسقرصطثوخضزش";
  const kept = "code, pre, time, kbd, textarea, script, style, main [lang], .languages";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  document.documentElement.lang = "ar";
  while (walk.nextNode())
    if (!walk.currentNode.parentElement.closest(kept))
      walk.currentNode.data = walk.currentNode.data.replace(/[a-z]/gi, (letter) =>
        letters[letter.toLowerCase().charCodeAt(0) - 97]);
};

const look = async (page, language, place, view) => {
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ colorScheme: view.scheme });
  await page.goto(`${base}/${language}${place}`);
  await page.evaluate((dir) => { document.documentElement.dir = dir; }, view.dir);
  if (view.dir === "rtl") await page.evaluate(inTestLanguage);
  const wrong = await violations(page);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) wrong.push(`scrolls sideways by ${sideways} px`);
  if (pictures)
    await page.screenshot({ path: join(pictures, `${language}${place.replaceAll("/", "-")}-${view.name}.png`), fullPage: true });
  return wrong.map((text) => `${language}${place} ${view.name}: ${text}`);
};

const foreign = [];
const everywhere = async (language, view) => {
  /* The page's own policy lets in no script; the test's may. */
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const wrong = [];
  page.on("request", (request) => request.url().startsWith(base) || foreign.push(request.url()));
  for (const place of places) wrong.push(...(await look(page, language, place, view)));
  ok(`every page in ${language}, ${view.name}: nothing for axe, nothing sideways`, wrong.length === 0, ...wrong);
  await context.close();
};

if (pictures) mkdirSync(pictures, { recursive: true });
for (const view of pictures ? [...looks, ...forPictures] : looks) await everywhere("en", view);
await everywhere("fr", forPictures[0]);
ok("nothing was loaded from elsewhere", foreign.length === 0, ...foreign);

/* ---- as a reader has it, with the page's own policy ---- */

const page = await browser.newPage();
const complaints = [];
let bytes = 0;
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
const weigh = async (response) => { bytes += (await response.body()).length; };
page.on("response", weigh);
await page.goto(`${base}/en/`, { waitUntil: "networkidle" });
page.off("response", weigh);
ok(`the first page has ${bytes} bytes, fewer than 60,000`, bytes > 0 && bytes < 60000);

await page.keyboard.press("Tab");
ok("the first stop of the keyboard leads to the content", (await page.evaluate(() => document.activeElement.hash)) === "#main");

for (const place of places.slice(0, -1)) await page.goto(`${base}/en${place}`);
ok("no page breaks its own policy", complaints.length === 0, ...complaints);

/* ---- a time zone, by form ---- */

await page.goto(`${base}/fr/preferences`);
await page.fill("#zone", "Nowhere/Land");
await page.click("button");
ok("a zone that is none is said at its field", await page.locator("#zone[aria-invalid=true]").count() === 1);
ok("with the status of what is wrong", complaints.length === 1 && complaints[0].includes("400"), ...complaints);
complaints.length = 0;
await page.fill("#zone", "Asia/Kathmandu");
await page.click("button");
ok("a zone is taken, and shown beside UTC", /\(votre heure\) · \d\d:\d\d UTC/.test(await page.textContent("footer.site")));

/* ---- a proof, offline ---- */

const proof = run(proviso, ["ledger", "prove", "--node", node, "--ledger", "register", "--entry", "3"]).out;
const bundle = readFileSync(join(node, "tiles/register/tile/entries/000.p/14"));
const entryOf = (index) => {
  let at = 0;
  for (let i = 0; i < index; i++) at += 2 + bundle.readUInt16BE(at);
  return bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at));
};

await page.goto(`${base}/en/proof`);
await page.context().setOffline(true);
const check = async (text, entry, keys) => {
  await page.fill("#proof", text);
  await page.setInputFiles("#entry-file", entry ? [{ name: "entry", mimeType: "text/plain", buffer: entry }] : []);
  if (keys !== undefined) await page.fill("#keys", keys);
  await page.click("#proof-form button");
  await page.waitForSelector("#result p");
  await page.waitForTimeout(200);
  return page.$$eval("#result p", (lines) => lines.map((line) => `${line.className}: ${line.textContent}`));
};
const says = (lines, text) => lines.some((line) => line.startsWith(text));

let said = await check(proof, entryOf(3));
ok("a true proof holds, with both signatures", says(said, "yes: The entry is in the ledger") &&
  said.filter((line) => line.startsWith("yes: Signed")).length === 2, ...said);
said = await check(proof, entryOf(4));
ok("another entry does not", says(said, "no: The proof does not lead") && said.length === 1, ...said);
said = await check(proof.replace("index 3", "index 2"), entryOf(3));
ok("another index does not", says(said, "no: The proof does not lead"), ...said);
said = await check(proof.replace(/register\n(\d+)\n/, (whole, size) => `register\n${Number(size) * 2}\n`), entryOf(3));
ok("another size does not", says(said, "no:"), ...said);
said = await check(proof.replace(/— proviso.xb.witness/, "— proviso.xb/witnesS").replace(/(\n— proviso.xa.register )(\S{20})(\S)/, (all, name, start, c) => name + start + (c === "A" ? "B" : "A")), entryOf(3));
ok("an altered signature does not hold", says(said, "no: A signature does not hold") && !says(said, "yes: Signed"), ...said);
said = await check(proof.replace(/— proviso.xa\/register \S/, "$&A"), entryOf(3));
ok("a signature of another length is no proof", says(said, "no:"), ...said);
said = await check(proof.slice(0, 100), entryOf(3));
ok("half a proof is none", says(said, "no: This is no tlog-proof"), ...said);
said = await check(proof, null);
ok("without an entry it asks for it", says(said, "ask: The entry is missing"), ...said);
said = await check(proof, entryOf(3), "");
ok("without keys it says that nothing is signed", says(said, "ask: No signature"), ...said);
ok("and nothing was wrong on the way", complaints.length === 0, ...complaints);

await browser.close();
server.kill();
rmSync(work, { recursive: true, force: true });
finish();
