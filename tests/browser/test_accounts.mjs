/* Officials' accounts in Debian's Chromium with virtual passkeys: the operator invites the registrar, the
 * registrar a judge; registering, signing in and out; and what the browser and the node refuse.
 *   node test_accounts.mjs PROVISO [FOLDER FOR SCREENSHOTS] */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish, ok, run, securityKey, skip } from "./tap.mjs";

const [proviso, pictures] = process.argv.slice(2);
const chromium = "/usr/bin/chromium";
const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/playwright-core"))) skip("playwright-core is not installed: npm ci in tests/browser");
if (!existsSync(chromium)) skip("Chromium is not installed");
const { chromium: launcher } = (await import("playwright-core")).default;
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
if (pictures) mkdirSync(pictures, { recursive: true });

const work = mkdtempSync(join(tmpdir(), "proviso-browser-"));
const demo = join(work, "demo"), node = join(demo, "xb");
const registrar = "xb.registry-1.o26", judge = "xb.court-1.o23";
ok("a demo", run(proviso, ["demo", demo]).code === 0);

/* Under the name that browsers hold to be safe. */
const serve = (...more) =>
  new Promise((resolve) => {
    const port = 20000 + (process.pid * 7 + Math.floor(performance.now())) % 20000;
    const base = `http://localhost:${port}`;
    const server = spawn(proviso, ["serve", node, "--listen", `127.0.0.1:${port}`, "--origin", base, "--log", ...more]);
    const log = [];
    server.stderr.on("data", (text) => log.push(String(text)));
    server.stdout.once("data", () => resolve({ server, base, log }));
  });
const { server, base, log } = await serve();
const browser = await launcher.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const complaints = [];

/* A person with a browser and a passkey of their own. */
const person = async () => {
  const context = await browser.newContext({ bypassCSP: false });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { context, page, key: await securityKey(page) };
};
const see = async (page, text) => (await page.textContent("body")).includes(text);

