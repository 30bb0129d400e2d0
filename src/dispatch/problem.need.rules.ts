import type { NeedRow, NeedSet } from "../incidents/need.model.ts";
import { unpromised } from "../incidents/need.rules.ts";
import type { Need } from "../solver/problem.ts";
import { fillUpIdOf } from "./proposal.model.ts";
import { brokenSets } from "./set.rules.ts";

/**
 * The needs of the problem file. A need of several capabilities asks for what its broken sets lack
 * before it asks for whole ones: whoever is on the way already is not sent for a second time.
 */
export function needsOf(
  needs: readonly NeedRow[],
  sets: readonly NeedSet[],
  now: Date,
): readonly Need[] {
  return needs.flatMap((need): Need[] => {
    const wanted = unpromised(need);
    const common = commonOf(need, now);
    if (need.capabilities === null)
      return [{ ...common, id: need.id, ...thingOf(need), quantity: wanted }];
    const broken = brokenSets(need, sets).slice(0, wanted);
    const whole = wanted - broken.length;
    const { capabilities } = need;
    return [
      ...(whole === 0 ? [] : [{ ...common, id: need.id, capabilities, quantity: whole }]),
      ...broken.map(({ setId, lacks }) => ({
        ...{ ...common, id: fillUpIdOf(need.id, setId), quantity: 1 },
        ...(lacks.length === 1 ? { capability: lacks[0] ?? "" } : { capabilities: lacks }),
      })),
    ];
  });
}

const thingOf = ({ item, capability }: NeedRow) =>
  item === null ? { capability: capability ?? "" } : { item };

const minuteMs = 60_000;

/** A deadline already missed stays a deadline: what comes later is counted as late. */
const commonOf = (need: NeedRow, now: Date) => ({
  place: need.node,
  priority: need.priority,
  ...(need.deadlineAt === null
    ? {}
    : {
        deadlineMinutes: Math.max(
          0,
          Math.floor((need.deadlineAt.getTime() - now.getTime()) / minuteMs),
        ),
      }),
  minShelfMinutes: need.minShelfMinutes,
});
