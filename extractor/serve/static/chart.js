"use strict";
// Draws the chart of a metric page: Vega-Lite's specification from the server, interpreted (no eval), as SVG.
(function () {
  const place = document.querySelector(".chart[data-spec]");
  if (!place || typeof vega === "undefined") return;
  let view = null, asked = null;

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.dir = document.documentElement.dir;
  document.body.append(tip);

  function showTip(handler, event, item) {
    const datum = item && item.datum;
    if (!datum || !datum.text) { tip.hidden = true; return; }
    tip.replaceChildren();
    const head = document.createElement("b");
    head.textContent = [datum.text, datum.who, datum.shown || ""].filter(Boolean).join(" · ");
    const said = document.createElement("span");
    said.textContent = datum.evidence || "";
    said.lang = "ar";
    said.dir = "rtl";
    tip.append(head, said);
    tip.hidden = false;
    const x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
    const y = Math.min(event.clientY + 14, window.innerHeight - tip.offsetHeight - 8);
    tip.style.left = Math.max(8, x) + "px";
    tip.style.top = Math.max(8, y) + "px";
  }

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement("span");
    place.append(probe);
    const read = (name) => { probe.style.color = "var(" + name + ")"; return getComputedStyle(probe).color; };
    const found = { ink: read("--ink"), soft: read("--soft"), line: read("--line"), card: read("--card"), font: style.fontFamily };
    probe.remove();
    return found;
  }

  function dressed(spec) {
    const c = colours(), narrow = place.clientWidth < 600;
    const plain = { labelFontSize: 12, titleFontSize: 13, labelColor: c.soft, titleColor: c.soft, domainColor: c.line, tickColor: c.line, gridColor: c.line };
    const config = Object.assign({}, spec.config, {
      background: "transparent",
      view: { stroke: null },
      axis: Object.assign({}, (spec.config || {}).axis, plain),
      legend: { labelColor: c.ink, titleColor: c.soft, orient: "bottom", direction: narrow ? "vertical" : "horizontal", columns: narrow ? 1 : 5, labelLimit: 220, labelFontSize: 13, titleFontSize: 13, symbolSize: 110, rowPadding: 6, columnPadding: 16 },
    });
    return Object.assign({}, spec, { config, height: narrow ? 260 : 340 });
  }

  // The table says it to screen readers; a symbol without a name only disturbs them.
  function quiet(mark) {
    mark.aria = false;
    (mark.marks || []).forEach(quiet);
  }

  function draw(spec) {
    if (view) view.finalize();
    place.querySelectorAll("svg").forEach((old) => old.remove());
    const compiled = vegaLite.compile(dressed(spec)).spec;
    compiled.marks.forEach(quiet);
    (compiled.legends || []).filter((legend) => legend.shape).forEach((legend) => {
      const coloured = { signal: "datum.label === " + JSON.stringify(spec.usermeta.alarm) + " ? '" + spec.usermeta.red + "' : '#777'" };
      const symbols = ((legend.encode = legend.encode || {}).symbols = legend.encode.symbols || {});
      symbols.update = Object.assign({}, symbols.update, { stroke: coloured, fill: coloured });
    });
    view = new vega.View(vega.parse(compiled, null, { ast: true }), {
      expr: vegaInterpreter.expressionInterpreter, renderer: "svg", container: place, hover: true, tooltip: showTip,
    });
    view.runAsync().catch(() => { place.textContent = ""; });
  }

  fetch(place.dataset.spec).then((answer) => answer.json()).then((spec) => { asked = spec; draw(spec); });
  let waiting = 0, width = place.clientWidth;
  window.addEventListener("resize", () => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    clearTimeout(waiting);
    waiting = setTimeout(() => asked && draw(asked), 150);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => asked && draw(asked));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
})();
