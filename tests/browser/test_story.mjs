/* The story through the pages, in Debian's Chromium: the demo left open, a judge narrows what was asked,
 * assistance is requested, compared, assessed and approved, clerks sign, the writ is built, the provider
 * reads it, releases and states what it did. Every person is one of the demo's, in a session of their own.
 *   node test_story.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
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

const work = mkdtempSync(join(tmpdir(), "proviso-story-"));
const folder = join(work, "demo");
if (pictures) mkdirSync(pictures, { recursive: true });

/* ---- the demo's places ---- */

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
let first = 21000;
for (let i = 0; i < 4; i++)
  if (!(await isFree(first + i))) {
    first += 10;
    i = -1;
  }
const demo = spawn(proviso, ["demo", folder, "--serve", "--port", String(first)]);
let told = "";
await new Promise((resolve) => {
  demo.stdout.on("data", (part) => {
    told += part;
    if (told.includes("Mailhaus takes")) resolve();
  });
  demo.once("exit", resolve);
});
const [arcadia, belmora, mailhaus] = [0, 1, 2].map((i) => `http://localhost:${first + i}`);
ok("the demo is open", told.includes(arcadia), told);

const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const complaints = [];
const open = async () => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && !/404|422/.test(message.text()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return page;
};
const picture = async (page, name, fullPage = false) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
};
const has = async (page, text) => (await page.locator("main").innerText()).includes(text);
const said = async (page) => (await page.locator("main").innerText()).slice(0, 1500);

/* ---- persons ---- */

const actAs = async (base, official) => {
  const page = await open();
  await page.goto(`${base}/en/rehearsal`);
  await Promise.all([page.waitForURL("**/docket"), page.click(`text=Act as ${official}`)]);
  return page;
};

/* A member with its value: words of a choice are ticked, texts are filled in, files are given. */
const enter = async (page, member, value) => {
  const field = page.locator(`[name="${member}"]`).first();
  const type = await field.evaluate((element) => element.type);
  if (type === "radio" || type === "checkbox")
    for (const word of [].concat(value)) await page.check(`[name="${member}"][value="${word}"]`);
  else if (type === "file") await field.setInputFiles(value);
  else await field.fill(value);
};

/* Fills in the form, checks, freezes, signs with the demo's key. */
const act = async (base, official, chain, type, members, prepared = async () => {}) => {
  const page = await actAs(base, official);
  await page.goto(`${base}/en/matters/${chain}/acts/${type}`);
  for (const [member, value] of Object.entries(members)) await enter(page, member, value);
  await prepared(page);
  await page.locator('button[value="review"]').last().click();
  const freeze = page.locator('button[value="freeze"]');
  if (!(await freeze.count())) {
    ok(`${official}: ${type}`, false, await said(page));
    return page;
  }
  await freeze.first().click();
  await page.click("text=Sign as this demo's person");
  ok(`${official}: ${type}`, (await page.locator("h1").innerText()) === "Accepted", await said(page));
  return page;
};

/* Until the demo's courier has brought it. */
const until = async (page, place, text) => {
  for (let i = 0; i < 40; i++) {
    const answer = await page.goto(place);
    if (answer.status() === 200 && (await has(page, text))) return true;
    await page.waitForTimeout(500);
  }
  return false;
};

/* ---- the judge ---- */

const judge = await actAs(arcadia, "xa.court-1.o17");
await picture(judge, "docket");
await judge.locator("main table a[href*='/matters/']").first().click();
const chain = /XA-\d{4}-\d{6}/.exec(judge.url())[0];
ok("the second click opens the matter", await has(judge, "What you can do"), await said(judge));
await picture(judge, "matter");
await judge.click("text=Narrow it and grant");
await picture(judge, "decide");

const copied = await actAs(arcadia, "xa.court-1.o17");
await copied.goto(`${arcadia}/en/matters/${chain}/acts/authorisation?decision=refuse`);
await copied.fill('[name="reasons"]', "No.");
await copied.locator('button[value="review"]').last().click();
ok("two words are no reasons, for a refusal either", await copied.locator("#summary").count() === 1, await said(copied));

