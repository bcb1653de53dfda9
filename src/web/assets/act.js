/* The form of an act: as a field is left, the whole form goes to the same check as its button, and what is
 * said to the fields that were touched stands at them. Without this script the button says it. */
"use strict";

(function () {
  const form = document.querySelector("#act form");
  if (!form) return;
  const touched = new Set();
  const every = 2500; /* milliseconds between two questions, at least */
  let asking = false, again = false;

  /* "scope.accounts.2" of a line whose field is "scope.accounts"; a file's is its text's. */
  const nameOf = (input) => input.name.replace(/\.file$/, "");
  const isTouched = (field) => [...touched].some((name) => field === name || field.startsWith(`${name}.`));

  const show = (notes) => {
    for (const box of form.querySelectorAll(".said")) {
      const field = box.id.replace(/-said$/, "");
      if (!isTouched(field)) continue;
      const said = notes.filter((note) => note.field === field);
      const wrong = said.some((note) => note.outcome === "refuse");
      const text = said.map((note) => note.text).join("\n");
      if (box.dataset.text === text) continue;
      box.dataset.text = text;
      box.replaceChildren(...said.map((note) => {
        const line = document.createElement("p");
        line.className = note.outcome === "refuse" ? "error" : "remark";
        line.textContent = note.text;
        return line;
      }));
      const whole = box.closest(".field");
      if (whole) whole.classList.toggle("wrong", wrong);
      const input = document.getElementById(field);
      if (input && input.matches("input, textarea")) {
        if (wrong) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
      }
    }
  };

  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    again = false;
    try {
      const data = new FormData(form);
      data.set("do", "findings");
      const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
      if (answer.ok) show((await answer.json()).notes);
    } catch { /* the button still works */ }
    setTimeout(() => { asking = false; if (again) ask(); }, every);
  };

  form.addEventListener("change", (event) => {
    if (!event.target.name) return;
    touched.add(nameOf(event.target));
    ask();
  });
  const summary = document.getElementById("summary");
  if (summary && summary.classList.contains("wrong")) summary.focus();
})();
