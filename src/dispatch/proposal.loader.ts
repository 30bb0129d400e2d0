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

function namesFrom(rows: Awaited<ReturnType<typeof readNames>>): Names {
  const of = (kind: string) =>
    new Map(
      rows
        .filter((row) => row.kind === kind)
        .map(({ id, zh, en }): [string, Sentence] => [id, { zh, en: en ?? zh }]),
    );
  return { sources: of("SOURCE"), needs: of("NEED"), items: of("ITEM") };
}
