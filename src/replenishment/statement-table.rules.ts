import type { StatementClaim, StatementContent } from "../../schema/shapes/statement.ts";
import {
  accountKind,
  claimKind,
  settlementMeans,
  transferOp,
  type SettlementMeans,
} from "../../schema/words/ledger.ts";
import { duty, dutyOf, taskAge } from "../../schema/words/replenishment.ts";
import type {
  Amount,
  StatementCell,
  StatementNames,
  StatementRow,
  StatementSection,
  StatementTable,
} from "./statement.model.ts";

export type TableLocale = "zh" | "en";

interface Telling {
  readonly locale: TableLocale;
  readonly say: (zh: string, en: string) => string;
  readonly name: (code: string) => string;
  /** “name (code)” of an item, or money. */
  readonly thing: (item: string | null) => string;
  readonly unit: (item: string | null, unit: string) => string;
}

/** Names are those of today; a thing that the reader may not see keeps its code. */
function telling(names: StatementNames, locale: TableLocale): Telling {
  const say = (zh: string, en: string): string => (locale === "en" ? en : zh);
  const name = (code: string): string => {
    const known = names.get(code);
    return known === undefined ? code : say(known.zh, known.en ?? known.zh);
  };
  return {
    ...{ locale, say, name },
    thing: (item) =>
      item === null ? say("金额", "money") : names.has(item) ? `${name(item)} ${item}` : item,
    unit: (item, unit) =>
      item === null ? say("元", "CNY") : say(unit, names.get(item)?.unit ?? unit),
  };
}

/** 分 become 元 by their digits; base units stay whole. */
const amount = (item: string | null, quantity: number): Amount =>
  item === null ? { value: quantity / 100, decimals: 2 } : { value: quantity, decimals: 0 };

export const cellText = (cell: StatementCell): string =>
  typeof cell === "string" ? cell : cell.value.toFixed(cell.decimals);

/** Short enough to be read out; the day of issue stands in front. */
export const statementNumber = ({ id, onDay }: Pick<StatementRow, "id" | "onDay">): string =>
  `DZ-${onDay.replaceAll("-", "")}-${id.slice(0, 8).toUpperCase()}`;

/** All codes in a statement that have names. */
export const codesIn = ({ org, counterparty, incidentId, content }: StatementRow): string[] => [
  ...new Set(
    [
      ...[org, counterparty, incidentId],
      ...content.claims.flatMap((line) => [line.counterparty, line.item]),
      ...content.goodsOut.flatMap(({ holder, place, item }) => [holder, place, item]),
      ...content.tasks.flatMap(({ depot, performer, item }) => [depot, performer, item]),
      ...(content.late ?? []).flatMap((line) => [line.counterparty, line.item]),
    ].filter((code) => code !== null),
  ),
];

export function statementTable(
  row: StatementRow,
  names: StatementNames,
  locale: TableLocale,
): StatementTable {
  const tell = telling(names, locale);
  const { content } = row;
  return {
    number: statementNumber(row),
    title: tell.say("往来对账单", "Statement of account"),
    facts: factsOf(row, tell),
    sections: [
      claimsOf(content, tell),
      goodsOf(content, tell),
      tasksOf(content, tell),
      lateOf(content, tell),
    ],
  };
}

/** `2026-11-28 17:05`, by the clock of Asia/Shanghai, which has no summer time. */
const stamp = (at: Date | string): string =>
  new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

function factsOf(row: StatementRow, { say, name }: Telling): [string, string][] {
  const { head, fromCutAt, fromSize } = row.content;
  const first = say("建账起", "from the first entry");
  return [
    [say("编号", "Number"), statementNumber(row)],
    [say("出具单位", "Issued by"), name(row.org)],
    [
      say("对方单位", "Other side"),
      row.counterparty === null ? say("全部往来单位", "everyone") : name(row.counterparty),
    ],
    [
      say("所属事件", "Incident"),
      row.incidentId === null ? say("全部", "all") : name(row.incidentId),
    ],
    [
      say("期间", "Period"),
      `${fromCutAt === undefined ? first : stamp(fromCutAt)} — ${stamp(row.cutAt)} (UTC+8)`,
    ],
    [say("截至", "Cut at"), `${stamp(row.cutAt)} (UTC+8)`],
    [say("分录", "Entries"), head === null ? "—" : `${String(fromSize)} — ${String(head.size)}`],
    [say("账头哈希", "Head hash"), head?.hash ?? "—"],
    [say("默克尔根", "Merkle root"), head?.root ?? "—"],
    [say("出具时间", "Issued at"), `${stamp(row.issuedAt)} (UTC+8)`],
    [
      say("对方签认", "Countersigned at"),
      row.countersignedAt === null ? "—" : `${stamp(row.countersignedAt)} (UTC+8)`,
    ],
  ];
}

