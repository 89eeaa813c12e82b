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
const CELL = "input, select, textarea";
document.querySelectorAll("table[data-lines]").forEach((table) => {
  const name = table.dataset.lines;
  const body = table.tBodies[0];
  const field = table.closest("fieldset");

  const renumber = () => {
    let n = 0;
    for (const row of body.rows) {
      if (!row.querySelector(CELL)) continue;
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
      const last = [...body.rows].filter((row) => row.querySelector(CELL)).pop();
      if (!last) return;
      event.preventDefault();
      const copy = last.cloneNode(true);
      copy.classList.remove("bad");
      copy.querySelectorAll(".wrong").forEach((wrong) => wrong.remove());
      copy.querySelectorAll(CELL).forEach((input) => {
        input.value = "";
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
      });
      body.append(copy);
      renumber();
      copy.querySelector(CELL).focus();
    } else if (button.value.startsWith("remove:")) {
      const rows = [...body.rows].filter((row) => row.querySelector(CELL));
      if (rows.length < 2) return;
      event.preventDefault();
      button.closest("tr").remove();
      renumber();
      body.querySelector(CELL).focus();
    }
  });
});

// Files may be dropped; what was chosen is listed with its size, and what the server would refuse is said at once.
document.querySelectorAll("form[data-upload]").forEach((form) => {
  const input = form.querySelector("input[type=file][multiple]");
  const drop = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-chosen]");
  const { largest, together, most } = input.dataset;
  const words = (size) => (size >= 1e6 ? `${(size / 1e6).toFixed(1)} MB` : `${Math.max(Math.round(size / 1e3), 1)} KB`);
  const fault = (files) => {
    if (files.length > Number(most)) return `一次最多${most}个文件，请分几次登记`;
    if (files.reduce((sum, file) => sum + file.size, 0) > Number(together)) return "这些文件合起来太大，请分几次登记";
    return "";
  };
  const show = () => {
    const files = [...input.files];
    list.replaceChildren(...files.map((file) => {
      const item = document.createElement("li");
      const size = document.createElement("span");
      item.append(file.name);
      size.textContent = file.size > Number(largest) ? `${words(file.size)}，太大，不能登记` : words(file.size);
      size.className = file.size > Number(largest) ? "wrong" : "small";
      item.append(size);
      return item;
    }));
    input.setCustomValidity(fault(files));
  };
  input.addEventListener("change", show);
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const all = new DataTransfer();
    [...input.files, ...event.dataTransfer.files].forEach((file) => all.items.add(file));
    input.files = all.files;
    show();
  });
});

// What was typed is kept as a draft a moment after the last key; without script there is a button for it.
document.querySelectorAll("form[data-draft]").forEach((form) => {
  const said = form.querySelector("[data-draft-status]");
  let timer = 0;
  let sending = null;
  const save = (leaving) => {
    clearTimeout(timer);
    timer = 0;
    const body = new FormData(form);
    [...body.keys()].filter((name) => body.get(name) instanceof File).forEach((name) => body.delete(name));
    body.set("do", "autosave");
    sending = new AbortController();
    fetch(form.action, { method: "POST", body, keepalive: leaving, signal: sending.signal })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((text) => { if (text) said.textContent = text; })
      .catch((why) => { if (why.name !== "AbortError") said.textContent = "草稿没有保存，请点“保存草稿”"; });
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    if (sending) sending.abort();
  });
  addEventListener("pagehide", () => { if (timer) save(true); });
});

// Several cells pasted into one cell of a table are lines: they go the same way as those pasted below it.
document.querySelectorAll("table[data-lines]").forEach((table) => {
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const field = table.closest("fieldset");
    const block = field.querySelector("textarea[name$='.paste']");
    if (!block || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    block.closest("details").open = true;
    block.value = text;
    field.querySelector("button[value^='paste:']").click();
  });
});

// A colleague's change is told while the page is open; without script the server says so when one submits.
document.querySelectorAll("[data-live]").forEach((notice) => {
  const ask = () => {
    if (document.hidden || !notice.hidden) return;
    fetch(notice.dataset.live, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((news) => {
        if (!news.words || !notice.hidden) return;
        const link = document.createElement("a");
        link.href = location.pathname;
        link.textContent = "看最新情况";
        notice.replaceChildren(news.words, link);
        notice.hidden = false;
      })
      .catch(() => {});
  };
  setInterval(ask, 20000 + Math.random() * 10000);
  addEventListener("focus", ask);
  document.addEventListener("visibilitychange", ask);
});

// Shortcuts: listed at /keys, off where that page turned them off, never while somebody types.
if (!document.documentElement.dataset.keys) {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
  const openKeys = () => {
    const old = document.querySelector("dialog.keys-open");
    if (old) return old.close();
    return fetch("/keys").then((answer) => answer.text()).then((text) => {
      const table = new DOMParser().parseFromString(text, "text/html").querySelector("table.keys");
      if (!table) return;
      const dialog = document.createElement("dialog");
      dialog.className = "keys-open";
      dialog.setAttribute("aria-label", "快捷键");
      const close = document.createElement("button");
      close.className = "quiet after";
      close.textContent = "关掉";
      close.addEventListener("click", () => dialog.close());
      dialog.append(table, close);
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
    let to = null;
    if (event.key === "?") openKeys();
    else if (event.key === "/") to = document.querySelector("#q, #w-q");
    else if (event.key === "n") to = document.querySelector("main a.act[href*='/steps/'], main a.act[href*='/submissions/']");
    else if (event.key >= "1" && event.key <= "9") document.querySelectorAll(".nav .main a")[event.key - 1]?.click();
    else return;
    event.preventDefault();
    if (to) to.focus();
  });
}
