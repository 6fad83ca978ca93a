"use strict";
// Shows the state that the server tells, and again whenever it tells another. All that comes from a study
// or its data is put in as text.
(() => {
  const find = (selector, below = document) => below.querySelector(selector);
  const words = {
    waiting: "waiting", running: "running", done: "done", unchanged: "unchanged", failed: "failed",
    stopped: "not run",
  };

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  // Written only when it differs: what is selected or read aloud stays as it is.
  function setText(target, text) {
    if (target.textContent !== text) target.textContent = text;
  }
  function time(seconds) {
    if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 60) return `${seconds.toFixed(1)} s`;
    return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  }
  const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

  // One child for each entry, by its key; those that are there already are kept.
  function reconcile(list, entries, key, make, fill) {
    const known = new Map([...list.children].map((child) => [child.dataset.key, child]));
    entries.forEach((entry, index) => {
      const name = key(entry);
      let child = known.get(name);
      if (child) known.delete(name);
      else {
        child = make(entry);
        child.dataset.key = name;
      }
      if (list.children[index] !== child) list.insertBefore(child, list.children[index] || null);
      fill(child, entry);
    });
    for (const child of known.values()) child.remove();
  }

  // Problems

  function frame(problem) {
    const pre = element("pre", { role: "group", tabindex: "0", "aria-label": "the lines in question" });
    for (const line of problem.lines) {
      const number = element("span", { class: "number" }, String(line.number));
      const mark = problem.mark;
      if (!mark || mark.line !== line.number) {
        pre.append(number, `${line.text}\n`);
        continue;
      }
      // Positions count characters, not the halves that JavaScript counts.
      const letters = Array.from(line.text);
      const before = letters.slice(0, mark.start).join("");
      const marked = letters.slice(mark.start, mark.end).join("");
      pre.append(number, before);
      if (marked) pre.append(element("mark", {}, marked));
      pre.append(`${letters.slice(mark.end).join("")}\n`);
      // The same text, unseen, so that the carets stand below whatever its letters are wide.
      pre.append(
        element("span", { class: "number", "aria-hidden": "true" }, "\u00a0"),
        element("span", { class: "lead", "aria-hidden": "true" }, before),
        element("span", { class: "caret", "aria-hidden": "true" },
          "^".repeat(Math.max(1, mark.end - mark.start))), "\n");
    }
    return pre;
  }

  function makeProblem(problem) {
    const item = element("li", { class: problem.severity });
    if (problem.place) item.append(element("p", { class: "place" }, problem.place));
    item.append(element("p", { class: "message" },
      element("span", { class: "severity" }, `${problem.severity}: `), problem.message, " ",
      element("span", { class: "id" }, `[${problem.id}]`)));
    if (problem.lines.length) item.append(frame(problem));
    if (problem.help) item.append(element("p", { class: "help" }, `Help: ${problem.help}`));
    for (const note of problem.notes) {
      item.append(element("p", { class: "detail" },
        note.place ? `${note.message} (${note.place})` : note.message));
    }
    return item;
  }

  function showProblems(state) {
    const parts = [];
    if (state.errors) parts.push(counted(state.errors, "error"));
    if (state.warnings) parts.push(counted(state.warnings, "warning"));
    find("#problems").hidden = parts.length === 0;
    const rest = state.errors + state.warnings > state.problems.length && state.problems.length >= 200
      ? `, the first ${state.problems.length} shown` : "";
    setText(find("#problems-title"), parts.join(", ") + rest);
    reconcile(find("#problems ol"), state.problems, (one) => JSON.stringify(one), makeProblem, () => {});
  }

  // Stages

  function makeStage() {
    return element("li", {},
      element("div", { class: "top" }, element("b"), element("span", { class: "state" })),
      element("div", { class: "detail" }));
  }

  function fillStage(item, stage) {
    item.dataset.status = stage.status;
    setText(find("b", item), stage.id);
    let text = words[stage.status];
    if (stage.status === "running") {
      item.dataset.start = performance.now() - 1000 * stage.elapsed;
      text = `${Math.floor(stage.share * 100)} %, ${time(stage.elapsed)}`;
    }
    if (stage.status === "done") text = time(stage.seconds);
    item.dataset.share = stage.share || 0;
    setText(find(".state", item), text);
    const details = [stage.module];
    if (stage.result) details.push(stage.result);
    else if (stage.reasons) details.push(...stage.reasons);
    setText(find(".detail", item), details.join(" · "));
    let bar = find("progress", item);
    if (stage.status === "running") {
      if (!bar) {
        bar = element("progress", { max: "1", "aria-label": `progress of ${stage.id}` });
        item.append(bar);
      }
      bar.value = stage.share;
    } else if (bar) bar.remove();
  }

  // Seconds go on between two tellings.
  setInterval(() => {
    for (const item of document.querySelectorAll("#stages li[data-status=running]")) {
      const seconds = (performance.now() - Number(item.dataset.start)) / 1000;
      setText(find(".state", item), `${Math.floor(item.dataset.share * 100)} %, ${time(seconds)}`);
    }
  }, 200);

  // Figures

  function makeFigure() {
    return element("figure", {}, element("a", { class: "picture" }), element("figcaption"));
  }

  function fillFigure(item, figure) {
    item.className = figure.old ? "old" : "";
    const link = find("a.picture", item);
    link.hidden = !figure.url;
    if (figure.url && link.getAttribute("href") !== figure.url) {
      link.setAttribute("href", figure.url);
      link.replaceChildren(element("img", { src: figure.url, alt: figure.description || figure.title }));
    }
    const caption = find("figcaption", item);
    const text = JSON.stringify([figure.title, figure.formats, figure.old]);
    if (caption.dataset.text === text) return;
    caption.dataset.text = text;
    caption.replaceChildren(element("b", {}, figure.title || figure.name), ` ${figure.stage} `);
    if (figure.old) caption.append(element("span", { class: "old-note" }, "of an earlier run "));
    for (const format of figure.formats) {
      caption.append(element("a", { href: format.url, "aria-label": `${figure.name} as ${format.name}` },
        format.name), " ");
    }
  }

  // All

  function show(state) {
    setText(find("#title"), state.title || state.study);
    setText(find("#sentence"), state.sentence);
    find("#status").dataset.phase = state.phase;
    const sign = { running: "… ", reading: "… ", failed: "✕ ", waiting: "… ", closed: "(closed) " }[state.phase] || "";
    document.title = sign + (state.title || state.study);
    showProblems(state);
    reconcile(find("#stages ol"), state.stages, (stage) => stage.id, makeStage, fillStage);
    find("#figures .none").hidden = state.figures.length > 0;
    reconcile(find("#figures .list"), state.figures, (figure) => `${figure.stage}/${figure.name}`,
      makeFigure, fillFigure);
    find("#files").hidden = state.files.length === 0;
    setText(find("#files .note"), `In ${state.output}, from the last run that went through:`);
    // What is to be read comes first.
    const isPage = (file) => file.path.endsWith(".html");
    const files = [...state.files.filter(isPage), ...state.files.filter((file) => !isPage(file))];
    reconcile(find("#files ul"), files, (file) => file.path,
      (file) => element("li", {}, element("a", { href: file.url }, file.path)), () => {});
  }

  const lost = find("#lost");
  function tellLoss(text) {
    setText(lost, text);
    lost.hidden = text === "";
  }
  const events = new EventSource("events");
  events.addEventListener("state", (event) => {
    tellLoss("");
    show(JSON.parse(event.data));
  });
  events.addEventListener("closed", () => {
    events.close();
  });
  events.addEventListener("error", () => {
    tellLoss(events.readyState === EventSource.CLOSED
      ? "sociogram serve no longer answers at this address."
      : "The connection to sociogram serve is lost; trying again.");
  });
})();
