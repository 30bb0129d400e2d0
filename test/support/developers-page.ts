/** What the developers' page shows, as a reader would copy it. */
const plain = (html: string): string =>
  html.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

export interface Shown {
  readonly name: string;
  readonly program: string;
}

/** The programs of one language on the page, in their order. */
export const programsIn = (page: string, language: string): readonly Shown[] =>
  [
    ...page.matchAll(
      /<pre tabindex="0" data-example="([\w-]+)" data-language="(\w+)">([^<]*)<\/pre>/g,
    ),
  ].flatMap(([, name = "", of, text = ""]) =>
    of === language ? [{ name, program: plain(text) }] : [],
  );

/** The two lines that the page asks to be pasted into a terminal. */
export function startIn(page: string): Readonly<Record<"HUB" | "KEY", string>> {
  const [, hub = "", key = ""] =
    /<pre id="start"[^>]*>export HUB=(\S+)\nexport KEY=(\S+)<\/pre>/.exec(page) ?? [];
  return { HUB: plain(hub), KEY: plain(key) };
}

export const pageOf = async (url: string, init?: RequestInit): Promise<string> =>
  (await fetch(url, init)).text();

/** A sandbox key, taken as the page's own button takes it. */
export const takeKey = (url: string): Promise<string> =>
  pageOf(`${url}/dev/key`, { method: "POST", headers: { origin: url } });
