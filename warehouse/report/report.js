"use strict";
// Marks the values of the chosen unit in every chart, and says them in words beside it.
(function () {
  const picker = document.getElementById("unit");
  if (!picker) return;
  const places = JSON.parse(document.getElementById("places").textContent);
  function mark() {
    document.querySelectorAll(".strip").forEach((strip, number) => {
      const values = (places[number] || {})[picker.value] || [];
      strip.querySelectorAll(".mark-symbol path").forEach((circle) => {
        circle.classList.toggle("chosen", values.includes(circle.getAttribute("aria-label")));
      });
      strip.querySelector("output").textContent = values.length ? values.join("、") + " " + strip.dataset.unit : "";
    });
  }
  picker.addEventListener("change", mark);
  mark();
})();
