// Keyboard use. Every action is a link, button or field of the page: without this file all works.
"use strict";

const typing = (element) => element.matches("input:not([type=radio]), textarea, select");

function use(element) {
  if (element.matches("input[type=radio]")) {
    element.checked = true;
    element.focus();
    element.closest(".choice").scrollIntoView({ block: "nearest" });
    unfold(element);
  } else if (element.matches("input, textarea")) {
    element.focus();
    element.select();
  } else if (element.matches("summary")) {
    element.parentElement.open = true;
    element.parentElement.querySelector("input").select();
  } else {
    element.click();
  }
}

function unfold(radio) {
  for (const details of document.querySelectorAll(".choice details")) {
    details.open = details.closest(".choice").contains(radio);
  }
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)].focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.matches("input[type=radio]")) {
    event.preventDefault();
    document.querySelector("[data-key=a]").click();
    return;
  }
  if ((event.key === "j" && step(1)) || (event.key === "k" && step(-1))) {
    event.preventDefault();
    return;
  }
  const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (element) {
    event.preventDefault();
    use(element);
  }
});

for (const button of document.querySelectorAll("[data-opens]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (window.matchMedia("(max-width: 46rem)").matches) unfold(null); // what is folded is read on demand
for (const radio of document.querySelectorAll(".choice input")) {
  radio.addEventListener("change", () => unfold(radio));
}
