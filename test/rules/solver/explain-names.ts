import type { NameOf } from "../../../src/solver/sentence.ts";

const words: Readonly<Record<string, string>> = {
  unitOfItem: "顶",
  unitOfNeed: "顶",
  priorityOfNeed: "1",
  unitOfCost: "公里",
};

/** Units as a hub has them, in the Chinese form; every id speaks for itself. */
export const named: NameOf = (kind, id) => words[kind] ?? id;
