(() => {
"use strict";
const root = document.documentElement;
const body = document.body;
const all = (what, within = document) => Array.from(within.querySelectorAll(what));
const byId = (id) => document.getElementById(id);
const [kinds, known] = JSON.parse(byId("known").textContent);
const many = body.classList.contains("many");
root.classList.add("js");
if (many) root.classList.add("many-one");

// Theme and layers
byId("theme").addEventListener("change", (event) => {
  if (event.target.value) root.dataset.theme = event.target.value;
  else delete root.dataset.theme;
});
const boxes = all("[data-layer]");
const show = (box) => body.classList.toggle("off-" + box.dataset.layer, !box.checked);
boxes.forEach((box) => box.addEventListener("change", () => show(box)));
all("[data-all]").forEach((button) => button.addEventListener("click", () => boxes.forEach((box) => {
  box.checked = Boolean(button.dataset.all);
  show(box);
})));

// One text at a time, where there are many
const pages = all(".doc, .start");
const open = (page) => {
  if (page && many) pages.forEach((one) => one.classList.toggle("open", one === page));
};
const goTo = (target, focus = true) => {
  if (!target) return;
  open(target.closest(".doc, .start"));
  if (!target.matches("a,button,input,select,[tabindex]")) target.tabIndex = -1;
  if (focus) target.focus({preventScroll: true});
  target.scrollIntoView({block: target.matches("mark,tr,p") ? "center" : "start"});
};
const fromHash = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && byId(id);
  if (target && target.closest(".doc, .start")) goTo(target);
  else if (many && (!id || id === "main")) open(byId("start"));
};

// Selecting: all that shares a number lights up
let keys = [];
let at = -1;
const ofKey = (key) => all('[data-k~="' + key + '"]');
const clear = () => {
  all(".lit, .near").forEach((one) => one.classList.remove("lit", "near"));
  byId("sel").hidden = true;
  keys = [];
};
const inText = () => all(".text mark.lit:not(.on)");
// An event is told by its row
const what = (key) => {
  if (typeof known[key] !== "string") return [kinds[known[key][0]], known[key][1], known[key][2]];
  const cell = document.querySelector('.events tr[data-k="' + key + '"] td:nth-child(2)');
  const parts = cell ? Array.from(cell.childNodes).filter((one) => !(one.matches && one.matches(".q,small"))).map((one) => one.textContent) : [];
  const word = cell ? cell.querySelector(".q b").textContent : "";
  return ["event", known[key], parts.join("").replace(/\s+/g, " ").trim() + " “" + word + "”"];
};
// Where a mark begins in the file, counted in code points as the records do
const offset = (mark) => {
  const paragraph = mark.closest("p");
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEndBefore(mark);
  return Number(paragraph.dataset.o) + Array.from(before.toString()).length;
};
const say = (key, note, from) => {
  const [kind, id, meaning] = what(key);
  const marks = ofKey(key).filter((one) => one.matches(".text mark:not(.on)")).length;
  const parts = [kind === "entity" ? "name" : kind];
  if (kind === "event") parts.push(meaning, id);
  else parts.push(id ? id + (meaning && meaning !== id ? " — " + meaning : "") : "“" + meaning + "”, no id");
  if (note) parts.push(note);
  if (from && from.matches(".text mark")) parts.push("from character " + offset(from));
  parts.push(marks === 1 ? "once in the text" : marks + " times in the text");
  return parts.join(" · ");
};
const select = (key, others, note, from) => {
  clear();
  keys = [key];
  ofKey(key).forEach((one) => one.classList.add("lit"));
  // An event shows its parts: who, where, when
  const row = document.querySelector('.events tr[data-k="' + key + '"]');
  if (row) all("td > a[data-k][href]", row).forEach((one) => { const part = byId(one.hash.slice(1)); if (part) part.classList.add("near"); });
  const lit = inText();
  at = lit.indexOf(from);
  byId("said").textContent = say(key, note, from);
  byId("prev").hidden = byId("next").hidden = lit.length < 2;
  const also = byId("also");
  also.textContent = "";
  others.filter((other) => other !== key).forEach((other) => {
    const button = document.createElement("button");
    const [kind, id, meaning] = what(other);
    button.type = "button";
    button.textContent = "also " + (kind === "event" ? meaning : (kind === "entity" ? "name" : kind) + " " + (id || meaning));
    button.addEventListener("click", () => select(other, others.concat(key), "", from));
    also.append(button, " ");
  });
  byId("sel").hidden = false;
};
const step = (by) => {
  const lit = inText();
  if (!lit.length) return;
  at = (at + by + lit.length) % lit.length;
  goTo(lit[at]);
};
const numbers = (one) => one.dataset.k ? one.dataset.k.split(" ").map(Number) : [];
const pick = (element) => {
  const held = [];
  let note = "";
  let first = null;
  for (let one = element.closest("[data-k]"); one; one = one.parentElement.closest("[data-k]")) {
    if (one.matches("mark") || !held.length) held.push(...numbers(one));
    if (!first && held.length) first = one;
    note = note || one.dataset.n || "";
    if (!one.matches("mark")) break;
  }
  if (!held.length) return false;
  const unique = Array.from(new Set(held));
  select(unique[0], unique, note, first);
  if (element.closest(".text")) {
    const row = first.closest(".doc").querySelector('.right tr[data-k="' + unique[0] + '"]');
    if (row && !row.hidden && matchMedia("(min-width:1150px)").matches) row.scrollIntoView({block: "nearest"});
  }
  return true;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const keyed = event.target.closest("[data-k]");
  if (keyed && !event.target.closest("summary,select,input")) pick(event.target);
  const href = link ? link.getAttribute("href") : null;
  if (href) {
    const target = byId(href.slice(1));
    event.preventDefault();
    if (href === "#main" && many) goTo(byId("start"));
    else goTo(target);
    history.replaceState(null, "", href);
    if (target && target.matches("mark")) {
      if (!keyed) pick(target);
      at = inText().indexOf(target);
    }
  }
});
byId("next").addEventListener("click", () => step(1));
byId("prev").addEventListener("click", () => step(-1));
byId("close").addEventListener("click", clear);

