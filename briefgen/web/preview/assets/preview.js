"use strict";
// The preview's part in the browser: reloads the frame when what it shows has changed, keeps its place, darkens it by
// force, and makes every link and button with data-key a key. Everything else is a plain page from the server.

const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* then it is not remembered */ } };
document.documentElement.dataset.list = remembered("list") || (innerWidth < 900 ? "closed" : "open");
document.documentElement.dataset.checks = remembered("checks") || (innerWidth < 1500 ? "closed" : "open");

addEventListener("DOMContentLoaded", () => {
  const $ = (selector) => document.querySelector(selector);
  const { documentElement: root, body } = document;
  if ("alone" in body.dataset) {
    new EventSource(body.dataset.alone).addEventListener("change", () => location.assign("/"));
    return;
  }
  const frame = $("iframe"), stage = $("#stage"), overlay = $("#overlay"), live = $("#live");
  const place = `scroll:${body.dataset.place}`;
  const scheme = body.dataset.scheme, target = Number(body.dataset.target);
  body.dataset.loads = 0;

  // -- The frame: its place, its links, its keys ------------------------------------------------------------
  const keep = () => {
    const view = frame.contentWindow;
    if (view?.document?.body) sessionStorage.setItem(place, `${view.scrollX},${view.scrollY}`);
  };
  const loaded = () => {
    const view = frame.contentWindow, inside = frame.contentDocument;
    if (!inside || inside.URL === "about:blank") return;
    for (const link of inside.querySelectorAll("a[href]:not([href^='#'])")) link.target = "_blank";
    if (scheme === "partial" || scheme === "full") force(inside, scheme);
    const [x, y] = (sessionStorage.getItem(place) || "").split(",").map(Number);
    if (y >= 0 && !frame.src.includes("#")) view.scrollTo({ left: x, top: y, behavior: "instant" });
    inside.addEventListener("keydown", pressed);
    inside.addEventListener("scroll", keep, { passive: true });
    frame.style.visibility = "";
    body.dataset.loads = Number(body.dataset.loads) + 1;
    body.dataset.shown = body.dataset.version;
  };
  const reload = () => {
    keep();
    if (scheme === "partial" || scheme === "full") frame.style.visibility = "hidden"; // no flash of light
    frame.contentWindow.location.reload();
  };
  frame.addEventListener("load", loaded);

  // -- What changed -----------------------------------------------------------------------------------------
  let checking = 0;
  const put = (id, html) => { const part = $(`#${id}`); if (part.dataset.html !== html) { part.innerHTML = html; part.dataset.html = html; } };
  const changed = (now) => {
    const { version } = body.dataset;
    if (now.version && now.version !== version) { body.dataset.version = now.version; reload(); }
    for (const [id, html] of Object.entries(now.parts)) put(id, html);
    faulty();
    clearTimeout(checking);
    checking = setTimeout(check, 1000); // once whoever edits pauses: it takes a moment of the server's
  };
  const faulty = () => {
    const said = overlay.textContent.trim();
    if (said !== overlay.dataset.said) { overlay.dataset.said = said; delete overlay.dataset.hidden; }
  };
  const check = async () => {
    try {
      const found = await (await fetch(body.dataset.checks)).json();
      put("found", found.checks);
      const { error, warning } = found.counts;
      $("#counts").textContent = error + warning || found.broken.length ? `${error + found.broken.length}/${warning}` : "✓";
      $("#counts").className = error || found.broken.length ? "bad" : warning ? "doubtful" : "good";
      $("#counts").title = `${error} errors, ${warning} warnings`;
      for (const tab of document.querySelectorAll("[data-tab]")) tab.querySelector(".broken").hidden = !found.broken.includes(tab.dataset.tab);
    } catch { /* asked again after the next change */ }
  };
  const say = (state, words) => { live.className = state; live.querySelector(".words").textContent = words; };
  const stream = new EventSource(body.dataset.events);
  stream.addEventListener("open", () => say("on", "Live"));
  stream.addEventListener("state", (event) => changed(JSON.parse(event.data)));
  stream.addEventListener("gone", () => location.assign("/"));
  stream.addEventListener("error", () => say("off", "Not running: start briefgen preview again"));
  addEventListener("pagehide", () => { keep(); stream.close(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  faulty();
  if (frame.contentDocument?.readyState === "complete") loaded();

  // -- Room -------------------------------------------------------------------------------------------------
  const fit = () => {
    if (!target) return;
    const { clientWidth: room, clientHeight: height } = stage;
    const width = body.dataset.width === "desktop" ? Math.max(target, room) : target;
    const scale = Math.min(1, room / width);
    const tall = body.dataset.width === "phone" ? Math.min(height - 32, 812) : body.dataset.width === "tablet" ? height - 32 : height;
    Object.assign(frame.style, { width: `${width}px`, height: `${tall / scale}px`, transform: scale < 1 ? `scale(${scale})` : "" });
    Object.assign($("#frame").style, { width: `${width * scale}px`, height: `${tall}px` });
    $("#scale").textContent = scale < 1 ? `${width} px at ${Math.round(scale * 100)} %` : `${width} px`;
  };
  new ResizeObserver(fit).observe(stage);
  fit();

  const fold = (name, button) => {
    const apply = () => {
      const open = root.dataset[name] === "open";
      button.setAttribute("aria-expanded", open);
      $(`#${name}`).hidden = !open;
    };
    button.addEventListener("click", () => {
      root.dataset[name] = root.dataset[name] === "open" ? "closed" : "open";
      remember(name, root.dataset[name]);
      apply();
    });
    apply();
  };
  fold("list", $("#fold-list"));
  fold("checks", $("#fold-checks"));
  const list = $("#list"), current = list.querySelector("[aria-current=page]");
  current?.scrollIntoView({ block: "nearest" });

  // -- Dialogs and keys -------------------------------------------------------------------------------------
  const dialog = (name) => {
    const box = $(`#${name}`);
    $(`#open-${name}`).addEventListener("click", () => box.showModal());
    box.querySelector("[data-close]").addEventListener("click", () => box.close());
  };
  dialog("send");
  dialog("keys");
  $("#send form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = $("#send .said"), button = $("#send [type=submit]");
    said.className = "said";
    said.textContent = "Sending…";
    button.disabled = true;
    try {
      const answer = await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
      said.textContent = (await answer.json()).said;
      said.classList.add(answer.ok ? "good" : "bad");
    } catch { said.textContent = "The preview does not answer."; said.classList.add("bad"); }
    button.disabled = false;
  });
  const step = (by) => {
    const links = [...list.querySelectorAll("ul:not(.publications) a")];
    links[links.findIndex((link) => link.ariaCurrent === "page") + by]?.click();
  };
  const hide = () => { overlay.dataset.hidden = ""; };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, dialog[open]")) return;
    if (event.key === "Escape") hide();
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key !== '"') document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  };
  addEventListener("keydown", pressed);
  overlay.addEventListener("click", (event) => { if (event.target.closest("[data-hide]")) hide(); });
});