const meansOf = (claims: readonly StatementClaim[]): SettlementMeans[] => {
  const used = new Set(claims.flatMap(({ settled }) => settled.map(({ means }) => means)));
  return (Object.keys(settlementMeans) as SettlementMeans[]).filter((means) => used.has(means));
};

function claimsOf({ claims }: StatementContent, tell: Telling): StatementSection {
  const { say, name, thing, unit, locale } = tell;
  const means = meansOf(claims);
  const settledBy = (code: SettlementMeans): string =>
    say(`清偿·${settlementMeans[code].zh}`, `Settled: ${settlementMeans[code].en}`);
  return {
    code: "CLAIMS",
    title: say("往来各行(期初+新增−清偿+冲销=期末)", "Claims, opening to closing"),
    headings: [
      ...[say("方向", "Side"), say("对方单位", "Other side"), say("事项", "Duty")],
      ...[say("种类", "Kind"), say("物资", "Item"), say("单位", "Unit")],
      ...[say("期初", "Opening"), say("新增", "Opened"), ...means.map(settledBy)],
      ...[say("冲销", "Reversed"), say("期末", "Closing"), say("其中有异议", "Disputed")],
    ],
    rows: claims.map((line) => {
      const of = (quantity: number): Amount => amount(line.item, quantity);
      const by = (code: SettlementMeans): number =>
        line.settled.find((one) => one.means === code)?.quantity ?? 0;
      return [
        line.side === "COLLECT" ? say("应收", "due to us") : say("应办", "due from us"),
        ...[name(line.counterparty), duty[dutyOf[line.kind]][locale], claimKind[line.kind][locale]],
        ...[thing(line.item), unit(line.item, line.unit)],
        ...[of(line.opening), of(line.opened), ...means.map((code) => of(by(code)))],
        ...[of(line.reversed), of(line.closing), of(line.disputed)],
      ];
    }),
  };
}

const goodsOf = (
  { goodsOut }: StatementContent,
  { say, name, thing, unit, locale }: Telling,
): StatementSection => ({
  code: "GOODS_OUT",
  title: say("在外物资(按持有方)", "Own goods out, by holder"),
  headings: [
    ...[say("持有方", "Holder"), say("状态", "State"), say("地点", "Place")],
    ...[say("物资", "Item"), say("单位", "Unit"), say("数量", "Quantity")],
  ],
  rows: goodsOut.map((line) => [
    ...[name(line.holder), accountKind[line.kind][locale], name(line.place)],
    ...[thing(line.item), unit(line.item, line.unit), amount(line.item, line.quantity)],
  ]),
});

const tasksOf = (
  { tasks }: StatementContent,
  { say, name, thing, unit, locale }: Telling,
): StatementSection => ({
  code: "TASKS",
  title: say("补库任务(按账龄)", "Refill tasks, by age"),
  headings: [
    ...[say("账龄", "Age"), say("储备库", "Depot"), say("承办单位", "Performer")],
    ...[say("物资", "Item"), say("单位", "Unit"), say("尚缺", "Missing")],
  ],
  rows: tasks.map((line) => [
    ...[taskAge[line.age][locale], name(line.depot), name(line.performer)],
    ...[thing(line.item), unit(line.item, line.unit), amount(line.item, line.missing)],
  ]),
});

const lateOf = (
  { late = [] }: StatementContent,
  { say, name, thing, unit, locale }: Telling,
): StatementSection => ({
  code: "LATE",
  title: say("补记(发生在上期截止前、本期入账)", "Booked late, of the period before"),
  headings: [
    ...[say("发生日期", "Happened"), say("入账日期", "Booked"), say("凭证", "Voucher")],
    ...[say("方向", "Side"), say("对方单位", "Other side"), say("种类", "Kind")],
    ...[say("物资", "Item"), say("单位", "Unit"), say("增减", "Change")],
  ],
  rows: late.map((line) => [
    ...[line.occurredOn, line.recordedOn],
    `${transferOp[line.op][locale]} ${line.transfer.slice(0, 8)}`,
    line.side === "COLLECT" ? say("应收", "due to us") : say("应办", "due from us"),
    ...[name(line.counterparty), claimKind[line.kind][locale]],
    ...[thing(line.item), unit(line.item, line.unit), amount(line.item, line.quantity)],
  ]),
});