const looks = [["390-light", 390, "light"], ["1280-light", 1280, "light"], ["390-dark", 390, "dark"], ["1280-dark", 1280, "dark"]];
/* axe cannot run under the page's own policy: in a context that is signed in alike, without it. */
const accessible = async (who, name, place) => {
  const context = await browser.newContext({ bypassCSP: true, storageState: await who.context.storageState() });
  const page = await context.newPage();
  await page.goto(base + place);
  for (const [look, width, scheme] of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate("axe.run()");
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    ok(`${name}, ${look}: nothing for axe, nothing sideways`, violations.length === 0 && sideways <= 0,
      sideways, JSON.stringify(violations.map((v) => [v.id, v.nodes.map((n) => n.html)]), null, 1));
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${look}.png`), fullPage: true });
  }
  await context.close();
};

/* ---- the operator invites the registrar ---- */

const invited = JSON.parse(run(proviso, ["account", "invite", registrar, "--node", node, "--json"]).out);
const first = await person();
await first.page.goto(`${base}/en/invitation#${invited.token}`);
ok("the token leaves the address", first.page.url() === `${base}/en/invitation` && (await first.page.inputValue("#invitation")) === invited.token);
await first.key.verified(false);
await first.page.click("main button");
ok("the page says for whom the invitation is", await see(first.page, registrar));
await first.page.click("main button");
await first.page.waitForSelector("#passkey-failed:not([hidden])");
ok("a passkey that does not verify its user is not made", (await first.key.credentials()).length === 0);
await first.key.verified(true);
await first.page.click("main button");
await first.page.waitForSelector("text=Your passkey is registered");
ok("a passkey is registered", (await first.key.credentials()).length === 1 && (await first.key.credentials())[0].rpId === "localhost");

const signIn = async (who, language = "en") => {
  await who.page.goto(`${base}/${language}/sign-in`);
  await who.page.click("main button");
  await who.page.waitForURL(/\/docket$/, { timeout: 5000 }).catch(() => {});
  return who.page.url().endsWith("/docket");
};
ok("the registrar signs in", await signIn(first) && await see(first.page, registrar));
await accessible(first, "accounts", "/en/accounts");
await accessible(first, "account", "/en/account");

/* ---- the registrar invites a judge ---- */

await first.page.goto(`${base}/en/accounts`);
await first.page.click(`button[name=invite][value="${judge}"]`);
const link = await first.page.textContent("section.notice code");
ok("the link is shown", new RegExp(`^${base}/en/invitation#[0-9a-f]{64}$`).test(link), link);
if (pictures) await first.page.screenshot({ path: join(pictures, "invited-1280-light.png"), fullPage: true });
await first.page.goto(`${base}/en/accounts`);
ok("once", !(await see(first.page, link)));

const second = await person();
await second.page.goto(link.replace("/en/", "/fr/"));
await second.page.click("main button");
if (pictures) await second.page.screenshot({ path: join(pictures, "register-fr-1280-light.png"), fullPage: true });
await second.page.click("main button");
await second.page.waitForSelector("text=Votre clé d’accès est enregistrée");
ok("the judge signs in, in French", await signIn(second, "fr") && await see(second.page, judge));
await second.page.goto(`${base}/en/accounts`);
ok("and does not see the registrar's page", await see(second.page, "There is nothing here"));
complaints.length = 0;

await second.page.goto(link);
await second.page.click("main button");
ok("the link does not work again", await see(second.page, "was used, has expired, or was never made"));
complaints.length = 0;

/* ---- who else tries ---- */

const third = await person();
await accessible(third, "sign-in", "/en/sign-in");
await accessible(third, "invitation", "/fr/invitation");
await third.page.goto(`${base}/en/sign-in`);
await third.page.click("main button");
await third.page.waitForSelector("#passkey-failed:not([hidden])");
ok("a browser without a passkey of this site sends nothing", third.page.url().endsWith("/sign-in"));

/* A copy of the passkey, as it was when it was registered: the counter tells. */
const copy = { ...(await second.key.credentials())[0], signCount: 0 };
await third.key.add(copy);
ok("a copied passkey that counts from the start is refused", !(await signIn(third)) && await see(third.page, "counted back"));
complaints.length = 0;

ok("the judge signs in once more", await signIn(second));
const cookies = await second.context.cookies();
const session = cookies.find((cookie) => cookie.name === "session-xb");
ok("the cookie is for this site and no script", session.httpOnly && session.sameSite === "Strict" && session.path === "/");

/* ---- ends ---- */

await second.page.click("header button");
ok("signed out", await see(second.page, "Sign in") && !(await see(second.page, judge)));
await second.context.addCookies([session]);
await second.page.goto(`${base}/en/about`);
ok("the old cookie opens nothing", !(await see(second.page, judge)));
ok("signed in again", await signIn(second));
await first.page.goto(`${base}/en/accounts`);
await first.page.click(`button[name=end][value="${judge}"]`);
await second.page.goto(`${base}/en/about`);
ok("the registrar ends the account: out at once", !(await see(second.page, judge)));
ok("and the passkey does not sign in any more", !(await signIn(second)) && await see(second.page, "does not sign in here"));
complaints.length = 0;

ok("no log has a token, a person or a session", !log.join("").match(new RegExp(`${invited.token}|${link.slice(-64)}|${judge}|${session.value}`)));
ok("no page breaks its own policy", complaints.length === 0, ...complaints);
server.kill("SIGKILL");

/* ---- a rehearsal ---- */

const trial = await serve("--rehearsal", demo);
const actor = await (await browser.newContext({ bypassCSP: true })).newPage();
await actor.goto(`${trial.base}/en/rehearsal`);
await actor.evaluate(axe);
const { violations } = await actor.evaluate("axe.run()");
ok("the page of the demo's persons: nothing for axe", violations.length === 0, JSON.stringify(violations, null, 1));
if (pictures) {
  for (const [look, width, scheme] of looks) {
    await actor.setViewportSize({ width, height: 900 });
    await actor.emulateMedia({ colorScheme: scheme });
    await actor.screenshot({ path: join(pictures, `rehearsal-${look}.png`), fullPage: true });
  }
}
await actor.click(`button[value="${judge}"]`);
ok("one click, and a newcomer acts as the judge", actor.url().endsWith("/en/docket") && await see(actor, judge));
if (pictures) await actor.screenshot({ path: join(pictures, "acting-1280.png"), fullPage: false });
trial.server.kill("SIGKILL");

await browser.close();
rmSync(work, { recursive: true });
finish();
