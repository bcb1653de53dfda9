/* A provider's pages in Debian's Chromium, from the writ to the production: axe-core finds nothing, nothing scrolls
 * sideways, nothing is loaded from elsewhere, and all of it works with scripts switched off.
 *   node test_provider.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const work = mkdtempSync(join(tmpdir(), "proviso-provider-"));
const demo = join(work, "demo"), mailhaus = join(demo, "mailhaus");
ok("the demo up to the writ", run(proviso, ["demo", demo, "--until", "writ"]).code === 0);
const serving = () =>
  new Promise((resolve) => {
    const server = spawn(proviso, ["serve", "--provider", mailhaus, "--listen", "127.0.0.1:0"]);
    server.stdout.once("data", (line) => resolve({ server, base: /serving (http:\/\/[^/]*)\//.exec(line)[1] }));
  });
const { server, base } = await serving();
const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });

/* ---- looking ---- */

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const looks = [
  { name: "1280-light", width: 1280, scheme: "light", dir: "ltr" },
  { name: "390-dark", width: 390, scheme: "dark", dir: "ltr" },
  { name: "390-rtl", width: 390, scheme: "light", dir: "rtl" },
];
if (pictures) {
  mkdirSync(pictures, { recursive: true });
  looks.push({ name: "1280-dark", width: 1280, scheme: "dark", dir: "ltr" }, { name: "390-light", width: 390, scheme: "light", dir: "ltr" });
}
/* The page's own policy lets in no script; the test's may. */
const looking = await browser.newContext({ bypassCSP: true });
const eye = await looking.newPage();
const foreign = [];
eye.on("request", (request) => request.url().startsWith(base) || foreign.push(request.url()));

const look = async (name, place) => {
  const wrong = [];
  for (const view of looks) {
    await eye.setViewportSize({ width: view.width, height: 900 });
    await eye.emulateMedia({ colorScheme: view.scheme, reducedMotion: "reduce" });
    await eye.goto(`${base}${place}`);
    await eye.evaluate((dir) => {
      document.documentElement.dir = dir;
      document.querySelectorAll("details").forEach((part) => { part.open = true; });
    }, view.dir);
    await eye.evaluate(axe);
    const found = await eye.evaluate((runOnly) => axe.run(document, { runOnly }), tags);
    wrong.push(...found.violations.map((v) => `${view.name}: ${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join("; ")}`));
    const sideways = await eye.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (sideways > 0) wrong.push(`${view.name}: scrolls sideways by ${sideways} px`);
    if (pictures) await eye.screenshot({ path: join(pictures, `provider-${name}-${view.name}.png`), fullPage: true });
  }
  ok(`${name}: nothing for axe, nothing sideways`, wrong.length === 0, ...wrong);
};

const sign = (name, payload) => {
  const path = join(work, "payload");
  writeFileSync(path, payload);
  rmSync(`${path}.sig`, { force: true });
  execFileSync("ssh-keygen", ["-q", "-Y", "sign", "-n", "proviso", "-f", join(demo, "keys", name), path], { stdio: "ignore" });
  return `${path}.sig`;
};

/* ---- as a lawyer, with scripts switched off ---- */

const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true, reducedMotion: "reduce" });
const page = await context.newPage();
const at = () => page.url().slice(base.length);
const shows = async (text) => (await page.textContent("main")).includes(text);
const download = async (name) => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(`a[download]:has-text("${name}") >> nth=0`)]);
  return readFileSync(await file.path());
};

await page.goto(`${base}/en/`);
await look("home-empty", "/en/");
await page.setInputFiles("#writ", join(demo, "privileged.txt"));
await page.click("text=Check the writ");
ok("what is no writ is said", await shows("There are none yet."));
await page.setInputFiles("#writ", join(demo, "order.writ"));
await page.click("text=Check the writ");
ok("a writ binds", await shows("This order binds you."));
const writ = at();
await look("writ", writ);
await look("writ-fr", writ.replace("/en/", "/fr/"));
await look("home", "/en/");
await look("about", "/en/about");

/* An objection is drafted and left: what is not signed stops nothing. */
await page.click("main >> text=object to it");
await look("objection-new", at());
await page.fill("#reasons", "The account named here is one that two hundred people of a company share. <b>Ask again.</b>");
await page.click("text=Draft the objection");
ok("an objection is drafted, with its words as they are", await shows("<b>Ask again.</b>"));
ok("its payload can be taken away", (await download("suspension.json")).includes("proviso/1 suspension"));
await look("objection-draft", at());
await page.setInputFiles("[id='signature.file']", join(demo, "privileged.txt"));
await page.click("text=Hand in the signature");
ok("what is no signature is refused", await page.locator("[role=alert]").count() === 1);
await page.goto(`${base}${writ}`);
ok("the order still binds", await shows("This order binds you."));

await page.click("main >> text=Carry it out");
await look("release-form", at());
await page.check("label:has-text('mailbox.mbox')");
await page.selectOption("#list-file", "privileged.txt");
await page.check("#all");
await page.click("button:has-text('Carry out the order')");
await page.waitForSelector("text=Every byte of the files is accounted for.", { timeout: 60000 })
  .catch(async () => console.log(`# ${await page.textContent("main")}`));
ok("released, and the page moved by itself", true);
await look("release-done", at());
ok("what was released is sealed", (await download("released.tar.age")).subarray(0, 21).toString() === "age-encryption.org/v1");
await page.click("text=sign the production statement");
await look("production", at());
await page.setInputFiles("[id='signature.file']", sign("xb.mailhaus.o1", await download("production.json")));
await page.click("text=Hand in the signature");
ok("the production is signed", await shows("The production statement is signed."));
await look("production-signed", at());
ok("nothing was loaded from elsewhere", foreign.length === 0, ...foreign);

await browser.close();
server.kill("SIGINT");
rmSync(work, { recursive: true, force: true });
finish();