// Keys: from mark to mark in a text, Enter selects, Escape clears
const seen = (mark) => !mark.matches(".on,.nt") && !Array.from(mark.classList).some((name) => body.classList.contains("off-" + name));
document.addEventListener("keydown", (event) => {
  const text = event.target.closest && event.target.closest(".text");
  if (event.key === "Escape") {
    const menu = byId("layers");
    if (menu.open) { menu.open = false; menu.firstElementChild.focus(); } else clear();
  } else if (text && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const marks = all("mark", text).filter(seen);
    const now = marks.indexOf(event.target);
    const next = marks[now < 0 ? 0 : Math.min(Math.max(now + (event.key === "ArrowRight" ? 1 : -1), 0), marks.length - 1)];
    if (next) { next.tabIndex = -1; next.focus({preventScroll: true}); next.scrollIntoView({block: "nearest"}); }
    event.preventDefault();
  } else if (event.key === "Enter" && event.target.matches("mark")) pick(event.target);
  else if ((event.key === "Enter" || event.key === " ") && event.target.matches("a[data-k]:not([href])")) { pick(event.target); event.preventDefault(); }
});
all("a[data-k]:not([href])").forEach((one) => { one.tabIndex = 0; one.setAttribute("role", "button"); });

// Filters of the events
const slots = {t: 1, s: 1, a: 2, p: 3, r: 4};
all(".filters").forEach((form) => {
  const rows = all("tbody tr", byId(form.dataset.for));
  const fields = all("[data-slot]", form);
  const words = rows.map((row) => row.textContent.toLowerCase());
  const apply = () => {
    let shown = 0;
    rows.forEach((row, number) => {
      const fits = fields.every((field) => {
        const value = field.value;
        if (!value) return true;
        const slot = field.dataset.slot;
        if (!slot) return words[number].includes(value.toLowerCase());
        const cell = row.cells[slots[slot]];
        if (slot === "t") return cell.querySelector("b").textContent === value;
        if (slot === "s") return cell.querySelector("i").className === "st-" + value;
        return Boolean(cell.querySelector('[data-k="' + value + '"]'));
      });
      row.hidden = !fits;
      shown += fits;
    });
    form.querySelector("output").textContent = shown === rows.length ? shown + " events" : shown + " of " + rows.length + " events";
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
});

// Search in all texts
const found = byId("found");
const paragraphs = all(".text p");
let waiting = 0;
const search = () => {
  const wanted = byId("find").value.trim().toLowerCase();
  const list = found.querySelector("ol");
  list.textContent = "";
  found.hidden = wanted.length < 2;
  if (found.hidden) return;
  let hits = 0;
  const texts = new Set();
  paragraphs.forEach((paragraph) => {
    const text = paragraph.textContent;
    const where = text.toLowerCase().indexOf(wanted);
    if (where < 0) return;
    hits += 1;
    const doc = paragraph.closest(".doc");
    texts.add(doc);
    if (hits > 60) return;
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text.slice(Math.max(0, where - 60), where + wanted.length + 60).replace(/\s+/g, " ");
    button.addEventListener("click", () => {
      goTo(paragraph);
      paragraph.classList.remove("flash");
      void paragraph.offsetWidth;
      paragraph.classList.add("flash");
    });
    item.append(button);
    if (many) item.append(" ", doc.querySelector("h1").textContent);
    list.append(item);
  });
  found.querySelector("p").textContent = hits + (hits === 1 ? " paragraph" : " paragraphs") + (many ? " in " + texts.size + (texts.size === 1 ? " text" : " texts") : "") + (hits > 60 ? "; the first 60 are shown" : "");
};
byId("find").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });

addEventListener("hashchange", fromHash);
if (many) open(byId("start"));
fromHash();
})();
