/* The docket and the pages of a matter in Chromium, as each official of a demo sees them: axe-core finds
 * nothing, nothing scrolls sideways, no page has a script or breaks its own policy; what is printed has no
 * navigation; granting and refusing are buttons of one size; a stranger gets what does not exist.
 *   node test_matters.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish, ok, skip } from "./tap.mjs";

const [proviso, pictures] = process.argv.slice(2);
const chromium = "/usr/bin/chromium";
const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/playwright-core"))) skip("playwright-core is not installed: npm ci in tests/browser");
if (!existsSync(chromium)) skip("Chromium is not installed");
const { chromium: launcher } = (await import("playwright-core")).default;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/* ---- a demo that stays open ---- */

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const work = mkdtempSync(join(tmpdir(), "proviso-browser-"));
const port = 10000 + (await freePort()) % 20000;
const demo = spawn(proviso, ["demo", join(work, "demo"), "--serve", "--port", String(port)]);
const started = await new Promise((resolve) => {
  let text = "";
  demo.stdout.on("data", (chunk) => { text += chunk; if (text.includes("Signing page")) resolve(text); });
  demo.on("exit", () => resolve(text));
});
ok("a demo with its pages", started.includes("/en/rehearsal"), started);
const bases = [`http://localhost:${port}`, `http://localhost:${port + 1}`];
const first = `XA-${new Date().getUTCFullYear()}-000001`, second = first.replace(/1$/, "2");
if (pictures) mkdirSync(pictures, { recursive: true });
const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });

/* ---- looking ---- */

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const looks = [[1280, "light", "ltr"], [390, "dark", "ltr"], [390, "light", "rtl"]];
const act = async (context, side, official) => {
  const page = await context.newPage();
  await page.goto(`${bases[side]}/en/rehearsal`);
  await Promise.all([page.waitForNavigation(), page.click(`button[name=official][value="${official}"]`)]);
  return page;
};
const wrongOf = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly }), tags);
  const wrong = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join("; ")}`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return sideways > 0 ? [...wrong, `scrolls sideways by ${sideways} px`] : wrong;
};
const look = async (name, side, official, language, place) => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await act(context, side, official);
  const wrong = [];
  for (const [width, scheme, dir] of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const answer = await page.goto(`${bases[side]}/${language}${place}`);
    if (answer.status() !== 200) wrong.push(`status ${answer.status()}`);
    if (await page.locator("script").count()) wrong.push("has a script");
    await page.evaluate((to) => { document.documentElement.dir = to; }, dir);
    wrong.push(...(await wrongOf(page)).map((text) => `${width} ${scheme} ${dir}: ${text}`));
    if (pictures) await page.screenshot({ path: join(pictures, `matter-${name}-${width}-${scheme}-${dir}.png`), fullPage: true });
  }
  ok(`${name}: nothing for axe, nothing sideways`, wrong.length === 0, ...wrong);
  await context.close();
};

for (const [name, side, official, language, place] of [
  ["docket", 0, "xa.court-1.o17", "en", "/docket"],
  ["judge-asked", 0, "xa.court-1.o17", "en", `/matters/${second}`],
  ["judge-executing", 1, "xb.court-1.o23", "fr", `/matters/${first}`],
  ["reviewer", 1, "xb.rights-1.o22", "en", `/matters/${first}`],
  ["authority", 1, "xb.authority-1.o21", "fr", `/matters/${first}`],
  ["prosecutor", 0, "xa.prosecution-1.o12", "en", `/matters/${first}`],
  ["printout", 1, "xb.court-1.o23", "en", `/matters/${first}/print`],
])
  await look(name, side, official, language, place);

/* ---- single things ---- */

const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
const page = await act(context, 0, "xa.court-1.o17");
ok("signing in leads to what waits", page.url().endsWith("/en/docket"), page.url());
await page.click(`a[href="/en/matters/${second}"]`);
ok("the question is the heading", (await page.locator("h1").innerText()).startsWith("May the content of"));
const sizes = await page.locator("#acts ~ .choices").first().locator("a").evaluateAll((links) =>
  links.map((link) => { const box = link.getBoundingClientRect(); return `${Math.round(box.width)} ${Math.round(box.height)} ${getComputedStyle(link).fontSize} ${getComputedStyle(link).backgroundColor}`; }));
ok("four decisions of one size and colour", sizes.length === 4 && new Set(sizes).size === 1, ...sizes);
await page.click('a[href$="/acts/authorisation?decision=refuse"]');
ok("refusing is one click from the question", /\/acts\/authorisation\?decision=refuse$/.test(page.url()) &&
  (await page.locator("form").count()) > 0, page.url());
await page.goto(`${bases[0]}/en/matters/${first}/print`);
await page.emulateMedia({ media: "print" });
ok("what is printed has no navigation", !(await page.locator("header.site nav").isVisible()) && !(await page.locator(".languages").isVisible()));
await page.emulateMedia({ media: "screen" });
const stranger = await page.goto(`${bases[0]}/en/matters/${first.replace(/1$/, "9")}`);
ok("what does not exist is not there", stranger.status() === 404);
await context.close();
const nobody = await browser.newContext();
const visitor = await nobody.newPage();
ok("a visitor sees no matter", (await visitor.goto(`${bases[0]}/en/matters/${first}`)).status() === 404);
await visitor.goto(`${bases[0]}/en/docket`);
ok("and is led to the sign-in", visitor.url().endsWith("/en/sign-in"), visitor.url());
await nobody.close();

await browser.close();
demo.kill("SIGINT");
await new Promise((resolve) => demo.on("exit", resolve));
rmSync(work, { recursive: true, force: true });
finish();
