"use strict";
// The report can be read without this script: it sorts tables and makes the network explorable.
(() => {
  // Tables: a click or Enter on a heading sorts by it, once more turns the order round.
  const collator = new Intl.Collator(undefined, { numeric: true });
  function sortTable(table, column, heading) {
    const descending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentNode.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row, place) => {
      const cell = row.cells[column];
      const number = cell.dataset.value;
      const text = cell.textContent;
      return { row, place, text, number: number === undefined ? NaN : Number(number) };
    });
    const sign = descending ? -1 : 1;
    keyed.sort((a, b) => {
      // Missing values stay last in both orders.
      if ((a.text === "") !== (b.text === "")) return a.text === "" ? 1 : -1;
      const bothNumbers = !Number.isNaN(a.number) && !Number.isNaN(b.number);
      const order = bothNumbers ? a.number - b.number : collator.compare(a.text, b.text);
      return sign * order || a.place - b.place;
    });
    body.append(...keyed.map((entry) => entry.row));
  }
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sortTable(table, column, heading));
    });
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const source = document.getElementById(button.dataset.copy);
      const range = document.createRange();
      range.selectNodeContents(source);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      // A page opened from a disk may have no clipboard; the text is selected all the same.
      if (navigator.clipboard) navigator.clipboard.writeText(source.textContent).catch(() => {});
    });
  }

  const store = document.getElementById("network-data");
  if (!store) return;
  const data = JSON.parse(store.textContent);
  const root = document.getElementById("explorer");
  root.hidden = false;
  const canvas = root.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const said = root.querySelector("[data-role=said]");
  const found = root.querySelector("[data-role=found]");
  const search = root.querySelector("input[type=search]");
  const count = data.names.length;
  const ends = data.edges;
  // Few nodes have room to be larger, thousands only when they are looked at closely.
  const room = Math.min(2, Math.max(0.45, 12 / Math.sqrt(count)));
  const radii = data.sizes.map((share) => room * (3 + 9 * Math.sqrt(share)));
  const bySize = [...data.sizes.keys()].sort((a, b) => data.sizes[b] - data.sizes[a] || a - b);
  const hiddenGroups = new Set();

  const neighbors = Array.from({ length: count }, () => new Set());
  for (let i = 0; i < ends.length; i += 2) {
    if (ends[i] === ends[i + 1]) continue;
    neighbors[ends[i]].add(ends[i + 1]);
    neighbors[ends[i + 1]].add(ends[i]);
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const printing = matchMedia("print");
  const isDark = () => dark.matches && !printing.matches;
  const ink = () => (isDark() ? "#eceef1" : "#1c2430");
  const ground = () => (isDark() ? "#171b21" : "#ffffff");
  const palette = () => (isDark() ? data.darkPalette : data.palette);

  // The view: screen = place * zoom + shift.
  const view = { zoom: 1, x: 0, y: 0 };
  let [width, height, dots] = [0, 0, 1];
  let selected = -1;
  let hovered = -1;

  const visible = (node) => !hiddenGroups.has(data.groups[node]);
  const atX = (node) => data.x[node] * view.zoom + view.x;
  const atY = (node) => data.y[node] * view.zoom + view.y;
  const grown = () => Math.min(2.5 / Math.min(1, room), Math.max(0.6, Math.sqrt(view.zoom / fitted)));
  let fitted = 1;

  function fit() {
    const margin = 36;
    const [w, h] = data.extent;
    // A single node has no extent.
    view.zoom = Math.min((width - 2 * margin) / Math.max(1, w), (height - 2 * margin) / Math.max(1, h));
    view.x = (width - w * view.zoom) / 2;
    view.y = (height - h * view.zoom) / 2;
    fitted = view.zoom;
  }

  // The whole network is drawn once per view into a picture; hovering, panning and zooming show that
  // picture, moved, and it is drawn sharp again when the view rests. So a frame costs the same for
  // any number of nodes.
  const picture = document.createElement("canvas");
  const brush = picture.getContext("2d", { alpha: false });
  const drawn = { zoom: 1, x: 0, y: 0 };

  function drawPicture() {
    Object.assign(drawn, view);
    brush.setTransform(dots, 0, 0, dots, 0, 0);
    brush.fillStyle = ground();
    brush.fillRect(0, 0, width, height);
    brush.strokeStyle = ink();
    brush.globalAlpha = Math.min(0.5, Math.max(0.08, 60 / Math.sqrt(ends.length + 1) / 5));
    brush.lineWidth = 0.8;
    // Many short paths: one path of 20,000 lines takes far longer to fill in.
    for (let i = 0; i < ends.length; ) {
      brush.beginPath();
      for (const stop = Math.min(ends.length, i + 400); i < stop; i += 2) {
        const [a, b] = [ends[i], ends[i + 1]];
        if (!visible(a) || !visible(b)) continue;
        brush.moveTo(atX(a), atY(a));
        brush.lineTo(atX(b), atY(b));
      }
      brush.stroke();
    }
    brush.globalAlpha = 1;
    const colors = palette();
    const scale = grown();
    brush.strokeStyle = ground();
    for (let rank = count - 1; rank >= 0; rank--) {
      const node = bySize[rank];
      if (visible(node)) dot(brush, node, colors[data.groups[node]], scale);
    }
    labels();
  }

  function dot(to, node, color, scale) {
    to.beginPath();
    to.arc(atX(node), atY(node), radii[node] * scale, 0, 2 * Math.PI);
    to.fillStyle = color;
    to.fill();
    to.lineWidth = 1;
    to.stroke();
  }

  // Names of the largest nodes as far as they find room; the closer one looks, the more.
  function labels() {
    const most = Math.round(Math.min(40, 16 * Math.max(1, view.zoom / fitted)) * Math.min(1, width / 900));
    const taken = [];
    const named = [];
    for (const node of bySize) {
      const [x, y] = [atX(node), atY(node)];
      if (!visible(node) || x < 0 || y < 0 || x > width || y > height) continue;
      const r = radii[node] * grown();
      // A name would hide a large dot.
      if (named.length < 60) taken.push({ node, box: [x - r, y - r, x + r, y + r] });
      named.push(node);
      if (named.length > 120) break;
    }
    let shown = 0;
    for (const node of named) if (shown < most && label(brush, node, taken)) shown++;
  }
  // Whether there was room for the name.
  function label(to, node, taken) {
    to.font = `${data.sizes[node] > 0.25 ? 600 : 400} 13px system-ui, sans-serif`;
    const name = shortName(node);
    const w = to.measureText(name).width;
    const r = radii[node] * grown();
    const x = Math.min(Math.max(atX(node), w / 2 + 4), width - w / 2 - 4);
    const at = (y) => [x - w / 2 - 3, y - 13, x + w / 2 + 3, y + 5];
    const isFree = (box) => !taken.some((one) => one.node !== node &&
      box[0] < one.box[2] && one.box[0] < box[2] && box[1] < one.box[3] && one.box[1] < box[3]);
    const y = [atY(node) + r + 15, atY(node) - r - 6].find((y) => y > 14 && y < height - 6 && isFree(at(y)));
    if (y === undefined) return false;
    taken.push({ node: -1, box: at(y) });
    to.textAlign = "center";
    to.lineWidth = 4;
    to.lineJoin = "round";
    to.strokeStyle = ground();
    to.strokeText(name, x, y);
    to.fillStyle = ink();
    to.fillText(name, x, y);
    return true;
  }
  function shortName(node) {
    const letters = [...data.names[node].replace(/\s+/g, " ")];
    return letters.length > 28 ? letters.slice(0, 27).join("") + "…" : letters.join("");
  }

  function draw() {
    const factor = view.zoom / drawn.zoom;
    pen.setTransform(dots, 0, 0, dots, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = ground();
    pen.fillRect(0, 0, width, height);
    const focus = hovered >= 0 ? hovered : selected;
    pen.globalAlpha = focus >= 0 ? 0.25 : 1;
    pen.drawImage(
      picture, view.x - drawn.x * factor, view.y - drawn.y * factor, width * factor, height * factor);
    pen.globalAlpha = 1;
    if (focus >= 0) highlight(focus);
  }
  function highlight(node) {
    const around = [...neighbors[node]].filter(visible);
    pen.strokeStyle = ink();
    pen.lineWidth = 1.4;
    pen.beginPath();
    for (const other of around) {
      pen.moveTo(atX(node), atY(node));
      pen.lineTo(atX(other), atY(other));
    }
    pen.stroke();
    const colors = palette();
    pen.strokeStyle = ink();
    for (const one of [...around, node]) dot(pen, one, colors[data.groups[one]], grown());
    const taken = [];
    for (const one of [node, ...around.sort((a, b) => data.sizes[b] - data.sizes[a]).slice(0, 25)]) {
      label(pen, one, taken);
    }
  }

  let waiting = false;
  let resting = 0;
  function changed(moved) {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => { waiting = false; draw(); });
    }
    if (!moved) return;
    clearTimeout(resting);
    resting = setTimeout(() => { drawPicture(); draw(); }, 150);
  }
  function resized() {
    const box = canvas.getBoundingClientRect();
    [width, height] = [Math.max(200, box.width), Math.max(200, box.height)];
    dots = Math.min(2, devicePixelRatio || 1);
    for (const one of [canvas, picture]) {
      [one.width, one.height] = [Math.round(width * dots), Math.round(height * dots)];
    }
    fit();
    drawPicture();
    draw();
  }

  function zoom(factor, x = width / 2, y = height / 2) {
    const next = Math.min(fitted * 60, Math.max(fitted / 3, view.zoom * factor));
    const by = next / view.zoom;
    view.x = x - (x - view.x) * by;
    view.y = y - (y - view.y) * by;
    view.zoom = next;
    changed(true);
  }
  function pan(dx, dy) {
    view.x += dx;
    view.y += dy;
    changed(true);
  }

  function nodeAt(x, y) {
    let best = -1;
    let nearest = Infinity;
    for (let node = 0; node < count; node++) {
      if (!visible(node)) continue;
      const distance = Math.hypot(atX(node) - x, atY(node) - y);
      if (distance < nearest && distance <= radii[node] * grown() + 4) {
        [best, nearest] = [node, distance];
      }
    }
    return best;
  }

  const element = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };
  function chooser(node) {
    // bdi: a name that runs from right to left must not turn what stands around it.
    const button = element("button", element("bdi", data.names[node]));
    button.type = "button";
    button.addEventListener("click", () => select(node, true));
    return element("li", button);
  }
  function select(node, center) {
    selected = node;
    hovered = -1;
    said.replaceChildren();
    if (node >= 0) {
      const around = [...neighbors[node]].sort((a, b) => data.sizes[b] - data.sizes[a] || a - b);
      said.append(element("h3", element("bdi", data.names[node])));
      const facts = [`${around.length} ${around.length === 1 ? "neighbour" : "neighbours"}`];
      if (data.groupNames.length > 1) facts.push(data.groupNames[data.groups[node]]);
      for (const measure of data.measures) facts.push(`${measure.name} ${measure.values[node] || "none"}`);
      said.append(element("p", facts.join(" · ")));
      const shown = around.slice(0, 40);
      said.append(element("ul", ...shown.map(chooser)));
      if (around.length > shown.length) {
        said.append(element("p", `and ${around.length - shown.length} more`));
      }
      if (center && visible(node)) {
        view.x += width / 2 - atX(node);
        view.y += height / 2 - atY(node);
        drawPicture();
      }
    }
    changed(false);
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const searchable = data.names.map(plain);
  function look() {
    const wanted = plain(search.value.trim());
    found.replaceChildren();
    if (wanted === "") return;
    const hits = [];
    for (const node of bySize) if (searchable[node].includes(wanted)) hits.push(node);
    found.append(...hits.slice(0, 8).map(chooser));
    const rest = hits.length === 0 ? "nobody by that name" : hits.length > 8 ? `and ${hits.length - 8} more` : "";
    if (rest) found.append(element("li", rest));
    return hits[0];
  }
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = look();
    if (first !== undefined) select(first, true);
  });

  const groupBox = root.querySelector("[data-role=groups]");
  function colorGroups() {
    groupBox.querySelectorAll("i").forEach((swatch, group) => {
      swatch.style.background = palette()[group];
    });
  }
  data.groupNames.forEach((name, group) => {
    const box = element("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => {
      if (box.checked) hiddenGroups.delete(group);
      else hiddenGroups.add(group);
      drawPicture();
      changed(false);
    });
    groupBox.append(element("label", box, element("i"), element("bdi", name)));
  });
  groupBox.hidden = data.groupNames.length < 2;
  colorGroups();

  let held = null;
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    held = { at: point(event), moved: false };
    // A pointer made by a program cannot be captured.
    try { canvas.setPointerCapture(event.pointerId); } catch { /* it is not needed */ }
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = point(event);
    if (held) {
      const [dx, dy] = [x - held.at[0], y - held.at[1]];
      if (!held.moved && Math.hypot(dx, dy) < 4) return;
      held = { at: [x, y], moved: true };
      pan(dx, dy);
      return;
    }
    const node = nodeAt(x, y);
    canvas.style.cursor = node >= 0 ? "pointer" : "grab";
    if (node !== hovered) {
      hovered = node;
      changed(false);
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    if (held && !held.moved) select(nodeAt(...point(event)), false);
    held = null;
  });
  canvas.addEventListener("pointerleave", () => { hovered = -1; changed(false); });
  canvas.addEventListener("pointercancel", () => { held = null; });
  canvas.addEventListener("wheel", (event) => {
    // The page scrolls on as long as the figure has not been chosen.
    if (document.activeElement !== canvas && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), ...point(event));
  }, { passive: false });

  function step(by) {
    const seen = bySize.filter(visible);
    if (seen.length === 0) return;
    const place = seen.indexOf(selected);
    const next = place < 0 ? (by > 0 ? 0 : seen.length - 1) : (place + by + seen.length) % seen.length;
    select(seen[next], true);
  }
  const keys = {
    ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0),
    ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
    "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4),
    0: () => { fit(); changed(true); },
    Escape: () => select(-1), n: () => step(1), p: () => step(-1),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  const does = { in: keys["+"], out: keys["-"], all: keys[0] };
  for (const button of root.querySelectorAll("button[data-does]")) {
    button.addEventListener("click", () => does[button.dataset.does]());
  }

  const repaint = () => { colorGroups(); drawPicture(); draw(); };
  dark.addEventListener("change", repaint);
  printing.addEventListener("change", repaint);
  addEventListener("resize", resized);
  resized();
  // For tests, and for those who look under the bonnet.
  window.sociogram = {
    view, draw, drawPicture, pan, select, at: (node) => [atX(node), atY(node)],
    get selected() { return selected; }, get hovered() { return hovered; },
  };
})();
