import { word, type Word } from "../../schema/words/word.ts";
import { orderState as orderStateWords, type OrderState } from "../../schema/words/dispatch.ts";
import { incidentState, type IncidentState } from "../../schema/words/incidents.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type {
  LineRow,
  LoadedLine,
  LoadInput,
  OrderEvent,
  OrderFacts,
  Quantities,
  UnitOfLine,
} from "./order.model.ts";

/** Whether a date was set decides; which date it is does not. */
type DatesSet = Readonly<Record<keyof OrderFacts, unknown>>;

/** The state of an order follows from its dates and the quantities of its lines. */
export function orderState(order: DatesSet, lines: readonly Quantities[]): OrderState {
  if (order.cancelledAt !== null) return "CANCELLED";
  if (order.closedAt !== null) return "CLOSED";
  if (order.issuedAt === null) return "DRAFT";
  if (lines.some(({ departed }) => departed > 0)) return stateUnderWay(lines);
  if (order.loadingAt !== null || lines.some(({ loaded }) => loaded > 0)) return "LOADING";
  return order.acknowledgedAt === null ? "ISSUED" : "ACKNOWLEDGED";
}

function stateUnderWay(lines: readonly Quantities[]): OrderState {
  const gone = lines.every(({ ordered, cancelled, departed }) => departed === ordered - cancelled);
  const arrived = lines.every((line) => line.departed === settledOf(line));
  const received = lines.some(({ accepted, rejected }) => accepted + rejected > 0);
  if (gone && arrived) {
    // All of it turned round on the road: nothing is received, and nothing more will happen.
    if (!received && lines.some(({ redirected }) => redirected > 0)) return "CLOSED";
    const differs = lines.some((line) => line.accepted < line.departed);
    return differs ? "RECEIVED_WITH_DIFFERENCE" : "RECEIVED";
  }
  if (received) return "PARTLY_RECEIVED";
  return gone ? "IN_TRANSIT" : "PARTLY_SHIPPED";
}

/** Of what departed: what is on no road any more. */
const settledOf = ({ accepted, rejected, missing, redirected }: Quantities): number =>
  accepted + rejected + missing + redirected;

/** What still may be loaded of a line. */
export const toLoad = ({ ordered, loaded, cancelled }: Quantities): number =>
  ordered - loaded - cancelled;

/** What is on the vehicles and has not left. */
export const toDepart = ({ loaded, departed }: Quantities): number => loaded - departed;

/** An order is acknowledged before it is picked, and cancelled only before anything has left. */
const allowed: Readonly<Record<OrderEvent, readonly OrderState[]>> = {
  RENEW: ["DRAFT"],
  ACT_FIRST: ["DRAFT"],
  ISSUE: ["DRAFT"],
  ACKNOWLEDGE: ["ISSUED"],
  LOAD: ["ACKNOWLEDGED", "LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"],
  DEPART: ["LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"],
  CANCEL: ["DRAFT", "ISSUED", "ACKNOWLEDGED", "LOADING"],
  CLOSE: ["RECEIVED", "RECEIVED_WITH_DIFFERENCE"],
  OBJECT: [
    "DRAFT",
    "ISSUED",
    "ACKNOWLEDGED",
    "LOADING",
    "PARTLY_SHIPPED",
    "IN_TRANSIT",
    "PARTLY_RECEIVED",
    "RECEIVED",
    "RECEIVED_WITH_DIFFERENCE",
  ],
};

const said: Readonly<Record<OrderEvent, Word>> = {
  RENEW: word("续占", "renew its hold"),
  ACT_FIRST: word("先调后补", "act first"),
  ISSUE: word("下达", "issue it"),
  ACKNOWLEDGE: word("接令", "acknowledge it"),
  LOAD: word("装载", "load it"),
  DEPART: word("启运", "send it off"),
  CANCEL: word("取消", "cancel it"),
  CLOSE: word("关闭", "close it"),
  OBJECT: word("提出异议", "object"),
};

const underWay: readonly IncidentState[] = ["REPORTED", "ACTIVE"];

/**
 * Nothing more is sent for a response that is over; what was sent is still received, until the
 * incident is closed. An order is cancelled or closed at any time.
 */
