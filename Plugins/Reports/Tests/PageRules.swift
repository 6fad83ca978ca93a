import Foundation
import ModuleTesting
import TestSupport

/// What an accessibility checker calls serious, as far as it can be seen in a page.
///
/// Web Content Accessibility Guidelines 2.2, levels A and AA. Where `make setup-test` has brought axe-core,
/// that is asked too.
enum PageRules {
  static let axe: String? = {
    let folder = ReferenceData.checkout + "/.build/axe/axe_playwright_python/axe.min.js"
    return try? String(contentsOfFile: folder, encoding: .utf8)
  }()

  /// Defines `pageRules()`, which gives a line for each fault: the rule and the element.
  static let script = """
    window.pageRules = () => {
      const faults = [];
      const all = (selector) => [...document.querySelectorAll(selector)];
      const isSeen = (one) => one.checkVisibility({ visibilityProperty: true });
      const say = (rule, one) => faults.push(rule + ": " + (one.outerHTML || one).slice(0, 120));
      const ids = all("[id]").map((one) => one.id);
      // 3.1.1, 2.4.2, 2.4.1
      if (!document.documentElement.lang) say("language", "html");
      if (!document.title) say("title", "html");
      for (const one of ["main", "header", "footer", "h1"]) {
        if (all(one).length !== 1) say("landmark", one);
      }
      // 1.3.1
      let level = 0;
      for (const one of all("h1, h2, h3, h4, h5, h6").filter(isSeen)) {
        const own = Number(one.localName[1]);
        if (own > level + 1 || one.textContent.trim() === "") say("heading", one);
        level = own;
      }
      for (const one of all("table")) {
        const heads = [...one.querySelectorAll("th")];
        if (!heads.length || heads.some((head) => !head.scope) || !one.caption) say("table", one);
      }
      for (const one of all("ul > :not(li):not(script), ol > :not(li):not(script)")) say("list", one);
      for (const one of all("li")) if (!one.closest("ul, ol")) say("list", one);
      // 4.1.1, 4.1.2
      for (const one of all("[id]")) if (ids.filter((id) => id === one.id).length > 1) say("id", one);
      for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
        for (const one of all(`[${attribute}]`)) {
          const wanted = one.getAttribute(attribute).split(" ");
          if (wanted.some((id) => !ids.includes(id))) say("reference", one);
        }
      }
      const roles = ["application", "region", "img", "status", "list", "group", "search", "note"];
      for (const one of all("[role]")) if (!roles.includes(one.getAttribute("role"))) say("role", one);
      const name = (one) => (one.getAttribute("aria-label") || one.textContent.trim() ||
        [...(one.labels || [])].map((label) => label.textContent.trim()).join("") ||
        (one.getAttribute("aria-labelledby") || "").split(" ").map((id) =>
          document.getElementById(id)?.textContent.trim() || "").join(""));
      for (const one of all("button, a, input, canvas, [role], [tabindex], nav, fieldset").filter(isSeen)) {
        if (!name(one)) say("name", one);
      }
      // 1.1.1, 2.4.4, 2.4.3, 2.1.1
      for (const one of all("img")) if (!one.hasAttribute("alt")) say("alt", one);
      for (const one of all("a[href^='#']")) if (!ids.includes(one.hash.slice(1))) say("link", one);
      for (const one of all("[tabindex]")) if (one.tabIndex > 0) say("order", one);
      for (const one of all("*").filter(isSeen)) {
        const style = getComputedStyle(one);
        const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY) &&
          (one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth);
        if (scrolls && one.tabIndex < 0 && one !== document.documentElement) say("keyboard", one);
      }
      // 1.4.3
      const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) =>
        part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
      const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
          const color = numbers(getComputedStyle(at).backgroundColor);
          if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
      };
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const one = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !isSeen(one) || /SCRIPT|STYLE/.test(one.tagName)) continue;
        const [a, b] = [light(numbers(getComputedStyle(one).color)), light(ground(one))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) say("contrast", one);
      }
      return faults;
    };
    """
}
