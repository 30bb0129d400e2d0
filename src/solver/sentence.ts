/** One sentence in both languages of the hub, as a duty officer would say it. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** Turns ids into names people know; absent: the id itself. */
export type NameOf = (kind: "source" | "need" | "item" | "place" | "lot", id: string) => string;
