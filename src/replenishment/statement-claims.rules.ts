import type { StatementClaim, StatementContent } from "../../schema/shapes/statement.ts";
import {
  claimKind,
  settlementMeans,
  transferOp,
  type SettlementMeans,
} from "../../schema/words/ledger.ts";
import { duty, dutyOf } from "../../schema/words/replenishment.ts";
import type { StatementCell, StatementSection } from "./statement.model.ts";
import { amount, sideOf, type Telling } from "./statement-telling.rules.ts";

const meansOf = (claims: readonly StatementClaim[]): SettlementMeans[] => {
  const used = new Set(claims.flatMap(({ settled }) => settled.map(({ means }) => means)));
  return (Object.keys(settlementMeans) as SettlementMeans[]).filter((means) => used.has(means));
};

/** Lines are numbered through both sections; vouchers name the number. */
export const claimsOf = ({ claims }: StatementContent, tell: Telling): StatementSection => {
  const { say, name } = tell;
  return {
    code: "CLAIMS",
    title: say("往来各行(期初+新增−清偿+冲销=期末)", "Claims, opening to closing"),
    headings: [
      ...[say("行", "Line"), say("方向", "Side"), say("对方单位", "Other side")],
      ...figureHeadings(claims, tell),
    ],
    rows: claims.map((line, at) => [
      ...[`${at + 1}`, sideOf(line.side, say), name(line.counterparty)],
      ...figuresOf(line, claims, tell),
    ]),
  };
};

/** Between two governments of the region: no part of what it owes or is owed outside. */
export const withinOf = (
  { claims, within = [] }: StatementContent,
  tell: Telling,
): StatementSection => {
  const { say, name } = tell;
  return {
    code: "WITHIN",
    title: say("区域内单位之间的往来(不计入上表)", "Within the region (not in the lines above)"),
    headings: [
      ...[say("行", "Line"), say("应收单位", "Due to"), say("应办单位", "Due from")],
      ...figureHeadings(within, tell),
    ],
    rows: within.map((line, at) => {
      const sides = [name(line.org ?? ""), name(line.counterparty)];
      return [
        `${claims.length + at + 1}`,
        ...(line.side === "COLLECT" ? sides : sides.toReversed()),
        ...figuresOf(line, within, tell),
      ];
    }),
  };
};

const figureHeadings = (claims: readonly StatementClaim[], { say }: Telling): string[] => [
  ...[say("事项", "Duty"), say("种类", "Kind"), say("物资", "Item"), say("单位", "Unit")],
  ...[say("期初", "Opening"), say("新增", "Opened")],
  ...meansOf(claims).map((code) =>
    say(`清偿·${settlementMeans[code].zh}`, `Settled: ${settlementMeans[code].en}`),
  ),
  ...[say("冲销", "Reversed"), say("期末", "Closing"), say("其中有异议", "Disputed")],
];

function figuresOf(
  line: StatementClaim,
  claims: readonly StatementClaim[],
  { thing, unit, locale }: Telling,
): StatementCell[] {
  const of = (quantity: number): StatementCell => amount(line.item, quantity);
  const by = (code: SettlementMeans): number =>
    line.settled.find(({ means }) => means === code)?.quantity ?? 0;
  return [
    ...[duty[dutyOf[line.kind]][locale], claimKind[line.kind][locale]],
    ...[thing(line.item), unit(line.item, line.unit), of(line.opening), of(line.opened)],
    ...meansOf(claims).map((code) => of(by(code))),
    ...[of(line.reversed), of(line.closing), of(line.disputed)],
  ];
}

/** Every movement of the period, by the line that it moved, with the papers behind it. */
export const vouchersOf = (
  { claims, within = [] }: StatementContent,
  { say, unit, locale }: Telling,
): StatementSection => ({
  code: "VOUCHERS",
  title: say("各行凭证(本期各笔)", "Vouchers of the lines, this period"),
  headings: [
    ...[say("行", "Line"), say("发生", "Happened"), say("入账", "Booked"), say("业务", "Deed")],
    ...[say("增减", "Change"), say("单位", "Unit"), say("调拨单", "Order")],
    ...[say("交接单", "Slips"), say("票据与事由", "Papers"), say("分录凭证", "Transfer")],
  ],
  rows: [...claims, ...within].flatMap((line, at) =>
    (line.vouchers ?? []).map((one) => [
      ...[`${at + 1}`, one.occurredOn, one.recordedOn, transferOp[one.op][locale]],
      ...[amount(line.item, one.quantity), unit(line.item, line.unit), list(one.orders)],
      ...[list(one.slips.map((leg) => leg.slice(0, 8))), list(one.papers), one.transfer],
    ]),
  ),
});

const list = (names: readonly string[]): string => (names.length === 0 ? "—" : names.join("; "));
