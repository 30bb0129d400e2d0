/** One sentence in both languages of the hub, as a duty officer would say it. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** What a caller can say of an id; `unitOfCost` has no id of its own. */
export type NameKind =
  | "source"
  | "need"
  | "item"
  | "place"
  | "unitOfItem"
  | "unitOfNeed"
  | "priorityOfNeed"
  | "unitOfCost";

/**
 * Turns ids into names people know, of one language. Unknown: the id itself; of units and
 * priorities nothing, "", and sentences then do without.
 */
export type NameOf = (kind: NameKind, id: string) => string;

/** Names nothing: every id speaks for itself. */
export const plainName: NameOf = (kind, id) => (kind.includes("Of") ? "" : id);
