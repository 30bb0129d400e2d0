import {
  operatorLicence,
  type ForceState,
  type OperatorLicence,
  type TeamCategory,
  type UnitEvent,
} from "../../schema/words/forces.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

/** What is not here is illegal. A hold belongs to an order; so do all states up to RETURNING. */
const table: Readonly<Record<ForceState, Readonly<Partial<Record<UnitEvent, ForceState>>>>> = {
  STANDBY: { HOLD: "HELD", REPAIR: "MAINTENANCE", WITHDRAW: "OUT_OF_SERVICE" },
  HELD: { RELEASE: "STANDBY", DEPART: "EN_ROUTE" },
  EN_ROUTE: { ARRIVE: "ON_SCENE", TRANSFER: "EN_ROUTE", RECALL: "RETURNING" },
  ON_SCENE: { TRANSFER: "EN_ROUTE", RECALL: "RETURNING" },
  RETURNING: { TRANSFER: "EN_ROUTE", RETURN: "RESTING" },
  RESTING: { READY: "STANDBY", REPAIR: "MAINTENANCE", WITHDRAW: "OUT_OF_SERVICE" },
  MAINTENANCE: { READY: "STANDBY", WITHDRAW: "OUT_OF_SERVICE" },
  OUT_OF_SERVICE: { REPAIR: "MAINTENANCE" },
};

/** The state after an event, or undefined when it is illegal. Total: each pair has an answer. */
export const nextState = (state: ForceState, event: UnitEvent): ForceState | undefined =>
  table[state][event];

/**
 * Events that only an order may cause: a hold is never taken or lifted by hand, and who is held
 * leaves with the order's departure, or a cancelled order would still have a team on the road.
 */
export const orderEvents: readonly UnitEvent[] = ["HOLD", "RELEASE", "TRANSFER", "DEPART"];

/** Whether the unit still belongs to its order line in this state. */
export const keepsOrder = (state: ForceState): boolean =>
  state === "HELD" || state === "EN_ROUTE" || state === "ON_SCENE" || state === "RETURNING";

/** Those who serve by law are covered by law; of all others the policy must be shown. */
const coveredByLaw: readonly TeamCategory[] = ["NATIONAL_FIRE_RESCUE", "MILITARY"];

/**
 * 突发事件应对法 Art. 40: nobody goes out uninsured. An unknown policy is none. `category` null
 * is a machine without a crew of its own.
 */
export function insuranceHolds(
  unit: { readonly category: TeamCategory | null; readonly insuredUntil: string | null },
  day: string,
): boolean {
  if (unit.category === null || coveredByLaw.includes(unit.category)) return true;
  return unit.insuredUntil !== null && day <= unit.insuredUntil;
}

/** A machine goes out with a crew that is licensed for it to the end of the day, or not at all. */
export const licenceHolds = (
  unit: { readonly licence: OperatorLicence | null; readonly licensedUntil: string | null },
  day: string,
): boolean => unit.licence === null || (unit.licensedUntil !== null && day <= unit.licensedUntil);

type Gated = Parameters<typeof insuranceHolds>[0] &
  Parameters<typeof licenceHolds>[0] & { readonly id: string };

/** What a unit lacks on the day on which it would go: asked at adoption and again at the gate. */
export const gateRefusals = (unit: Gated, day: string, path: string): Refusal[] => [
  ...(insuranceHolds(unit, day) ? [] : [refusal("NOT_INSURED", path, { unit: unit.id })]),
  ...(licenceHolds(unit, day) || unit.licence === null
    ? []
    : [
        refusal("CREW_UNLICENSED", path, {
          unit: unit.id,
          licence: operatorLicence[unit.licence],
        }),
      ]),
];

const hourMs = 3_600_000;

/** Until when a unit that came back rests; undefined when it has rested. */
export function restsUntil(
  {
    state,
    restHours,
    stateSince,
  }: { readonly state: ForceState; readonly restHours: number; readonly stateSince: Date },
  now: Date,
): Date | undefined {
  const until = new Date(stateSince.getTime() + restHours * hourMs);
  return state === "RESTING" && now < until ? until : undefined;
}
