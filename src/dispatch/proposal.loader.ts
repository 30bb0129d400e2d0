import type { LoaderOf } from "../graph/context.ts";
import { oneByKey } from "../regions/rows.loader.ts";
import type { Sentence } from "../solver/sentence.ts";
import type { Plan } from "../solver/plan.ts";
import { readNames, readProposals } from "./proposal.store.ts";
import { namedIn, type Names } from "./proposal.view.rules.ts";

export const proposalById = oneByKey(readProposals, ({ id }) => id);

/** The names that a plan's sentences use: one query for a plan, kept while it is answered. */
export const namesOfPlan: LoaderOf<(plan: Plan) => Promise<Names>> = (tx) => {
  const kept = new Map<Plan, Promise<Names>>();
  return (plan) => {
    const names =
      kept.get(plan) ?? tx().then(async (open) => namesFrom(await readNames(open, namedIn(plan))));
    kept.set(plan, names);
    return names;
  };
};

type Row = Awaited<ReturnType<typeof readNames>>[number];

function namesFrom(rows: readonly Row[]): Names {
  const by = <T>(kind: Row["kind"], of: (row: Row) => T) =>
    new Map(rows.filter((row) => row.kind === kind).map((row): [string, T] => [row.id, of(row)]));
  const nameOf = ({ zh, en }: Row): Sentence => ({ zh, en: en ?? zh });
  const counted = (row: Row) => ({
    name: nameOf(row),
    unit: { zh: row.unitZh ?? "支", en: row.unit ?? "unit" },
  });
  return {
    sources: by("SOURCE", nameOf),
    needs: by("NEED", (row) => ({ ...counted(row), priority: row.priority ?? 3 })),
    items: by("ITEM", counted),
    places: by("PLACE", nameOf),
  };
}
