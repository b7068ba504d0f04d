"use strict";
// A row and its cells light up together; a loaded text becomes an entry of corrections.csv.
(function () {
  const main = document.querySelector("main");
  const rows = [...document.querySelectorAll(".row")];
  const cells = new Map();
  document.querySelectorAll(".cell").forEach((cell) => {
    for (const mark of cell.dataset.rows.split(" ").filter(Boolean)) {
      if (!cells.has(mark)) cells.set(mark, []);
      cells.get(mark).push(cell);
    }
  });
  const byMark = new Map(rows.map((row) => [row.id, row]));
  let lit = [];
  function light(some) {
    lit.forEach((one) => one.classList.remove("on"));
    lit = some.filter(Boolean);
    lit.forEach((one) => one.classList.add("on"));
  }
  const ofRow = (row) => [row, ...(cells.get(row.id) || [])];
  const ofCell = (cell) => [cell, ...cell.dataset.rows.split(" ").filter(Boolean).map((mark) => byMark.get(mark))];
  function follow(target, isMoved) {
    const row = target.closest(".row"), cell = target.closest(".cell");
    if (row) {
      light(ofRow(row));
      if (isMoved && lit[1]) lit[1].scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (cell) {
      light(ofCell(cell));
      if (isMoved && lit[1]) lit[1].scrollIntoView({ block: "nearest" });
    }
  }
  main.addEventListener("mouseover", (event) => follow(event.target, false));
  main.addEventListener("focusin", (event) => follow(event.target, true));
  main.addEventListener("click", (event) => {
    const text = event.target.closest(".text");
    if (text) correct(text); else follow(event.target, true);
  });
  // Up and down go from row to row, left and right from text to text, Enter corrects.
  main.addEventListener("keydown", (event) => {
    const row = event.target.closest(".row");
    if (!row) return;
    const texts = [...row.querySelectorAll(".text")], place = texts.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = ["ArrowDown", "ArrowUp"].includes(event.key) ? rows[rows.indexOf(row) + step] : step ? texts[place + step] : null;
    if (event.key === "Enter" && place >= 0) { event.preventDefault(); correct(event.target); }
    if (next) { event.preventDefault(); next.focus(); }
  });

  const dialog = document.getElementById("correction");
  const [meant, reason, line] = ["meant", "reason", "line"].map((id) => document.getElementById(id));
  const columns = JSON.parse(document.getElementById("columns").textContent);
  let entry = {};
  const quoted = (text) => (/[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
  function write() {
    const whole = { ...entry, meant: meant.value, reason: reason.value };
    line.value = columns.map((name) => quoted(whole[name] ?? "")).join(",");
  }
  function correct(text) {
    entry = { sha256: document.getElementById("document").dataset.sha256, ...JSON.parse(text.dataset.place), printed: text.textContent };
    meant.value = entry.printed;
    reason.value = "";
    write();
    dialog.showModal();
    meant.focus();
  }
  [meant, reason].forEach((field) => field.addEventListener("input", write));
  document.getElementById("copy").addEventListener("click", () => {
    line.select();
    if (navigator.clipboard) navigator.clipboard.writeText(line.value).catch(() => document.execCommand("copy"));
    else document.execCommand("copy");
  });
  document.getElementById("close").addEventListener("click", () => dialog.close());
})();
