import type { DemoLine, DemoOrder } from "./demo.model.ts";
import { byName, departures, type Trip } from "./demo-trips.ts";
import { roadCodes, type RoadCode, type Turn, type TurnCode } from "./demo-turns.model.ts";

/** A turn that one line of one order is to meet on its way. */
export interface RoadTurn {
  readonly code: RoadCode;
  readonly orderId: string;
  readonly lineId: string;
  /** Pieces that are short, lost, rejected or missing; the whole load where it turns round. */
  readonly quantity: number;
}

type Wanted = (line: DemoLine, order: DemoOrder) => boolean;

const goods: Wanted = ({ item, held }) => item !== null && held > 1;
const lent: Wanted = (line, { authority }) =>
  line.basis === "PACT" && authority === "PACT" && line.owner.sector === "GOVERNMENT";
/** What a second carrier with a few lorries can take over: the load that leaves with it, in all. */
const light: Wanted = (line, order) =>
  (departures(order).find((group) => group.includes(line)) ?? [])
    .map(({ item, held }) => held * (item?.weightKg ?? 0))
    .reduce((sum, kg) => sum + kg, 0) <= relayKg;
const relayKg = 60_000;
const reusable: Wanted = ({ item }) => item?.recovery !== "NON_RECOVERABLE";

/** Which lines may meet a turn, and one of how many pieces it hits. */
const fates: Readonly<
  Record<RoadCode, { readonly wanted: readonly Wanted[]; readonly oneOf: number }>
> = {
  SHORT_PICK: { wanted: [lent, reusable], oneOf: 50 },
  RELAY_LOSS: { wanted: [lent, light], oneOf: 60 },
  REJECTED: { wanted: [], oneOf: 100 },
  CONTESTED: { wanted: [lent], oneOf: 80 },
  TURNED_BACK: { wanted: [lent], oneOf: 1 },
  DIVERTED: { wanted: [lent], oneOf: 1 },
};

/**
 * Gives each turn of the road its line: the biggest that may meet it, in an order that meets no
 * other turn; those that meet one elsewhere (`busy`) come last. A code without a line is answered
 * in `left`: the drill cannot do without it.
 */
export function planRoad(
  codes: readonly TurnCode[],
  orders: readonly DemoOrder[],
  busy: readonly Pick<DemoOrder, "id">[] = [],
): { readonly turns: readonly RoadTurn[]; readonly left: readonly RoadCode[] } {
  const isBusy = ({ id }: DemoOrder) => Number(busy.some((one) => one.id === id));
  const turns: RoadTurn[] = [];
  const left: RoadCode[] = [];
  for (const code of roadCodes.filter((one) => codes.includes(one))) {
    const { wanted, oneOf } = fates[code];
    const [found] = orders
      .filter(({ id }) => turns.every(({ orderId }) => orderId !== id))
      .flatMap((order) => order.lines.map((line) => ({ order, line })))
      .filter(({ order, line }) => [goods, ...wanted].every((fits) => fits(line, order)))
      .toSorted(
        (a, b) =>
          isBusy(a.order) - isBusy(b.order) || b.line.held - a.line.held || byName(a.line, b.line),
      );
    if (found === undefined) left.push(code);
    else {
      const { held, id: lineId } = found.line;
      const quantity = Math.max(1, Math.floor(held / oneOf));
      turns.push({ code, orderId: found.order.id, lineId, quantity });
    }
  }
  return { turns, left };
}

/**
 * The trip on which an order meets its turn: the first with the line, or the last where the line
 * ends there, because a picker who gives a reason has finished it.
 */
export function tripOf(
  { code, lineId }: Pick<RoadTurn, "code" | "lineId">,
  trips: readonly Trip[],
): Trip | undefined {
  const mine = trips.filter(({ cargo }) => cargo.some(({ line }) => line.id === lineId));
  return code === "SHORT_PICK" ? mine.at(-1) : mine[0];
}

/** The order of the most lines under a pact on which no other order of this plan leans. */
export const leansAlone = (drafts: readonly DemoOrder[]): DemoOrder | undefined =>
  drafts
    .filter(
      ({ id, agreement }) =>
        agreement !== null &&
        drafts.every((other) => other.id === id || other.agreement?.id !== agreement.id),
    )
    .filter(({ lines }) => lines.every(({ item, basis }) => item !== null && basis === "PACT"))
    .toSorted((a, b) => b.lines.length - a.lines.length)[0];

/**
 * The order that a lender may refuse: goods under a pact alone, of owners of the sector, the most
 * lines. What the accident wants more of later, `again`, must be among them, or it would find
 * nothing that a refusal kept back.
 */
export const refusable = (
  drafts: readonly DemoOrder[],
  sector: string,
  again?: string,
): DemoOrder | undefined =>
  drafts
    .filter(({ authority }) => authority === "PACT")
    .filter(({ lines }) => lines.every(({ item, basis }) => item !== null && basis === "PACT"))
    .filter(({ lines }) => lines.every(({ owner }) => owner.sector === sector))
    .filter(({ lines }) => again === undefined || lines.some(({ item }) => item?.sku === again))
    .toSorted((a, b) => b.lines.length - a.lines.length)[0];

/** Turns that the script has and that did not happen. */
export const missingTurns = (
  codes: readonly TurnCode[],
  taken: readonly Pick<Turn, "code">[],
): readonly TurnCode[] => codes.filter((code) => !taken.some((turn) => turn.code === code));
