import { word, type Word } from "../../schema/words/word.ts";
import { accountKind, type AccountKind } from "../../schema/words/ledger.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { backRef, wayBackOf } from "../ledger/account.rules.ts";
import type { LineFacts, WayBack, Whereabouts } from "../ledger/posting.model.ts";
import type { Distribution, InspectInput, LineCase, Standing, UseInput } from "./goods.model.ts";

/** Whole base units from `min` on; what is negative, broken or unsafe is refused by its path. */
export const countRefusals = (
  counts: Readonly<Record<string, number>>,
  min = 0,
): readonly Refusal[] =>
  Object.entries(counts)
    .filter(([, value]) => !Number.isSafeInteger(value) || value < min)
    .map(([path]) => refusal("QUANTITY_OUT_OF_RANGE", path, { min, max: Number.MAX_SAFE_INTEGER }));

/** Nothing at all is no event. */
export const emptyRefusals = (total: number, path: string): readonly Refusal[] =>
  total > 0 ? [] : [refusal("QUANTITY_OUT_OF_RANGE", path, { min: 1, max: limit })];

const limit = Number.MAX_SAFE_INTEGER;

/** What is told happened already, and not before the order was issued. */
export const timeRefusals = (occurredAt: Date, now: Date): readonly Refusal[] =>
  occurredAt.getTime() <= now.getTime()
    ? []
    : [refusal("INVALID_INPUT", "occurredAt", { why: word("时间晚于当前", "in the future") })];

const dayShape = /^\d{4}-\d\d-\d\d$/;

export const distributionRefusals = (
  distributed: readonly Distribution[],
  today: string,
): readonly Refusal[] =>
  distributed.flatMap(({ place, unit, quantity, day }, at) => {
    const path = `distributed.${at}`;
    const blank = (name: string, value: string): Refusal[] =>
      value.trim() === ""
        ? [refusal("INVALID_INPUT", `${path}.${name}`, { why: word("必填", "required") })]
        : [];
    const wrongDay = !dayShape.test(day) || day > today;
    return [
      ...blank("place", place),
      ...blank("unit", unit),
      ...countRefusals({ [`${path}.quantity`]: quantity }, 1),
      ...(wrongDay
        ? [
            refusal("INVALID_INPUT", `${path}.day`, {
              why: word("日期无效或在未来", "not a past day"),
            }),
          ]
        : []),
    ];
  });

export const distributedOf = ({ distributed }: Pick<UseInput, "distributed">): number =>
  distributed.reduce((sum, { quantity }) => sum + quantity, 0);

export const usedOf = (input: UseInput): number =>
  input.consumed + distributedOf(input) + input.scrapped + input.destroyed;

/** Goods of the line in one respect, all balances together. */
export const totalOf = (standings: readonly Standing[]): number =>
  standings.reduce((sum, { balance }) => sum + balance, 0);

export const standingAt = (
  { standings }: Pick<LineCase, "standings">,
  kind: AccountKind,
  ref: string,
): Standing[] => standings.filter((one) => one.kind === kind && one.ref === ref);

export interface Back {
  readonly back: Required<WayBack>;
  /** How many of them are there, base units. */
  readonly there: number;
}

/**
 * Which goods the caller means among the standings: accepted ones, or of the others those whose
 * risk passed at a relay, or the rest. Where one of these two is there it is meant; where both
 * are, one is the debtors' loss and the other the owner's, and the caller must say.
 */
export function backOf(
  line: LineFacts,
  standings: readonly Standing[],
  { received, relayed }: WayBack,
): Outcome<Back> {
  const count = (back: WayBack): number =>
    totalOf(standings.filter(({ ref }) => ref === backRef(line, back)));
  const found = (back: Required<WayBack>) => ok({ back, there: count(back) });
  const refused = (why: Word) => refuseFor("INVALID_INPUT", "relayed", { why });
  if (received)
    return relayed === true ? refused(acceptedAlike) : found({ received, relayed: false });
  if (relayed !== undefined) return found({ received, relayed });
  const kinds = standings.map(({ ref }) => wayBackOf(ref)).filter((one) => !one.received);
  const over = kinds.some((one) => one.relayed);
  if (!over || kinds.every((one) => one.relayed)) return found({ received, relayed: over });
  return refused(twoKinds(count({ received, relayed: true }), count({ received })));
}