export function incidentRefusals(
  state: IncidentState | undefined,
  event: OrderEvent | "RECEIVE",
): readonly Refusal[] {
  if (event === "CANCEL" || event === "CLOSE") return [];
  const begins = event === "ISSUE" || event === "ACT_FIRST" || event === "RENEW";
  const open = begins ? state !== undefined && underWay.includes(state) : state !== "CLOSED";
  if (open) return [];
  const { zh, en } = state === undefined ? word("", "unknown") : incidentState[state];
  const action = event === "RECEIVE" ? word("签收", "receive it") : said[event];
  return [
    refusal("ILLEGAL_TRANSITION", "", { state: word(`事件${zh}`, `incident ${en}`), action }),
  ];
}

/** The states in which an order bears the event; total over both. */
export const bears = (state: OrderState, event: OrderEvent): boolean =>
  allowed[event].includes(state);

/** Why the order, as it stands, does not bear the event; empty when it does. */
export function illegal(state: OrderState, event: OrderEvent): readonly Refusal[] {
  if (bears(state, event)) return [];
  const facts = { state: orderStateWords[state], action: said[event] };
  return [refusal("ILLEGAL_TRANSITION", "", facts)];
}

/** The needs that the lines serve, each once. */
export const needsOf = (lines: readonly Pick<LineRow, "needId">[]): readonly string[] => [
  ...new Set(lines.map(({ needId }) => needId)),
];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What is no id at all is simply not there; the database would call it an error. */
export const isUuid = (id: string): boolean => uuid.test(id);

const suffixLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** `20260315-7K3FQ9`: the incident's day and letters that nobody confuses, one for each byte. */
export const orderNumber = (day: string, chance: Uint8Array): string =>
  `${day}-${Array.from(chance, (byte) => suffixLetters[byte % suffixLetters.length]).join("")}`;

export function unitOf({ teamId, equipmentId }: LineRow): UnitOfLine | undefined {
  if (teamId !== null) return { kind: "TEAM", id: teamId };
  return equipmentId === null ? undefined : { kind: "EQUIPMENT", id: equipmentId };
}

/** Pairs the counted lines of an input with the order's, refusing each that does not fit. */
export function loadLines(
  lines: readonly LineRow[],
  inputs: readonly LoadInput[],
): Outcome<readonly LoadedLine[]> {
  const refusals = inputs.flatMap((input, at) => {
    const path = `lines.${at}`;
    const line = lines.find(({ id }) => id === input.lineId);
    if (line === undefined) return [refusal("NOT_FOUND", `${path}.lineId`)];
    if (inputs.findIndex(({ lineId }) => lineId === input.lineId) < at)
      return [refusal("INVALID_INPUT", `${path}.lineId`, { why: word("重复", "twice") })];
    const max = toLoad(line);
    if (!isCount(input.loaded, max))
      return [refusal("QUANTITY_OUT_OF_RANGE", `${path}.loaded`, { min: 0, max })];
    const off = input.unloaded ?? 0;
    const most = input.shortReason === undefined || input.loaded > 0 ? 0 : toDepart(line);
    if (!isCount(off, most))
      return [refusal("QUANTITY_OUT_OF_RANGE", `${path}.unloaded`, { min: 0, max: most })];
    const idle = input.loaded === 0 && off === 0 && (input.shortReason === undefined || max === 0);
    return idle ? [refusal("QUANTITY_OUT_OF_RANGE", `${path}.loaded`, { min: 1, max })] : [];
  });
  if (inputs.length === 0) refusals.push(refusal("QUANTITY_OUT_OF_RANGE", "lines", onePlus));
  if (refusals.length > 0) return refuse(refusals);
  return ok(inputs.flatMap((input) => loadLine(lines, input)));
}

function loadLine(lines: readonly LineRow[], input: LoadInput): LoadedLine[] {
  const line = lines.find(({ id }) => id === input.lineId);
  if (line === undefined) return [];
  const { shortReason } = input;
  const off = input.unloaded ?? 0;
  const loaded = input.loaded - off;
  const short = shortReason === undefined ? 0 : toLoad(line) - loaded;
  return [{ line, loaded, short, shortReason: short > 0 ? shortReason : undefined }];
}

const onePlus = { min: 1, max: Number.MAX_SAFE_INTEGER };

const isCount = (value: number, max: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= max;
