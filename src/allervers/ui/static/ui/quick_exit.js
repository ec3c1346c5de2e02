// "Quitter vite": without this file the link still works. With it, the page disappears at once,
// leaves no entry to come back to, and two presses of Escape do the same.
"use strict";
(() => {
  const link = document.querySelector("[data-quick-exit]");
  if (!link) return;
  const leave = () => {
    document.documentElement.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  const delay = 1500;
  let last = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < delay) leave();
    last = event.timeStamp;
  });
})();
