import { word, type Word } from "../../schema/words/word.ts";
import { needState } from "../../schema/words/incidents.ts";
import type { Authority, Basis } from "../../schema/words/dispatch.ts";
import type { NeedRow } from "../incidents/need.model.ts";
import { needStateOf, unpromised } from "../incidents/need.rules.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { AgreementInForce } from "../regions/regions.model.ts";
import type { LineRow, OrderRow } from "./order.model.ts";

/** A line's goods, so many, and the need to which they go on. */
export interface OnwardLine {
  readonly line: LineRow;
  readonly quantity: number;
  /** Undefined: not there. */
  readonly need: NeedRow | undefined;
  readonly path: string;
}

/** Whether each need is another one that wants so much of just this, and all are one place. */
export function onwardRefusals(onward: readonly OnwardLine[], now: Date): Refusal[] {
  const [first] = onward;
  return onward.flatMap((one): Refusal[] => {
    const { line, need, quantity, path } = one;
    if (need === undefined) return [refusal("NOT_FOUND", `${path}needId`)];
    const found: Refusal[] = [];
    const wrong = (why: Word) => found.push(refusal("INVALID_INPUT", `${path}needId`, { why }));
    if (need.id === line.needId) wrong(word("同一需求", "the same need"));
    if (need.item !== line.item) wrong(word("物资不符", "another item"));
    if (need.capabilities !== null)
      wrong(word("成套需求须由方案统一编配", "a need of sets is put together by a plan"));
    if (!oneWay(need, first?.need))
      wrong(word("须同一事件、地点和单位", "one incident, place and asker"));
    const state = needStateOf(need, now);
    if (state !== "OPEN" && state !== "PARTLY_MET")
      found.push(
        refusal("ILLEGAL_TRANSITION", `${path}needId`, {
          state: needState[state],
          action: word("转用", "send goods on to it"),
        }),
      );
    const taken = onward.filter((other) => other.need?.id === need.id);
    const wanted = taken.reduce((sum, other) => sum + other.quantity, 0);
    const max = unpromised(need);
    if (taken[0] === one && (wanted > max || quantity < 1))
      found.push(refusal("QUANTITY_OUT_OF_RANGE", `${path}quantity`, { min: 1, max }));
    return found;
  });
}

const oneWay = (a: NeedRow, b: NeedRow | undefined): boolean =>
  a.incidentId === b?.incidentId && a.node === b.node && a.requestedByOrg === b.requestedByOrg;

/** On what ground goods go on; undefined: they may not. */
export interface OnwardGround {
  readonly basis: Basis;
  readonly authority: Authority;
  readonly agreement: AgreementInForce | undefined;
}

/**
 * The owner's own need takes its own goods; a commander moves what it commanded between needs of
 * its own; all else needs an agreement between lender and asker, as any loan does. What was
 * requisitioned or bought for one need goes to no other: that takes a decision of its own.
 */
export function onwardGround(
  { lenderOrg, requesterOrg }: Pick<OrderRow, "lenderOrg" | "requesterOrg">,
  { ownerOrg, basis }: Pick<LineRow, "ownerOrg" | "basis">,
  asker: string,
  agreement: AgreementInForce | undefined,
): OnwardGround | undefined {
  if (basis === "REQUISITION" || basis === "PURCHASE" || basis === "TRANSFER_TITLE")
    return undefined;
  if (asker === ownerOrg || asker === lenderOrg)
    return { basis: "OWN", authority: "COMMAND", agreement: undefined };
  if (basis === "COMMAND")
    return asker === requesterOrg
      ? { basis, authority: "COMMAND", agreement: undefined }
      : undefined;
  if (agreement === undefined) return undefined;
  if (basis === "DONATION") return { basis, authority: "REQUEST", agreement };
  return { basis: "PACT", authority: "PACT", agreement };
}

export interface SitePart {
  readonly custodian: string;
  readonly place: string;
  readonly quantity: number;
}

/** Takes a quantity from where the goods stand on site, in the order of the book. */
export function takeFromSites(
  sites: readonly {
    readonly custodian: string;
    readonly place: string;
    readonly balance: number;
  }[],
  quantity: number,
): readonly SitePart[] {
  let left = quantity;
  return sites.flatMap(({ custodian, place, balance }) => {
    const part = Math.min(left, balance);
    left -= part;
    return part === 0 ? [] : [{ custodian, place, quantity: part }];
  });
}