const granted = await act(arcadia, "xa.court-1.o17", chain, "authorisation?decision=narrow", {
  "scope.to": new Date(Date.now() - 20 * 86400e3).toISOString().slice(0, 16),
  reasons: "The deletion is proven by the restored copies and the path that the commands took. What is open is who gave them. " +
    "The three weeks around that night will show it; nothing speaks for the months that follow, so I leave them out.",
  exclusions: "no-indication",
  serious: "Four faculties lost their reservations, examinations of two terms were moved, and nineteen days of work were needed. " +
    "An institution that serves thousands was stopped on purpose, which section 11 has in view.",
});
await picture(granted, "accepted");

await act(arcadia, "xa.authority-1.o14", chain, "request", { purpose: "prosecution of the deletion of the loan register in case XA-C-2058" });

/* ---- the other State ---- */

const authority = await actAs(belmora, "xb.authority-1.o21");
ok("the request reaches Belmora", await until(authority, `${belmora}/en/matters/${chain}`, "What you can do"));
await act(belmora, "xb.authority-1.o21", chain, "receipt", {});
await act(belmora, "xb.authority-1.o21", chain, "dual-criminality", {
  verdict: "yes",
  "offence.register": "XB", "offence.id": "computer-sabotage", "offence.reference": "Penal Code art. 304", "offence.class": "system-interference",
  "offence.max_penalty_months": "72",
  reasons: "Our article speaks of whoever seriously disturbs the processing of data on which another depends, meaning to harm; Arcadia's text asks " +
    "for no purpose, but what is alleged here has one: to be noticed once she was gone. So the same conduct is punished in both.",
});
const reviewer = {};
for (let i = 1; i <= 16; i++) {
  const ground = `answers.r${String(i).padStart(2, "0")}`;
  reviewer[`${ground}.answer`] = "no-indication";
  reviewer[`${ground}.checked`] = `the file, the request and the reports on Arcadia for ground ${i}`;
}
for (const trait of ["asylum", "defender", "minor"]) reviewer[`answers.person.${trait}`] = "no-indication";
await act(belmora, "xb.rights-1.o22", chain, "rights-assessment", { outcome: "clear", ...reviewer });

const court = await actAs(belmora, "xb.court-1.o23");
await court.goto(`${belmora}/en/matters/${chain}`);
await picture(court, "approval");
await act(belmora, "xb.court-1.o23", chain, "approval", {
  decision: "approve",
  reasons: "Account, weeks and kind of data are those that the judge in Arcadia left. Our own law would let us order the same here, and the " +
    "reviewer found nobody at risk. Letters with counsel, doctors and the staff council stay closed by the list, which I have read.",
  recipients: "xa.police-1.r1", filter: "xb.filter-1.r1", "list.file": join(folder, "privileged.txt"),
  privileged: ["lawyer", "clergy", "legislator", "medical", "psychotherapy", "counselling", "notary", "tax", "journalist", "intimate"],
});

/* ---- statuses and writ ---- */

const status = async (base, official) => {
  const page = await actAs(base, official);
  ok(`${official} can see it`, await until(page, `${base}/en/matters/${chain}`, "Approval"));
  await page.goto(`${base}/en/matters/${chain}/status`);
  await page.click("text=Sign as this demo's person");
  ok(`${official}: status`, await has(page, "Clerk and node have signed it"), await said(page));
};
await until(await actAs(arcadia, "xa.court-1.o17"), `${arcadia}/en/matters/${chain}`, "xb.court-1");
await status(arcadia, "xa.court-1.o18");
await status(belmora, "xb.court-1.o24");
ok("the writ is there", await until(authority, `${belmora}/en/matters/${chain}/writ`, "was built and verified"), await said(authority));
const download = async (page, selector, name) => {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  await saved.saveAs(join(work, name));
  return join(work, name);
};
const writ = await download(authority, "a[href$='/writ/file']", "order.writ");
const verified = run(proviso, ["verify", writ, "--trust", join(folder, "trust")]);
ok("the command line verifies what the page gave", verified.code === 0, verified.text);
const refused = await authority.goto(`${arcadia}/en/matters/${chain}/writ`);
ok("an official of Belmora is nobody in Arcadia", refused.status() === 404);

