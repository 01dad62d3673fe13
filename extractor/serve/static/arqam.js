"use strict";
// The pages work without this file. It folds the facets away on small screens, and shows beside an article
// the note of the figure that the reader has come for.
(function () {
  const box = document.querySelector(".facet-box");
  if (box && window.matchMedia("(max-width: 60rem)").matches) box.removeAttribute("open");

  const notes = document.querySelector(".notes");
  function follow() {
    const found = /^#c-([0-9a-f]+)$/.exec(window.location.hash);
    document.querySelectorAll(".note.is-chosen").forEach((note) => note.classList.remove("is-chosen"));
    const note = found && document.getElementById("d-" + found[1]);
    if (!note || !notes) return;
    note.classList.add("is-chosen");
    if (notes.scrollHeight > notes.clientHeight) notes.scrollTop += note.getBoundingClientRect().top - notes.getBoundingClientRect().top - 12;
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
