/* A whole matter by pages alone, in Chromium, from application to approval: each person of a demo writes,
 * checks, freezes and signs their act; what is wrong is said at its field; axe finds nothing on the way.
 *   node test_acts.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
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
const prose = (name) => readFileSync(join(here, "../matter/texts/lime", `${name}.txt`), "utf8");

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
const demo = spawn(proviso, ["demo", join(work, "demo"), "--serve", "--port", String(port)], { detached: false });
const started = await new Promise((resolve) => {
  let text = "";
  demo.stdout.on("data", (chunk) => { text += chunk; if (text.includes("Signing page")) resolve(text); });
  demo.on("exit", () => resolve(text));
});
ok("a demo with its pages", started.includes("/en/rehearsal"), started);
const xa = `http://localhost:${port}`, xb = `http://localhost:${port + 1}`;

const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ acceptDownloads: true, bypassCSP: true, viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const complaints = [];
page.on("pageerror", (error) => complaints.push(error.message));
const requests = [];
context.on("request", (request) => requests.push(request.url()));

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const look = async (name) => {
  const wrong = [];
  for (const [width, scheme, dir] of [[1280, "light", "ltr"], [390, "dark", "ltr"], [390, "light", "rtl"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate((to) => { document.documentElement.dir = to; }, dir);
    await page.evaluate(axe);
    const found = await page.evaluate((runOnly) => axe.run(document, { runOnly }), tags);
    wrong.push(...found.violations.map((v) => `${width} ${scheme} ${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join("; ")}`));
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (sideways > 0) wrong.push(`${width}: sideways by ${sideways} px`);
    if (pictures) await page.screenshot({ path: join(pictures, `act-${name}-${width}-${scheme}-${dir}.png`), fullPage: true });
  }
  await page.evaluate(() => { document.documentElement.dir = "ltr"; });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  ok(`${name}: nothing for axe, nothing sideways`, wrong.length === 0, ...wrong);
};
if (pictures) mkdirSync(pictures, { recursive: true });

/* ---- persons and their acts ---- */

const as = async (base, official) => {
  await page.goto(`${base}/en/rehearsal`);
  await page.click(`button[name=official][value="${official}"]`);
};
const put = async (name, value) => {
  const inputs = page.locator(`#act [name="${name}"]`);
  const type = await inputs.first().getAttribute("type");
  if (type === "radio" || type === "checkbox") {
    for (const one of Array.isArray(value) ? value : [value]) await page.locator(`#act [name="${name}"][value="${one}"]`).check();
  } else {
    await inputs.first().fill(value);
  }
};
const fill = async (values) => { for (const [name, value] of Object.entries(values)) await put(name, value); };
const press = async (value) => {
  await Promise.all([page.waitForNavigation(), page.locator(`main button[name="do"][value="${value}"]:not(.unseen)`).first().click()]);
};
const heading = () => page.locator("h1").innerText();
const summary = async () => (await page.locator("#summary").count()) ? page.locator("#summary").innerText() : "";

/* Fills in, checks, freezes and signs; the heading of what comes of it. */
const act = async (base, place, values) => {
  await page.goto(`${base}/en${place}`);
  await fill(values);
  await press("review");
  if (!(await page.locator("#review").count())) return `${await heading()}: ${await summary()}`;
  await press("freeze");
  await press("rehearse");
  return heading();
};
const time = (days) => new Date(Date.now() + days * 86400e3).toISOString().slice(0, 19);

/* ---- an application, by an investigator and a prosecutor ---- */

await as(xa, "xa.police-1.o11");
await page.goto(`${xa}/en/acts`);
await look("acts");
await page.click("text=Apply for a measure");
await look("application");
await page.click('main button[value="review"]:not(.unseen)');
await page.locator("#summary").waitFor();
ok("what is missing is said on top", (await summary()).includes("Write this, or add a file."));
ok("and at the field", (await page.locator("#facts-said").innerText()).includes("Write this, or add a file."));
await look("application-missing");
await page.click('#summary a[href="#case"]');
ok("a link leads to the field", await page.evaluate(() => document.activeElement.id === "case" || location.hash === "#case"));

const texts = ["facts", "facts_against", "necessity", "proportionality", "less_intrusive", "sought", "earlier_applications",
  "third_parties", "privilege_plan", "minimisation", "notice_plan"];
