import { adopting } from "./adopting.ts";
import { confirmingDifference, deemingDifference, denying, receiving } from "./arriving.ts";
import { billing, signing } from "./billing.ts";
import type { Board } from "./board.ts";
import { charging, confirming, paying, waiving } from "./claiming.ts";
import { counting, recalling } from "./counting.ts";
import type { Deed, Draw } from "./deed.ts";
import { disputing } from "./disputing.ts";
import { diverting } from "./diverting.ts";
import { closingOrder, deeming, ending } from "./ending.ts";
import { inspecting, receivingBack, repairing } from "./homecoming.ts";
import { finding } from "./finding.ts";
import { issuing } from "./issuing.ts";
import { loading } from "./loading.ts";
import { acknowledging, cancelling, deciding, lapsing, renewing, runningOut } from "./orders.ts";
import { answering, proposing } from "./netting.ts";
import type { Pick } from "./pick.ts";
import { buying } from "./refilling.ts";
import { reporting } from "./reporting.ts";
import { accepting, sending, takingBack } from "./shipping.ts";
import { departing, handingOver, planningRelay, turningBack } from "./road.ts";
import { expiring, marking, opening, writingOff } from "./shelf.ts";
import { keeping, startingBack, using } from "./site.ts";
import { offeringSwap, withdrawingSwap } from "./swapping.ts";
import { giving, undoing } from "./titles.ts";
import type { WorldPlan } from "./world.ts";

type Weighed = readonly (readonly [number, Draw])[];

/** How often each kind is tried; what cannot be done at the time is drawn again. */
const weights = (world: WorldPlan): Weighed => [...onOrders(world), ...onBooksAndShelves(world)];

const onOrders = (world: WorldPlan): Weighed => [
  [8, adopting(world)],
  [9, deciding],
  [9, issuing],
  [7, acknowledging],
  [8, loading],
  [8, departing],
  [2, planningRelay],
  [3, handingOver],
  [8, receiving],
  [3, confirmingDifference],
  [2, denying],
  [1, deemingDifference],
  [1, turningBack],
  [4, diverting(world)],
  [1, cancelling],
  [1, renewing],
  [1, runningOut],
  [1, lapsing],
  [8, using],
  [2, keeping],
  [5, startingBack],
  [6, receivingBack],
  [6, inspecting],
  [3, repairing],
];

const onBooksAndShelves = (world: WorldPlan): Weighed => [
  [6, confirming],
  [2, disputing],
  [3, paying(world)],
  [2, waiving],
  [1, charging],
  [6, billing],
  [3, signing],
  [4, proposing],
  [12, answering],
  [5, buying],
  [4, sending],
  [5, accepting],
  [1, takingBack],
  [4, offeringSwap],
  [0.5, withdrawingSwap],
  [2, opening],
  [2, marking],
  [2, writingOff],
  [1.5, counting],
  [0.5, recalling],
  [0.5, expiring],
  [1, giving],
  [1, undoing],
  [4, finding],
  [2, closingOrder],
  [3, ending],
  [1, deeming],
  [3, reporting],
];

/** Draws deeds for one world, for ever. */
export function thinker(world: WorldPlan): (board: Board, pick: Pick, name: string) => Deed {
  const all = weights(world).flatMap(([weight, draw]) =>
    Array.from({ length: weight * 2 }, () => draw),
  );
  return (board, pick, name) => {
    for (;;) {
      const deed = pick.one(all)?.(board, pick, name);
      if (deed !== undefined) return deed;
    }
  };
}
