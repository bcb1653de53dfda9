// Asks the browser for a passkey, to sign in or to make one, and puts its answer into the form. The
// token of an invitation stands behind the "#" of its link, so that no server has it in a log.
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);

  const fromText = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const toText = (buffer) =>
    btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const get = async ({ challenge, rp }) => {
    const { rawId, response } = await navigator.credentials.get({ publicKey: {
      challenge: fromText(challenge), rpId: rp, userVerification: "required", timeout: 280000 } });
    return { credential: rawId, client_data: response.clientDataJSON,
      authenticator_data: response.authenticatorData, signature: response.signature };
  };

  const create = async ({ challenge, rp, user }) => {
    const { response } = await navigator.credentials.create({ publicKey: {
      challenge: fromText(challenge), rp: { id: rp, name: "Proviso" },
      user: { id: crypto.getRandomValues(new Uint8Array(32)), name: user, displayName: user },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -8 }],
      authenticatorSelection: { userVerification: "required", residentKey: "required" },
      attestation: "none", timeout: 280000 } });
    return { client_data: response.clientDataJSON, attestation: response.attestationObject };
  };

  const answer = async (place, form) => {
    byId("passkey-failed").hidden = true;
    try {
      const values = await (place.dataset.user ? create : get)(place.dataset);
      for (const [name, value] of Object.entries(values)) form.elements[name].value = toText(value);
      form.submit();
    } catch {
      byId("passkey-failed").hidden = false;
    }
  };

  const place = byId("passkey");
  if (place) {
    const form = place.querySelector("form");
    const possible = self.isSecureContext && navigator.credentials;
    byId("passkey-missing").hidden = Boolean(possible);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (possible) answer(place, form);
    });
  }

  const token = location.hash.slice(1);
  if (byId("invitation") && /^[0-9a-f]{64}$/.test(token)) {
    byId("invitation").value = token;
    history.replaceState(null, "", location.pathname);
  }
})();