const application = {
  "with": "xa.prosecution-1.o12", "case": "XA-C-77", "scope.measure": "content", "scope.provider": "xb.mailhaus",
  "scope.accounts": "kim@mailhaus.example", "scope.categories": "content", "scope.from": time(-50), "scope.to": time(-20),
  "scope.until": time(14), "offence.register": "XA", "offence.id": "computer-fraud", "offence.reference": "Computer Crimes Act s. 18",
  "offence.class": "fraud", "offence.max_penalty_months": "120", "conduct.on": time(-90), "conduct.mens_rea": "dishonest-or-harmful-intent",
  "targets.0.role": "suspect", "targets.0.person": "C-77-1", "targets.0.accounts": "kim@mailhaus.example",
  "targets.0.suspicion": prose("targets.0.suspicion"), "protected_activity": "no-indication",
};
for (const name of texts) application[name] = prose(name);
await fill(application);
await page.locator("#facts").fill("Too short.");
await page.locator("#case").focus();
await page.waitForFunction(() => /different words/.test(document.getElementById("facts-said").innerText), null, { timeout: 60000 }).catch(() => {});
ok("as a field is left, what the core says stands there", /different words/.test(await page.locator("#facts-said").innerText()), await page.locator("#facts-said").innerText());
await page.locator("#facts").fill(application.facts);
await press("review");
ok("the answers once more", (await page.locator("#review").count()) === 1, await summary());
await look("review");
await press("freeze");
ok("frozen", (await heading()) === "Read it, and sign it");
const frozen = page.url();
await look("pending");
const armour = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n";
await page.goto("about:blank");
await page.goto(`${frozen}#signature=${Buffer.from(armour).toString("base64url")}`);
await page.waitForFunction(() => document.getElementById("signature").value !== "");
ok("a signature that comes back behind the # stands in the form", (await page.inputValue("#signature")) === armour);
ok("and leaves the address", new URL(page.url()).hash === "");
await press("sign");
ok("what is no signature is said to be none", (await summary()).includes("This is no signature"), await summary());
await look("pending-refused");
await page.goto(frozen);
await press("rehearse");
ok("one of two has signed", (await page.locator("main").innerText()).includes("has signed"));
await as(xa, "xa.court-1.o17");
const stranger = await page.goto(frozen);
ok("a judge sees nothing of it yet", stranger.status() === 404);
await as(xa, "xa.prosecution-1.o12");
await page.goto(`${xa}/en/pending`);
await look("pending-list");
await page.click("table a");
await press("rehearse");
ok("signed by both, it is accepted", (await heading()) === "Accepted", await summary());
await look("accepted");
const chain = (await page.locator("main").innerText()).match(/XA-\d{4}-\d{6}/)[0];

/* ---- a judge narrows ---- */

await as(xa, "xa.court-1.o17");
await page.goto(`${xa}/en/matters/${chain}/acts/authorisation?decision=narrow`);
ok("the choice came with the link", await page.locator('[name="decision"][value="narrow"]').isChecked());
await look("authorisation");
const boxes = await page.$$eval(".choices.large .choice", (all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
ok("granting and refusing are equal in size", new Set(boxes).size === 1 && boxes.length === 4, boxes);
const granted = await act(xa, `/matters/${chain}/acts/authorisation?decision=narrow`, {
  "scope.to": time(-25), "exclusions": "no-indication", "serious": prose("serious"), "reasons": prose("reasons") });
ok("a judge narrows", granted === "Accepted", granted);

/* ---- the request travels ---- */

await as(xa, "xa.authority-1.o14");
const asked = await act(xa, `/matters/${chain}/acts/request`, { "purpose": "prosecution of this fraud" });
ok("the central authority asks", asked === "Accepted", asked);
const carry = async (from, to, official, other) => {
  await as(from, official);
  const [file] = await Promise.all([page.waitForEvent("download"), page.evaluate((url) => { location.href = url; }, `${from}/en/matters/${chain}/bundle`)]);
  const path = join(work, "bundle");
  await file.saveAs(path);
  await as(to, other);
  await page.goto(`${to}/en/exchange`);
  await page.setInputFiles("#bundle", path);
  await Promise.all([page.waitForNavigation(), page.click("main form button")]);
  return heading();
};
const carried = await carry(xa, xb, "xa.authority-1.o14", "xb.authority-1.o21");
ok("its file is taken in", carried === "Taken in", carried);

/* ---- the other State ---- */

const receipt = await act(xb, `/matters/${chain}/acts/receipt`, {});
ok("receipt: nothing is to be typed", receipt === "Accepted", receipt);
const offence = { "offence.register": "XB", "offence.id": "computer-fraud", "offence.reference": "Penal Code art. 306", "offence.class": "fraud", "offence.max_penalty_months": "60" };
const compared = await act(xb, `/matters/${chain}/acts/dual-criminality`, { "verdict": "yes", ...offence, "reasons": prose("comparison") });
ok("the offences are compared", compared === "Accepted", compared);

await as(xb, "xb.rights-1.o22");
await page.goto(`${xb}/en/matters/${chain}/acts/rights-assessment`);
await look("assessment");
const answers = { "outcome": "clear" };
for (let i = 1; i <= 16; i++) {
  const ground = `answers.r${String(i).padStart(2, "0")}`;
  answers[`${ground}.answer`] = "no-indication";
  answers[`${ground}.checked`] = "The file, the law of both States and their reports.";
}
for (const question of ["asylum", "defender", "minor"]) answers[`answers.person.${question}`] = "no-indication";
const assessed = await act(xb, `/matters/${chain}/acts/rights-assessment`, answers);
ok("every ground is answered", assessed === "Accepted", assessed);

await as(xb, "xb.court-1.o23");
const refusal = `/matters/${chain}/acts/approval`;
await page.goto(`${xb}/en${refusal}`);
await fill({ "decision": "refuse", "reasons": prose("reasons") });
await press("review");
ok("refusing needs the reasons alone", (await page.locator("#review").count()) === 1 || !(await summary()).includes("Fill this in"), await summary());
const privileged = ["lawyer", "clergy", "legislator", "medical", "psychotherapy", "counselling", "notary", "tax", "journalist", "intimate"];
const approved = await act(xb, `/matters/${chain}/acts/approval`, {
  "decision": "approve", "recipients": "xa.police-1.r1", "filter": "xb.filter-1.r1", "list": "law-partners.example\n", "privileged": privileged,
  ...offence, "reasons": prose("approval") });
ok("a court of the other State approves", approved === "Accepted", approved);

ok("no script failed", complaints.length === 0, ...complaints);
ok("nothing was loaded from elsewhere", requests.every((url) => url.startsWith(xa) || url.startsWith(xb)));
await browser.close();
demo.kill("SIGINT");
await new Promise((resolve) => { demo.on("exit", resolve); setTimeout(resolve, 5000); });
rmSync(work, { recursive: true, force: true });
finish();