// What mail programs do that force dark mode, about: to the light document, element by element. "partial" darkens light
// backgrounds and lightens dark text; "full" turns every lightness round. Pictures stay. Marks as Outlook leaves them.
function force(inside, how) {
  const view = inside.defaultView;
  const shade = (colour, isText) => {
    const found = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    if (!found || found[4] === "0") return null;
    const [red, green, blue] = found.slice(1, 4).map((value) => value / 255);
    const most = Math.max(red, green, blue), least = Math.min(red, green, blue);
    const light = (most + least) / 2, spread = most - least;
    if (how === "partial" && (isText ? light >= 0.5 : light < 0.5)) return null;
    const turn = spread === 0 ? 0 : most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
    const turned = Math.max(1 - light, how === "full" ? 0.07 : isText ? 0.6 : 0.12);
    const saturation = spread === 0 ? 0 : Math.min(spread / (1 - Math.abs(2 * turned - 1)), 0.85); // as strong as it was
    return `hsl(${turn * 60} ${saturation * 100}% ${turned * 100}% / ${found[4] ?? 1})`;
  };
  const all = [inside.documentElement, ...inside.body.querySelectorAll("*"), inside.body];
  const found = all.map((element) => [element, view.getComputedStyle(element)]).map(([element, style]) => ({
    element, text: shade(style.color, true), ground: shade(style.backgroundColor, false),
    borders: ["top", "right", "bottom", "left"].filter((side) => style[`border-${side}-style`] !== "none").map((side) => [side, shade(style[`border-${side}-color`], false)]),
  }));
  for (const { element, text, ground, borders } of found) {
    if (text) { element.style.setProperty("color", text, "important"); element.setAttribute("data-ogsc", ""); }
    if (ground) { element.style.setProperty("background-color", ground, "important"); element.setAttribute("data-ogsb", ""); }
    for (const [side, colour] of borders) if (colour) element.style.setProperty(`border-${side}-color`, colour, "important");
  }
  const canvas = view.getComputedStyle(inside.body).backgroundColor;
  const bare = (colour) => colour === "rgba(0, 0, 0, 0)";
  if (bare(view.getComputedStyle(inside.documentElement).backgroundColor)) {
    inside.documentElement.style.setProperty("background-color", bare(canvas) ? "hsl(0 0% 12%)" : canvas, "important");
  }
}
