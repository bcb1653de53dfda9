/* The signing page brings the reader back with the signature behind '#': it goes into the form, for the
 * reader to hand in. What stands behind '#' never leaves the browser by itself. */
"use strict";

(function () {
  const area = document.getElementById("signature");
  const given = new URLSearchParams(location.hash.slice(1));
  if (!area || !given.has("signature")) return;
  history.replaceState(null, "", location.pathname);
  try {
    const text = given.get("signature").replace(/-/g, "+").replace(/_/g, "/");
    const bytes = atob(text + "===".slice((text.length + 3) % 4));
    if (!/^[\x0a\x20-\x7e]*$/.test(bytes)) return;
    area.value = bytes;
    area.closest("form").querySelector("button").focus();
    area.scrollIntoView();
  } catch { /* it is not one: nothing is filled in */ }
})();
