// Checks a tlog-proof (c2sp.org/tlog-proof@v1) in the reader's own browser: the path from the entry to
// the root of the checkpoint, and the signatures under it by the keys that the reader trusts. Nothing is
// sent anywhere. What it says is in the page.
"use strict";

(() => {
  const encoder = new TextEncoder();
  const byId = (id) => document.getElementById(id);

  const join = (...parts) => {
    const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  };

  const hash = async (...parts) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));

  const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

  // Standard alphabet, padded, one spelling only.
  const base64 = (text) => {
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4) return null;
    const raw = atob(text);
    return btoa(raw) === text ? Uint8Array.from(raw, (c) => c.charCodeAt(0)) : null;
  };

  const hex = (text) =>
    /^[0-9a-f]{64}$/.test(text)
      ? Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16))
      : null;

  const decimal = (text) =>
    /^(0|[1-9][0-9]{0,17})$/.test(text) ? BigInt(text) : null;

  // A note: its text with the last line's end, and its signatures.
  const readNote = (note) => {
    const cut = note.indexOf("\n\n");
    if (cut < 0 || !note.endsWith("\n")) return null;
    const signatures = [];
    for (const line of note.slice(cut + 2, -1).split("\n")) {
      const parts = /^\u2014 (\S+) (\S+)$/.exec(line);
      const bytes = parts && base64(parts[2]);
      if (!bytes || bytes.length < 5) return null;
      signatures.push({ name: parts[1], id: bytes.slice(0, 4), bytes: bytes.slice(4) });
    }
    return { text: note.slice(0, cut + 1), signatures };
  };

  const readCheckpoint = (text) => {
    const [origin, size, root, rest] = text.split("\n");
    const checkpoint = { origin, size: decimal(size || ""), root: base64(root || "") };
    const whole = rest === "" && text.split("\n").length === 4;
    return whole && checkpoint.size !== null && checkpoint.root && checkpoint.root.length === 32
      ? checkpoint
      : null;
  };

  const readProof = (text) => {
    const cut = text.indexOf("\n\n");
    if (cut < 0) return null;
    const lines = text.slice(0, cut).split("\n");
    if (lines.shift() !== "c2sp.org/tlog-proof@v1") return null;
    if (lines.length && lines[0].startsWith("extra ")) lines.shift();
    const index = decimal((/^index (\S+)$/.exec(lines.shift() || "") || [])[1] || "");
    const path = lines.map(base64);
    const note = readNote(text.slice(cut + 2));
    const checkpoint = note && readCheckpoint(note.text);
    if (index === null || !checkpoint || path.length > 64) return null;
    return path.every((node) => node && node.length === 32) ? { index, path, note, checkpoint } : null;
  };

  // RFC 9162, 2.1.3.2.
  const rootOf = async (proof, leaf) => {
    let fn = proof.index;
    let sn = proof.checkpoint.size - 1n;
    let root = leaf;
    if (fn > sn) return null;
    for (const node of proof.path) {
      if (sn === 0n) return null;
      if (fn & 1n || fn === sn) {
        root = await hash([1], node, root);
        while (!(fn & 1n) && fn !== 0n) {
          fn >>= 1n;
          sn >>= 1n;
        }
      } else {
        root = await hash([1], root, node);
      }
      fn >>= 1n;
      sn >>= 1n;
    }
    return sn === 0n ? root : null;
  };

  // "name+id+base64(type, key)"; the id must be that of name and key.
  const readKey = async (line) => {
    const parts = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line);
    const bytes = parts && base64(parts[3]);
    if (!bytes || bytes.length !== 33 || (bytes[0] !== 1 && bytes[0] !== 4)) return null;
    const id = (await hash(encoder.encode(parts[1] + "\n"), bytes)).slice(0, 4);
    const written = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return written === parts[2] ? { name: parts[1], id, type: bytes[0], key: bytes.slice(1) } : null;
  };

  // What a key signed: the text, or for a witness the time and the text.
  const signedBytes = (key, signature, text) => {
    if (key.type === 1) return [signature.bytes, encoder.encode(text)];
    const time = signature.bytes
      .slice(0, 8)
      .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    return [signature.bytes.slice(8), encoder.encode(`cosignature/v1\ntime ${time}\n${text}`)];
  };

  const verify = async (key, signature, text) => {
    const [bytes, message] = signedBytes(key, signature, text);
    const imported = await crypto.subtle.importKey("raw", key.key, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", imported, bytes, message);
  };

  const say = (kind, message, detail) => {
    const text = document.querySelector(`[data-message="${message}"]`).textContent;
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = detail ? `${text} ${detail}` : text;
    byId("result").append(line);
  };

  const checkSignatures = async (proof) => {
    const lines = byId("keys").value.split("\n").map((line) => line.trim()).filter(Boolean);
    const keys = (await Promise.all(lines.map(readKey))).filter(Boolean);
    let signed = 0;
    for (const signature of proof.note.signatures) {
      const key = keys.find((k) => k.name === signature.name && same(k.id, signature.id));
      if (!key) continue;
      signed++;
      const holds = await verify(key, signature, proof.note.text);
      say(holds ? "yes" : "no", holds ? "signed" : "signed-wrong", key.name);
    }
    if (!signed) say("ask", "unsigned");
  };

  const leafOf = async () => {
    const file = byId("entry-file").files[0];
    const text = byId("entry").value;
    if (file) return hash([0], new Uint8Array(await file.arrayBuffer()));
    const given = hex(text.trim()) || base64(text.trim());
    if (given && given.length === 32) return given;
    return text ? hash([0], encoder.encode(text)) : null;
  };

  const check = async () => {
    const proof = readProof(byId("proof").value.replace(/\r\n/g, "\n").trim() + "\n");
    byId("result").replaceChildren();
    if (!proof) return say("no", "no-proof");
    const leaf = await leafOf();
    if (!leaf) return say("ask", "no-entry");
    const root = await rootOf(proof, leaf);
    if (!root || !same(root, proof.checkpoint.root)) return say("no", "path-wrong");
    say("yes", "path-right", `${proof.checkpoint.origin}, ${proof.index}/${proof.checkpoint.size}`);
    try {
      await checkSignatures(proof);
    } catch (error) {
      say("ask", "no-ed25519");
    }
    return say("ask", "only");
  };

  byId("proof-form").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
})();