/* ---- the provider ---- */

const provider = await open();
await provider.goto(`${mailhaus}/en/`);
await provider.setInputFiles('[name="writ"]', writ);
await provider.locator('form[enctype] button[type="submit"]').first().click();
await picture(provider, "provider");
ok("the provider reads that it is bound, and to what", (await has(provider, "This order binds you")) && (await has(provider, "lea@mailhaus.example")), await said(provider));
const bound = provider.url();
await provider.goto(`${bound}/release`);
await provider.check('[name="source-0"][value="mailbox.mbox"]');
await provider.selectOption('[name="list-file"]', "privileged.txt");
await provider.check('[name="all"]');
await provider.locator("main button[type='submit']").click();
let released = false;
for (let i = 0; i < 60 && !released; i++) {
  await provider.goto(`${bound}/release`);
  released = (await provider.locator("a[href$='/production']").count()) > 0;
  if (!released) await provider.waitForTimeout(500);
}
await picture(provider, "release");
ok("the order is carried out, with an account to the byte", released, await said(provider));
await provider.goto(`${bound}/production`);
const production = await download(provider, "a[href$='production.json']", "production.json");
const signed = run("ssh-keygen", ["-q", "-Y", "sign", "-n", "proviso", "-f", join(folder, "keys/xb.mailhaus.o1")], {}, readFileSync(production));
writeFileSync(join(work, "production.json.sig"), signed.out);
await provider.setInputFiles('[name="signature.file"]', join(work, "production.json.sig"));
await provider.click("text=Hand in the signature");
ok("the provider signs what it did", await has(provider, "The production statement is signed"), await said(provider));

await authority.goto(`${belmora}/en/exchange`);
await authority.setInputFiles('[name="statement"]', production);
await authority.setInputFiles('[name="signature"]', join(work, "production.json.sig"));
await authority.click("text=Check and enter it");
ok("the node takes the provider's statement", await has(authority, "The statement is in the ledger"), await said(authority));
await authority.goto(`${belmora}/en/exchange`);
await authority.setInputFiles('[name="statement"]', production);
await authority.setInputFiles('[name="signature"]', join(work, "production.json.sig"));
await authority.click("text=Check and enter it");
ok("and not twice", !(await has(authority, "The statement is in the ledger")), await said(authority));
ok("the judge who asked sees that it was produced", await until(judge, `${arcadia}/en/matters/${chain}`, "xb.mailhaus"));

await provider.goto(`${mailhaus}/en/`);
await provider.setInputFiles('[name="writ"]', join(folder, "order.writ"));
await provider.locator('form[enctype] button[type="submit"]').first().click();
ok("an order with an older ledger than one read since does not bind", await has(provider, "does not bind you"), await said(provider));

/* ---- strangers ---- */

const stranger = await open();
for (const place of [`/en/matters/${chain}`, `/en/matters/${chain}/print`, `/en/matters/${chain}/writ`, `/en/pending`, "/en/acts"])
  ok(`a visitor sees nothing at ${place.replace(chain, "…")}`, (await stranger.goto(arcadia + place)).status() === 404);
const police = await actAs(belmora, "xb.supervisor-1.o25");
ok("the supervisor of Belmora sees it", (await police.goto(`${belmora}/en/matters/${chain}`)).status() === 200);

ok("no page complained", complaints.length === 0, complaints.join("\n"));
await browser.close();
demo.kill("SIGINT");
await new Promise((resolve) => demo.once("exit", resolve));
const audits = ["xa", "xb"].map((state) => run(proviso, ["ledger", "audit", "--node", join(folder, state)]));
ok("both ledgers hold", audits.every((audit) => audit.code === 0), ...audits.map((audit) => audit.text));
rmSync(work, { recursive: true });
finish();
