import { storeOf, useStore } from "./store.ts";

export type Lang = "zh" | "en";

const remembered = "qipan.lang";
const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(remembered);
const store = storeOf<Lang>(asked === "en" ? "en" : "zh");

export type Say = (zh: string, en: string) => string;

const sayIn =
  (locale: Lang): Say =>
  (zh, en) =>
    locale === "en" ? en : zh;

const says = { zh: sayIn("zh"), en: sayIn("en") };

export const lang = {
  now: store.now,
  say: (zh: string, en: string): string => says[store.now()](zh, en),
  set: (next: Lang): void => {
    localStorage.setItem(remembered, next);
    store.set(next);
  },
};

export const useLang = (): Lang => useStore(store);

/** Both wordings stand beside each other wherever one is used, so that none can be missing. */
export const useSay = (): Say => says[useLang()];

/** A thing of the hub by its name: English where there is one, else as it is called. */
export interface Named {
  readonly nameZh: string;
  readonly nameEn?: string | null;
}

export const useName = (): ((thing: Named | null | undefined) => string) => {
  const locale = useLang();
  return (thing) =>
    thing === null || thing === undefined
      ? "—"
      : locale === "en"
        ? (thing.nameEn ?? thing.nameZh)
        : thing.nameZh;
};
