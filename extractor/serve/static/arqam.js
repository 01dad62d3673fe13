"use strict";
// The pages work without this file: it only folds the facets away on small screens.
(function () {
  const box = document.querySelector(".facet-box");
  if (box && window.matchMedia("(max-width: 60rem)").matches) box.removeAttribute("open");
})();
