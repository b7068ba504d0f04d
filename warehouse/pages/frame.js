"use strict";
// Both choices are kept where the browser keeps anything; without that they hold for this reading.
(function () {
  const root = document.documentElement;
  const kept = {
    get(name) { try { return localStorage.getItem("ptw-" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("ptw-" + name, value); } catch { /* a page opened from a file may not keep anything */ } },
  };
  function show(language) {
    root.dataset.shown = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    kept.set("language", language);
  }
  function paint(theme) {
    root.dataset.theme = theme;
    kept.set("theme", theme);
  }
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  if (kept.get("language") === "en") show("en");
  if (["light", "dark"].includes(kept.get("theme"))) paint(kept.get("theme"));
  document.getElementById("language").addEventListener("click", () => show(root.dataset.shown === "zh" ? "en" : "zh"));
  document.getElementById("theme").addEventListener("click", () => paint(dark() ? "light" : "dark"));
  // What is folded on the screen is open on paper.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
})();
