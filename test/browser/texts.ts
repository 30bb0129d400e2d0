import type { Page } from "playwright-core";

/** Every text that a page shows or reads out, but for what is marked as Chinese on purpose. */
export const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const unread = "noscript, script, style, [lang=zh-CN]:not(html)";
      if (node.parentElement?.closest(unread) === null) texts.push(node.textContent ?? "");
    }
    const names = ["aria-label", "placeholder", "title"];
    const labelled = document.querySelectorAll(names.map((name) => `[${name}]`).join());
    const labels = [...labelled].flatMap((one) => names.map((name) => one.getAttribute(name)));
    return [...texts, ...labels.map((label) => label ?? "")];
  });
