/* The signing page: reads a payload strictly, shows it in the words of acts.js (written by the program
 * from its own tables), hashes it here, and asks a security key to sign that hash. It sends nothing
 * anywhere, and refuses whatever it does not understand completely: nobody signs what was not shown. */
"use strict";

(function () {
  const acts = self.provisoActs;
  const encoder = new TextEncoder();

  /* A sentence for the reader, with the place where there is one. */
  class Refusal extends Error {}
  const refuse = (sentence) => { throw new Refusal(sentence); };

  /* ---- bytes ---- */

  const concat = (...parts) => {
    const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) { out.set(part, at); at += part.length; }
    return out;
  };
  const u32 = (n) => Uint8Array.of(n >>> 24, n >>> 16 & 255, n >>> 8 & 255, n & 255);
  const field = (bytes) => concat(u32(bytes.length), bytes);
  const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
  const toBase64 = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
  const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const fromBase64 = (text) => {
    let bytes;
    try { bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); } catch { return null; }
    return toBase64(bytes) === text ? bytes : null;
  };
  const fromBase64url = (text) =>
    fromBase64(text.replace(/-/g, "+").replace(/_/g, "/") + "===".slice((text.length + 3) % 4));
  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const armour = (label, blob) =>
    `-----BEGIN ${label}-----\n${toBase64(blob).replace(/.{1,70}/g, "$&\n")}-----END ${label}-----\n`;

  /* ---- text that shows what it is ---- */

  /* The program's own table of characters by which a reader sees another text than is signed. */
  const isHidden = (code) =>
    (code & 0xfffe) === 0xfffe || acts.hidden.some(([first, last]) => code >= first && code <= last);
  const checkPlain = (text, what) => {
    for (const character of text) {
      const code = character.codePointAt(0);
      if (isHidden(code) || (code >= 0xd800 && code <= 0xdfff))
        refuse(`${what} has a control, bidirectional or invisible character (U+${code.toString(16).toUpperCase().padStart(4, "0")}).`);
    }
  };
  const decode = (bytes, what) => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch { return refuse(`${what} is not UTF-8 text.`); }
  };

  /* ---- strict JSON: objects become Maps; no doubled members, no fractions ---- */

  const parseJson = (text, depthMost) => {
    let at = 0;
    const fail = (why) => refuse(`The payload is not strict JSON: ${why} at character ${at + 1}.`);
    const space = () => { while (at < text.length && " \t\r\n".includes(text[at])) at++; };
    const take = (token) => {
      if (!text.startsWith(token, at)) fail(`“${token}” is missing`);
      at += token.length;
    };
    const string = () => {
      const start = at;
      take('"');
      while (text[at] !== '"') {
        if (at >= text.length || text[at] < " ") fail("a text does not end");
        at += text[at] === "\\" ? 2 : 1;
      }
      at++;
      let value;
      try { value = JSON.parse(text.slice(start, at)); } catch { fail("a text has a wrong escape"); }
      checkPlain(value, "A text in the payload");
      return value;
    };
    const number = () => {
      const digits = /^-?(0|[1-9][0-9]*)(?![0-9.eE])/.exec(text.slice(at, at + 24));
      if (!digits || !Number.isSafeInteger(Number(digits[0]))) fail("a number is not a whole one");
      at += digits[0].length;
      return Number(digits[0]);
    };
    const list = (depth) => {
      const items = [];
      take("["); space();
      if (text[at] === "]") { at++; return items; }
      for (;;) {
        items.push(value(depth)); space();
        if (text[at] === "]") { at++; return items; }
        take(",");
      }
    };
    const object = (depth) => {
      const members = new Map();
      take("{"); space();
      if (text[at] === "}") { at++; return members; }
      for (;;) {
        space();
        const name = string();
        if (members.has(name)) fail(`the member “${name}” stands twice`);
        space(); take(":");
        members.set(name, value(depth)); space();
        if (text[at] === "}") { at++; return members; }
        take(",");
      }
    };
    const value = (depth) => {
      space();
      const c = text[at];
      if ((c === "{" || c === "[") && depth === 0) fail("it is nested too deep");
      if (c === "{") return object(depth - 1);
      if (c === "[") return list(depth - 1);
      if (c === '"') return string();
      for (const [token, meaning] of [["true", true], ["false", false], ["null", null]])
        if (text.startsWith(token, at)) { at += token.length; return meaning; }
      return number();
    };
    const result = value(depthMost);
    space();
    if (at !== text.length) fail("something follows");
    return result;
  };

  /* ---- the statement, checked against the act table ---- */

  const label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
  const patterns = {
    hash: /^[0-9a-f]{64}$/,
    name: new RegExp(`^(?=.{4,100}$)[a-z]{2}(\\.${label}){1,4}$`),
    state: /^[A-Z]{2}$/,
    instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
    matter: /^[A-Z]{2}-\d{4}-\d{6}$/,
    chain: /^[A-Z]{2}-[a-z]+$/,
    origin: /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/,
    host: /^[a-z0-9.-]{1,100}$/,
    language: /^[A-Za-z-]{2,12}$/,
  };
  const isText = (value, most) => typeof value === "string" && value.length > 0 && encoder.encode(value).length <= most;
  const isMatch = (pattern) => (value) => typeof value === "string" && patterns[pattern].test(value);
  const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
  const isInstant = (value) => isMatch("instant")(value) && !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString() === value.replace("Z", ".000Z");
  const isWord = (value, row) => typeof value === "string" && row.words.includes(value);
  const isAttachment = (value) => value instanceof Map && value.size === 3 && isMatch("hash")(value.get("sha256")) &&
    isCount(value.get("length")) && isMatch("language")(value.get("language"));

  /* By the program's names of kinds: a kind that is not here is not understood. */
  const kinds = {
    "text": (value) => isText(value, 200),
    "word": isWord,
    "words": isWord,
    "count": isCount,
    "flag": (value) => typeof value === "boolean",
    "instant": isInstant,
    "hash": isMatch("hash"),
    "name": isMatch("name"),
    "state": isMatch("state"),
    "chain": isMatch("matter"),
    "account": (value) => isText(value, 254),
    "ssh-key": (value) => isText(value, 1024) && /^(ssh-ed25519|sk-ssh-ed25519@openssh\.com) /.test(value),
    "signing-key": (value) => isText(value, 1024) && /^(ssh-ed25519|sk-ssh-ed25519@openssh\.com|webauthn) /.test(value),
    "origin": isMatch("origin"),
    "rp": isMatch("host"),
    "age-key": (value) => isText(value, 200) && value.startsWith("age1"),
    "attachment": isAttachment,
    "object": (value, row, path) => value instanceof Map && checkMembers(row.fields, true, value, path),
  };

  const checkValue = (row, value, path) => {
    const check = kinds[row.kind];
    if (!check) refuse(`This page does not know the kind “${row.kind}” of ${path}.`);
    if (!check(value, row, path)) refuse(`The member ${path} is not what it should be: ${row.meaning}.`);
    return true;
  };
  const checkField = (row, value, path) => {
    if (row.most === 0) return checkValue(row, value, path);
    if (!Array.isArray(value) || value.length < row.least || value.length > row.most)
      refuse(`The member ${path} is not a list of ${row.least} to ${row.most}.`);
    return value.forEach((item, i) => checkValue(row, item, `${path}[${i}]`));
  };
  const checkMembers = (rows, permits, object, path) => {
    for (const name of object.keys())
      if (!rows.some((row) => row.name === name)) refuse(`The member ${path}.${name} is unknown.`);
    for (const row of rows) {
      const scope = object.get("scope");
      const spared = row.spared !== undefined && scope instanceof Map && scope.get("measure") === row.spared;
      const there = object.has(row.name), wanted = row.presence === "always" || (row.presence === "permits" && permits && !spared);
      if (wanted && !there) refuse(`The member ${path}.${row.name} is missing.`);
      if (row.presence === "permits" && !permits && there) refuse(`The member ${path}.${row.name} does not belong to what permits nothing.`);
      if (there) checkField(row, object.get(row.name), `${path}.${row.name}`);
    }
    return true;
  };
  const effectOf = (act, body) => {
    if (!act.decides) return act.effect;
    const effect = act.effects[body.get(act.decides)];
    return effect || refuse(`The member body.${act.decides} has a word that is unknown.`);
  };
  const findAct = (type, chain) => {
    const kind = patterns.matter.test(chain) ? null : patterns.chain.test(chain) ? chain.slice(3) : undefined;
    const name = type.startsWith("proviso/1 ") ? type.slice(10) : "";
    for (const table of acts.tables)
      for (const act of table.acts)
        if (table.chain === kind && act.type === name) return act;
    return refuse(`“${type}” on the chain “${chain}” is no act that this page knows.`);
  };

  const readStatement = (bytes) => {
    if (bytes.length > acts.most) refuse(`A statement has at most ${acts.most} bytes, this one ${bytes.length}.`);
    const root = parseJson(decode(bytes, "The payload"), acts.depth);
    if (!(root instanceof Map)) refuse("The payload is not a JSON object.");
    for (const name of root.keys()) if (!acts.members.includes(name)) refuse(`The member ${name} is unknown.`);
    for (const name of acts.members) if (!root.has(name)) refuse(`The member ${name} is missing.`);
    const text = (name, check) => check(root.get(name)) ? root.get(name) : refuse(`The member ${name} is not what it should be.`);
    const statement = {
      type: text("type", (value) => isText(value, 80)), chain: text("chain", (value) => isText(value, 40)),
      seq: text("seq", (value) => isCount(value) && value >= 1 && value <= 1000000),
      prev: text("prev", kinds.hash), seen: text("seen", kinds.hash), by: text("by", kinds.name), at: text("at", isInstant),
      body: text("body", (value) => value instanceof Map),
    };
    statement.act = findAct(statement.type, statement.chain);
    statement.effect = effectOf(statement.act, statement.body);
    checkMembers(statement.act.fields, statement.effect === "permits", statement.body, "body");
    statement.signers = [statement.by, ...(statement.body.get("with") || [])];
    if (new Set(statement.signers).size !== statement.signers.length) refuse("A person stands twice among the signers.");
    return statement;
  };

  /* A clerk's status of a matter: a text in one spelling (doc/formats.md). */
  const readStatus = (bytes) => {
    const text = decode(bytes, "The status");
    const form = /^proviso\/1 status\n([A-Z]{2}-\d{4}-\d{6})\n([A-Z]{2})\n(\S{20})\nclerk (\S+)\nsize (\d+)\nhead (\d+) ([0-9a-f]{64})\n((?:restriction [0-9a-f]{64}\n)*)$/.exec(text);
    if (!form || !isInstant(form[3]) || !kinds.name(form[4])) return refuse("This is a status of a matter, but not in its exact form.");
    const [, chain, state, at, clerk, size, seq, head, restrictions] = form;
    return { status: true, chain, state, at, size, seq, head, signers: [clerk],
      restrictions: restrictions.split("\n").filter(Boolean).map((line) => line.slice(12)) };
  };
  const isStatus = (bytes) => decode(bytes.slice(0, 17), "The payload") === "proviso/1 status\n";

  /* ---- showing it ---- */

  const element = (name, attributes, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  };
  const byId = (id) => document.getElementById(id);
  const words = (name) => name.replace(/[_-]/g, " ").replace(/^./, (c) => c.toUpperCase());
  const showInstant = (value) => {
    const local = new Date(value).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    return element("span", {}, element("time", { datetime: value }, `${value.slice(0, 10)} ${value.slice(11, 19)} UTC`),
      element("span", { class: "meaning" }, ` · ${local}, your time`));
  };
  const zero = "0".repeat(64);
  const exact = (text) => element("span", { class: "exact" }, text);

  const showAttachment = (value, files) => {
    const file = files.get(value.get("sha256"));
    const head = element("div", {}, `A text of ${value.get("length")} bytes (${value.get("language")}), SHA-256 `, exact(value.get("sha256")));
    if (!file) return element("div", {}, head, element("p", { class: "meaning" }, "Not shown: add the file above to read it here."));
    return element("div", {}, head, element("pre", { lang: value.get("language") }, file));
  };
  const showValue = (row, value, files) => {
    switch (row.kind) {
    case "instant": return showInstant(value);
    case "attachment": return showAttachment(value, files);
    case "object": return showMembers(row.fields, value, files, null);
    case "flag": return element("span", {}, value ? "yes" : "no");
    case "count": return element("span", {}, String(value));
    case "word":
    case "words": return element("span", {}, row.meanings ? `${value}: ${row.meanings[row.words.indexOf(value)]}` : value);
    case "text": return element("span", {}, value);
    default: return exact(value);
    }
  };
  const showField = (row, value, files) => {
    if (row.most === 0) return showValue(row, value, files);
    if (value.length === 0) return element("span", {}, "none");
    if (value.length === 1) return showValue(row, value[0], files);
    return element("ul", {}, ...value.map((item) => element("li", {}, showValue(row, item, files))));
  };
  const tableRow = (name, meaning, ...value) =>
    element("tr", {}, element("th", { scope: "row" }, name, meaning ? element("p", { class: "meaning" }, meaning) : null), element("td", {}, ...value));
  const showMembers = (rows, object, files, caption) =>
    element("table", {}, caption ? element("caption", {}, caption) : null, element("tbody", {},
      ...rows.filter((row) => object.has(row.name)).map((row) => tableRow(words(row.name), row.meaning, showField(row, object.get(row.name), files)))));
  const before = (hash, what) => hash === zero ? "nothing" : element("span", {}, `${what} `, exact(hash));

  const showStatement = (statement, hash, files) => [
    element("div", { class: "effect" }, element("p", {}, element("strong", {}, `${words(statement.act.type)}. `), statement.act.meaning),
      element("p", {}, acts.effects[statement.effect])),
    showMembers(statement.act.fields, statement.body, files, "What it states"),
    element("table", {}, element("caption", {}, "Where it stands"), element("tbody", {},
      tableRow("Chain", "the matter, or the State’s register or rules", exact(statement.chain)),
      tableRow("Number", "in the State’s own chain", String(statement.seq)),
      tableRow("Signed by", null, exact(statement.signers.join(", "))),
      tableRow("Date", null, showInstant(statement.at)),
      tableRow("Follows", "the State’s statement before it", before(statement.prev, "the statement")),
      tableRow("Has seen", "the other State’s last statement", before(statement.seen, "the statement")),
      tableRow("SHA-256", "of the payload, computed by this page: this is what you sign", exact(hash)))),
  ];
  const showStatus = (status, hash) => [
    element("div", { class: "effect" }, element("p", {}, element("strong", {}, "Status of a matter. "), "A clerk of the deciding court says what the court’s own record has."),
      element("p", {}, "Whoever checks an order believes that no other restriction is known.")),
    element("table", {}, element("caption", {}, "What it states"), element("tbody", {},
      tableRow("Matter", null, exact(status.chain)), tableRow("State", null, status.state), tableRow("Time", null, showInstant(status.at)),
      tableRow("Entries", "in the ledger of matters", status.size), tableRow("Last statement", "of the State in this matter", `${status.seq}: `, exact(status.head)),
      tableRow("Restrictions", "suspensions, refusals and the like that the court knows", status.restrictions.length ? exact(status.restrictions.join(" ")) : "none"),
      tableRow("Clerk", null, exact(status.signers[0])), tableRow("SHA-256", "of the text, computed by this page: this is what you sign", exact(hash)))),
  ];

  const problem = (error) => {
    const box = byId("problem");
    const known = error instanceof Refusal;
    box.replaceChildren(element("p", {}, element("strong", {}, known ? "This cannot go on. " : "Your browser or security key refused. "),
      known ? error.message : `${error.name}: ${error.message}`));
    box.hidden = false;
    box.focus();
  };
  const guarded = (work) => async (event) => {
    if (event) event.preventDefault();
    byId("problem").hidden = true;
    try { await work(event); } catch (error) { problem(error); }
  };
  const reveal = (section, heading) => { byId(section).hidden = false; byId(heading).focus(); };
  const offer = (text, name) => {
    const link = byId("download");
    if (link.href) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = name;
  };
  const copier = (id) => guarded(async () => {
    await navigator.clipboard.writeText(byId(id).value);
    byId("copied").textContent = "Copied.";
  });

  /* ---- the key line ---- */

  const readKey = (text) => {
    const parts = text.trim().split(" ");
    const credential = fromBase64(parts[2] || ""), key = fromBase64(parts[3] || "");
    if (parts[0] !== "webauthn" || !patterns.host.test(parts[1] || "") || !credential || !credential.length || !key ||
        !(parts.length === 4 || (parts.length === 5 && parts[4] === "backed-up")))
      return refuse("The key line is not of the form “webauthn RP-ID CREDENTIAL-ID COSE-KEY”.");
    const host = location.hostname;
    if (host !== parts[1] && !host.endsWith(`.${parts[1]}`)) refuse(`This key signs on ${parts[1]}, and this page is on ${host}.`);
    return { rp: parts[1], credential, key };
  };
  const memory = {
    get: () => { try { return localStorage.getItem("proviso-key") || ""; } catch { return ""; } },
    set: (line) => { try { if (line) localStorage.setItem("proviso-key", line); else localStorage.removeItem("proviso-key"); } catch { /* private window */ } },
  };

  /* ---- signing ---- */

  const present = { bytes: null, name: "payload", statement: null, files: new Map(), back: null };

  const show = async () => {
    for (const id of ["shown", "signing", "done"]) byId(id).hidden = true;
    byId("read").checked = false;
    present.statement = null;
    if (!present.bytes) return;
    const statement = isStatus(present.bytes) ? readStatus(present.bytes) : readStatement(present.bytes);
    const hash = toHex(await sha256(present.bytes));
    byId("statement").replaceChildren(...(statement.status ? showStatus(statement, hash) : showStatement(statement, hash, present.files)));
    byId("signer").replaceChildren(...statement.signers.map((name) => element("option", {}, name)));
    present.statement = statement;
    byId("signing").hidden = false;
    reveal("shown", "h-shown");
  };

  /* An attachment begins with 32 random bytes in hex on a line, then comes the text. */
  const keepAttachment = async (bytes, name) => {
    const text = decode(bytes, `The file ${name}`);
    if (!/^[0-9a-f]{64}\n/.test(text)) return false;
    for (const line of text.slice(65).split("\n")) checkPlain(line.replace(/\t/g, " "), `The file ${name}`);
    present.files.set(toHex(await sha256(bytes)), text.slice(65));
    return true;
  };
  const takeFiles = async (list) => {
    const payloads = [];
    for (const file of list) {
      if (file.size > 16 * 1024 * 1024) refuse(`The file ${file.name} is too large.`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (!(await keepAttachment(bytes, file.name))) payloads.push({ bytes, name: file.name });
    }
    if (payloads.length > 1) refuse("More than one of these files is a payload. Sign one at a time.");
    if (payloads.length) Object.assign(present, payloads[0]);
    await show();
  };
  const takeText = async (text) => {
    Object.assign(present, { bytes: encoder.encode(text), name: "payload.json" });
    await show();
  };

  const sign = async () => {
    if (!present.statement) refuse("There is no statement to sign.");
    const { bytes, name: payload, statement } = present; /* what was shown, whatever is dropped meanwhile */
    if (!byId("read").checked) refuse("Read the statement first, and tick the box to say so.");
    const key = readKey(byId("key").value);
    const number = byId("signer").selectedIndex;
    const challenge = await sha256(bytes);
    const credential = await navigator.credentials.get({ publicKey: {
      challenge, rpId: key.rp, userVerification: "required", timeout: 300000,
      allowCredentials: [{ type: "public-key", id: key.credential }] } });
    const { authenticatorData, clientDataJSON, signature } = credential.response;
    const data = new Uint8Array(authenticatorData);
    if (!equal(new Uint8Array(credential.rawId), key.credential)) refuse("Another credential answered than the one of the key line.");
    if ((data[32] & 5) !== 5) refuse("The security key did not verify you by PIN or biometrics.");
    const block = armour("PROVISO WEBAUTHN SIGNATURE", concat(encoder.encode("PROVISO-WEBAUTHN"), u32(1), field(key.key), field(key.credential),
      field(data), field(new Uint8Array(clientDataJSON)), field(new Uint8Array(signature))));
    memory.set(byId("remember").checked ? byId("key").value.trim() : "");
    const name = payload + (number > 0 ? `.sig.${number + 1}` : ".sig");
    byId("signature").value = block;
    byId("done-words").textContent = `Your signature as ${statement.signers[number]} belongs beside the payload, in the file ${name}.`;
    offer(block, name);
    offerBack(block);
    reveal("done", "h-done");
  };

  /* Where a node's page wants the signature: only over https, or on this machine, to an address without anything
     beside its path. The signer sees it in full and goes there, or not; nothing is sent from here. */
  const readBack = (bytes) => {
    const text = decode(bytes, "The address to return to");
    const local = /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/;
    let url;
    try { url = new URL(text); } catch { refuse("The address to return to is none."); }
    if (url.href !== text || url.username || url.password || url.search || url.hash ||
        !(url.protocol === "https:" || (url.protocol === "http:" && local.test(url.hostname))))
      refuse("The address to return to is not one of a node: https, or this machine, and a path alone.");
    return url.href;
  };
  const showBack = () => {
    byId("return").hidden = !present.back;
    byId("return-to").textContent = present.back || "";
  };
  const offerBack = (block) => {
    byId("back").hidden = !present.back;
    if (!present.back) return;
    byId("back-to").textContent = present.back;
    byId("back-link").href = `${present.back}#signature=${toBase64(encoder.encode(block)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
  };

  /* A node's page may hand over the payload, its texts, the key line and where the signature belongs, behind the
     “#”: it never leaves the browser. */
  const takeFragment = async () => {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!given.has("payload") && !given.has("key")) return;
    history.replaceState(null, "", location.pathname);
    const key = given.has("key") ? fromBase64url(given.get("key")) : null;
    if (key) byId("key").value = decode(key, "The key line");
    if (!given.has("payload")) return;
    const bytes = fromBase64url(given.get("payload")), back = given.has("return") ? fromBase64url(given.get("return")) : null;
    if (!bytes || (given.has("return") && !back)) refuse("The address does not hold a payload in base64url.");
    for (const text of given.getAll("text")) {
      const file = fromBase64url(text);
      if (!file || !(await keepAttachment(file, "of the address"))) refuse("The address holds a text that is none.");
    }
    Object.assign(present, { bytes, name: "payload.json", back: back ? readBack(back) : null });
    showBack();
    await show();
  };

  const startSigning = () => {
    byId("key").value = memory.get();
    byId("remember").checked = byId("key").value !== "";
    byId("files").addEventListener("change", guarded((event) => takeFiles(event.target.files)));
    byId("use-pasted").addEventListener("click", guarded(() => takeText(byId("pasted").value)));
    byId("form").addEventListener("submit", guarded(sign));
    byId("copy").addEventListener("click", copier("signature"));
    document.addEventListener("dragover", (event) => { event.preventDefault(); byId("drop").classList.add("over"); });
    document.addEventListener("dragleave", () => byId("drop").classList.remove("over"));
    document.addEventListener("drop", guarded((event) => {
      byId("drop").classList.remove("over");
      return takeFiles(event.dataTransfer.files);
    }));
    addEventListener("hashchange", guarded(takeFragment));
    return guarded(takeFragment)();
  };

  /* ---- making a credential ---- */

  /* Behind 37 bytes: AAGUID, length and credential ID, then the key in one of two lengths. */
  const readCredential = (data) => {
    const size = data[53] * 256 + data[54], start = 55 + size;
    const length = data[start] === 0xa5 ? 77 : data[start] === 0xa4 ? 42 : 0;
    if (!(data[32] & 0x40) || !length || data.length < start + length) return refuse("Your security key makes keys of a kind that Proviso does not take.");
    if (size < 1 || size > 255) return refuse("Your security key makes credential IDs of a length that Proviso does not take.");
    return { credential: data.slice(55, start), key: data.slice(start, start + length) };
  };
  const make = async () => {
    const official = byId("official").value.trim(), rp = location.hostname;
    if (!kinds.name(official)) refuse("Give the name in the form xa.court-1.o17.");
    const credential = await navigator.credentials.create({ publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)), rp: { id: rp, name: "Proviso" },
      user: { id: crypto.getRandomValues(new Uint8Array(32)), name: official, displayName: official },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -8 }], attestation: "none", timeout: 300000,
      authenticatorSelection: { userVerification: "required", residentKey: "discouraged" } } });
    const data = new Uint8Array(credential.response.getAuthenticatorData());
    if ((data[32] & 5) !== 5) refuse("The security key did not verify you by PIN or biometrics.");
    const { credential: id, key } = readCredential(data);
    const copies = (data[32] & 8) !== 0;
    const line = `webauthn ${rp} ${toBase64(id)} ${toBase64(key)}${copies ? " backed-up" : ""}`;
    const block = armour("PROVISO WEBAUTHN REGISTRATION", concat(encoder.encode("PROVISO-REGISTRATION"), u32(1), field(encoder.encode(rp)),
      field(new Uint8Array(credential.response.attestationObject)), field(new Uint8Array(credential.response.clientDataJSON))));
    byId("key").value = line;
    byId("done-words").textContent = copies
      ? "The maker of your device may copy this credential to other devices. Your State may refuse such a credential; a security key makes one that stays in it."
      : "This credential cannot leave your security key.";
    offer(block, `${official}.registration`);
    reveal("done", "h-done");
  };
  const startRegistering = () => {
    byId("rp").textContent = location.hostname;
    byId("form").addEventListener("submit", guarded(make));
    byId("copy").addEventListener("click", copier("key"));
  };

  const start = guarded(async () => {
    if (self.top !== self.self) {
      document.body.replaceChildren(element("p", {}, "The signing page does not work inside another page. Open it by itself."));
      return;
    }
    byId("version").textContent = `Version ${acts.version}.`;
    if (!self.isSecureContext || !navigator.credentials || !crypto.subtle) refuse("This page has to be opened over https, in a browser that knows security keys.");
    await (document.body.id === "sign" ? startSigning : startRegistering)();
  });
  start();
})();
