import type { Me } from "../core/viewer.ts";
import type { DashDepotOrderQuery, DashDepotQuery } from "../published/operations.ts";

/** An order in the keeper's list, and the whole of it for a dialog or a paper. */
export type ListedOrder = DashDepotQuery["orders"]["edges"][number]["node"];
export type DepotOrder = NonNullable<DashDepotOrderQuery["order"]>;
export type DepotLine = DepotOrder["lines"][number];
export type DepotLeg = DepotOrder["legs"][number];
type Quantities = ListedOrder["lines"][number];

export type Step = "ACKNOWLEDGE" | "LOAD" | "DEPART" | "DIFFERENCE";

/** What still may be loaded, and what is on the vehicle and has not left. */
export const toLoad = ({
  ordered,
  loaded,
  cancelled,
}: Pick<Quantities, "ordered" | "loaded" | "cancelled">): number => ordered - loaded - cancelled;
export const toDepart = ({ loaded, departed }: Pick<Quantities, "loaded" | "departed">): number =>
  loaded - departed;

type LegTimes = ListedOrder["legs"][number];

export const openDifferences = <Leg extends LegTimes>({
  legs,
}: {
  readonly legs: readonly Leg[];
}): Leg[] =>
  legs.filter(
    ({ differenceWindowEndsAt, differenceSettledAt }) =>
      differenceWindowEndsAt !== null && differenceSettledAt === null,
  );

/** Where the sender may still deny what the receiver missed. */
export const deniable = <Leg extends LegTimes>(order: { readonly legs: readonly Leg[] }): Leg[] =>
  order.legs.filter(({ differenceState }) => differenceState === "OPEN");

export const onTheRoad = <Leg extends LegTimes>({
  legs,
}: {
  readonly legs: readonly Leg[];
}): Leg[] => legs.filter(({ state }) => state === "DEPARTED");

const loadable = ["ACKNOWLEDGED", "LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"];
const leaving = ["LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"];

interface Kept {
  readonly lender: { readonly id: string };
  readonly lines: readonly { readonly custodian: { readonly id: string } }[];
}

/** The lender, and whoever keeps what it lends. */
export const keepersOf = ({ lender, lines }: Kept): string[] => [
  lender.id,
  ...lines.map(({ custodian }) => custodian.id),
];

/** What this duty has to do about an order, in the order in which it is done. */
export function stepsFor(me: Me, order: ListedOrder): Step[] {
  const keepers = keepersOf(order);
  const { state, lines } = order;
  const steps: readonly (readonly [Step, boolean])[] = [
    ["ACKNOWLEDGE", state === "ISSUED" && me.may("order:acknowledge", keepers)],
    [
      "LOAD",
      loadable.includes(state) &&
        lines.some((line) => toLoad(line) > 0) &&
        me.may("order:load", keepers),
    ],
    [
      "DEPART",
      leaving.includes(state) &&
        lines.some((line) => toDepart(line) > 0) &&
        me.may("order:depart", keepers),
    ],
    [
      "DIFFERENCE",
      openDifferences(order).length > 0 &&
        (me.may("order:difference", [order.lender.id]) ||
          (openDifferences(order).some(({ differenceState }) => differenceState === "CONTESTED") &&
            me.may("order:receive", [order.receiver.id]))),
    ],
  ];
  return steps.filter(([, is]) => is).map(([step]) => step);
}

/** FEFO: what expires first is picked first; then by bin, as one walks. */
export const byExpiry = (lines: readonly DepotLine[]): DepotLine[] =>
  lines.toSorted(
    (a, b) =>
      compare(a.lot?.expiresOn ?? "9999", b.lot?.expiresOn ?? "9999") ||
      compare(a.lot?.bin ?? "", b.lot?.bin ?? "") ||
      compare(a.id, b.id),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
