// Opens every public page in Debian's Chromium, from a server that is given or started by
// tests/browser/run.sh: axe-core finds nothing, nothing is loaded from elsewhere, no page scrolls
// sideways, the first page is small; screenshots for a person's eye. TAP.
//   node pages.mjs URL [SCREENSHOTS]
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [, , base, screenshots] = process.argv;

const places = [
  "/", "/rules", "/rules/content", "/offences", "/offences/own/unlawful-access", "/offices",
  "/ledgers", "/ledgers/register", "/statistics", "/proof", "/about", "/safeguards", "/preferences",
  "/nowhere",
];

const looks = [
  { name: "wide-light", width: 1280, scheme: "light", dir: "ltr" },
  { name: "phone-light", width: 390, scheme: "light", dir: "ltr" },
  { name: "wide-dark", width: 1280, scheme: "dark", dir: "ltr" },
  { name: "phone-dark", width: 390, scheme: "dark", dir: "ltr" },
  { name: "wide-rtl", width: 1280, scheme: "light", dir: "rtl" },
  { name: "phone-rtl", width: 390, scheme: "light", dir: "rtl" },
];

let count = 0;
let failed = 0;
const say = (ok, name, why = "") => {
  count++;
  if (!ok) failed++;
  console.log(`${ok ? "ok" : "not ok"} ${count} - ${name}`);
  if (!ok && why) console.log(why.replace(/^/gm, "# "));
};

const violations = async (page) => {
  // The page's own policy lets no foreign script in; a test may.
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + " " + n.failureSummary).join("; ")}`);
};

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

const look = async (language, place, view) => {
  const context = await browser.newContext({
    viewport: { width: view.width, height: 900 }, colorScheme: view.scheme, bypassCSP: true,
  });
  const page = await context.newPage();
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) foreign.push(request.url());
  });
  await page.goto(`${base}/${language}${place === "/" ? "/" : place}`);
  if (view.dir === "rtl") await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  const name = `${language}${place.replaceAll("/", "-")} ${view.name}`;
  const wrong = await violations(page);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  say(wrong.length === 0, `${name}: axe`, wrong.join("\n"));
  say(sideways <= 0, `${name}: no scrolling sideways`, `${sideways} px`);
  say(foreign.length === 0, `${name}: nothing from elsewhere`, foreign.join("\n"));
  if (screenshots)
    await page.screenshot({ path: `${screenshots}/${name.replaceAll(" ", "-")}.png`, fullPage: true });
  await context.close();
};

const size = async () => {
  const page = await browser.newPage();
  let bytes = 0;
  page.on("response", async (response) => { bytes += (await response.body()).length; });
  await page.goto(`${base}/en/`, { waitUntil: "networkidle" });
  say(bytes > 0 && bytes < 60000, `the first page has ${bytes} bytes, less than 60,000`);
  await page.close();
};

// Under the page's own policy, as a reader has it.
const policy = async () => {
  const page = await browser.newPage();
  const complaints = [];
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  for (const place of places.slice(0, -1)) await page.goto(`${base}/en${place}`);
  say(complaints.length === 0, "no page breaks its own policy", complaints.join("\n"));
  await page.close();
};

if (screenshots) mkdirSync(screenshots, { recursive: true });
await size();
await policy();
for (const view of looks) for (const place of places) await look("en", place, view);
for (const place of places) await look("fr", place, looks[1]);
await browser.close();
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