const acceptedAlike = word(
  "已签收的物资不分是否中转,不填 relayed",
  "goods that were accepted are of one kind: leave relayed out",
);

const twoKinds = (over: number, straight: number): Word =>
  word(
    `拒收或折返的物资中,${over} 的风险已在中转时转移,${straight} 未转移,责任不同,` +
      "须写明 relayed 真或假、分别办理",
    `of what was not accepted, the risk of ${over} passed at a relay and of ${straight} ` +
      "did not: say relayed true or false, one request for each",
  );

/** More than is out is refused with both figures, so that the clerk sees which is wrong. */
export function drawRefusals(
  kind: AccountKind,
  available: number,
  wanted: number,
  path: string,
): readonly Refusal[] {
  if (wanted <= available) return [];
  return [refusal("RECOVERY_NOT_DUE", path, { available, wanted, kind: accountKind[kind] })];
}

export interface Part {
  readonly from: Whereabouts;
  readonly quantity: number;
}

/** Takes a quantity from the places where the goods stand, in the order of the book. */
export function takeFrom(standings: readonly Standing[], quantity: number): Part[] {
  let left = quantity;
  return standings.flatMap(({ kind, custodian, place, balance }) => {
    const part = Math.min(left, balance);
    left -= part;
    if (part === 0 || (kind !== "ON_SITE" && kind !== "BORROWED")) return [];
    return [{ from: { kind, holderOrg: custodian, place }, quantity: part }];
  });
}

export interface UsePart {
  readonly line: LineFacts;
  readonly from: Whereabouts;
  readonly consumed: number;
  readonly distributed: number;
  readonly scrapped: number;
  readonly destroyed: number;
  readonly againstEarmark: number;
}

/** One use over several places: each place gives what it has, kind of use by kind of use. */
export function partUse(
  line: LineFacts,
  parts: readonly Part[],
  input: Pick<UseInput, "consumed" | "distributed" | "scrapped" | "destroyed" | "againstEarmark">,
): UsePart[] {
  const left = {
    consumed: input.consumed,
    distributed: distributedOf(input),
    scrapped: input.scrapped,
    destroyed: input.destroyed,
  };
  let against = input.againstEarmark ?? 0;
  return parts.map(({ from, quantity }) => {
    let room = quantity;
    const take = (kind: keyof typeof left): number => {
      const part = Math.min(room, left[kind]);
      left[kind] -= part;
      room -= part;
      return part;
    };
    const taken = {
      consumed: take("consumed"),
      distributed: take("distributed"),
      scrapped: take("scrapped"),
      destroyed: take("destroyed"),
    };
    const againstEarmark = Math.min(against, quantity);
    against -= againstEarmark;
    return { line, from, ...taken, againstEarmark };
  });
}

/** Whether the counts of an inspection can be so; how many stand there is another question. */
export function inspectionRefusals(
  { good, repair, scrapped, restore, spoiledByOrg }: InspectInput,
  { needsRestoring, carriers, order }: LineCase,
): readonly Refusal[] {
  const answerable = [...carriers, order.receiverOrg];
  return [
    ...countRefusals({ good, repair, scrapped, restore }),
    ...(restore > good
      ? [refusal("QUANTITY_OUT_OF_RANGE", "restore", { min: 0, max: Math.max(good, 0) })]
      : []),
    ...(restore > 0 && !needsRestoring
      ? [refusal("QUANTITY_OUT_OF_RANGE", "restore", { min: 0, max: 0 })]
      : []),
    ...(spoiledByOrg !== undefined && !answerable.includes(spoiledByOrg)
      ? [refusal("UNKNOWN_CODE", "spoiledByOrg", { code: spoiledByOrg })]
      : []),
  ];
}
