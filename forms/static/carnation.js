// Makes pages quicker; everything works without it.
"use strict";

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

const focus = document.querySelector("[data-focus]");
if (focus) focus.focus();

// A second click on a submit button must not send the form again while the first is under way.
document.querySelectorAll("form[data-once]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
});

// The code behind the # of the receipt's address never reaches a server; it fills the field here.
const code = document.getElementById("code");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1)).slice(0, 40);
  history.replaceState(null, "", location.pathname);
}

// One tick for all lines of a list; without script each line has its own.
document.querySelectorAll("[data-all]").forEach((all) => {
  all.closest("label").hidden = false;
  const boxes = [...all.form.querySelectorAll("input[name=case]")];
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", () => { all.checked = boxes.every((each) => each.checked); }));
});

// Lines are added and taken away in place; without script the server does it.
document.querySelectorAll("table[data-lines]").forEach((table) => {
  const name = table.dataset.lines;
  const body = table.tBodies[0];
  const field = table.closest("fieldset");

  const renumber = () => {
    let n = 0;
    for (const row of body.rows) {
      if (!row.querySelector("input, select")) continue;
      row.querySelectorAll("[name]").forEach((input) => {
        if (input.tagName === "BUTTON") {
          input.value = `remove:${name}.${n}`;
          return;
        }
        input.name = input.name.replace(/\.\d+\./, `.${n}.`);
        input.id = input.id.replace(/-\d+-/, `-${n}-`);
      });
      row.querySelectorAll("label").forEach((label) => {
        label.htmlFor = label.htmlFor.replace(/-\d+-/, `-${n}-`);
        label.textContent = label.textContent.replace(/第\d+行/, `第${n + 1}行`);
      });
      const hidden = row.querySelector(".end .hidden-text");
      if (hidden) hidden.textContent = `第${n + 1}行`;
      n += 1;
    }
  };

  field.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    if (button.value.startsWith("add:")) {
      const last = [...body.rows].filter((row) => row.querySelector("input")).pop();
      if (!last) return;
      event.preventDefault();
      const copy = last.cloneNode(true);
      copy.classList.remove("bad");
      copy.querySelectorAll(".wrong").forEach((wrong) => wrong.remove());
      copy.querySelectorAll("input, select").forEach((input) => {
        input.value = "";
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
      });
      body.append(copy);
      renumber();
      copy.querySelector("input").focus();
    } else if (button.value.startsWith("remove:")) {
      const rows = [...body.rows].filter((row) => row.querySelector("input"));
      if (rows.length < 2) return;
      event.preventDefault();
      button.closest("tr").remove();
      renumber();
      body.querySelector("input").focus();
    }
  });
});
