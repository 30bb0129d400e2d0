import { goodsOf, lateOf, tasksOf } from "./statement-section.rules.ts";
import { claimsOf, vouchersOf, withinOf } from "./statement-claims.rules.ts";
import type { StatementNames, StatementRow, StatementTable } from "./statement.model.ts";
import { stamp, telling, type TableLocale, type Telling } from "./statement-telling.rules.ts";

/** Short enough to be read out; the day of issue stands in front. */
export const statementNumber = ({ id, onDay }: Pick<StatementRow, "id" | "onDay">): string =>
  `DZ-${onDay.replaceAll("-", "")}-${id.slice(0, 8).toUpperCase()}`;

/** All codes in a statement that have names. */
export const codesIn = ({
  org,
  counterparty,
  incidentId,
  region,
  content,
}: StatementRow): string[] => [
  ...new Set(
    [
      ...[org, counterparty, incidentId, region, ...(content.untold ?? [])],
      ...(content.books ?? []).map((book) => book.org),
      ...[...content.claims, ...(content.within ?? []), ...(content.late ?? [])].flatMap((line) => [
        ...[line.org ?? null, line.counterparty, line.item],
      ]),
      ...content.goodsOut.flatMap(({ holder, place, item }) => [holder, place, item]),
      ...content.tasks.flatMap(({ depot, performer, item }) => [depot, performer, item]),
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
    title:
      row.region === null
        ? tell.say("往来对账单", "Statement of account")
        : tell.say("区域往来汇总对账单", "Statement of a region"),
    facts: factsOf(row, tell),
    sections: [
      claimsOf(content, tell),
      ...(content.within === undefined ? [] : [withinOf(content, tell)]),
      vouchersOf(content, tell),
      goodsOf(content, tell),
      tasksOf(content, tell),
      lateOf(content, tell),
    ],
  };
}

function factsOf(row: StatementRow, tell: Telling): [string, string][] {
  const { say, name } = tell;
  const { fromCutAt } = row.content;
  const first = say("建账起", "from the first entry");
  return [
    [say("编号", "Number"), statementNumber(row)],
    [say("出具单位", "Issued by"), name(row.org)],
    ...aboutOf(row, tell),
    [
      say("所属事件", "Incident"),
      row.incidentId === null ? say("全部", "all") : name(row.incidentId),
    ],
    [
      say("期间", "Period"),
      `${fromCutAt === undefined ? first : stamp(fromCutAt)} — ${stamp(row.cutAt)} (UTC+8)`,
    ],
    [say("截至", "Cut at"), `${stamp(row.cutAt)} (UTC+8)`],
    ...headsOf(row, tell),
    [say("出具时间", "Issued at"), `${stamp(row.issuedAt)} (UTC+8)`],
    [
      say("对方签认", "Countersigned at"),
      row.countersignedAt === null ? "—" : `${stamp(row.countersignedAt)} (UTC+8)`,
    ],
  ];
}

/** A region says which governments are in the figures, and which are not: those are unknown. */
function aboutOf(
  { region, counterparty, content }: StatementRow,
  { say, name }: Telling,
): [string, string][] {
  const everyone = say("全部往来单位", "everyone");
  const sides = counterparty === null ? everyone : name(counterparty);
  if (region === null) return [[say("对方单位", "Other side"), sides]];
  const names = (orgs: readonly string[]): string =>
    orgs.length === 0 ? say("无", "none") : orgs.map(name).join(say("、", ", "));
  return [
    [say("区域", "Region"), name(region)],
    [say("纳入单位", "Governments in it"), names((content.books ?? []).map(({ org }) => org))],
    [say("未纳入单位(其数不详)", "Governments not in it (unknown)"), names(content.untold ?? [])],
  ];
}

function headsOf({ content }: StatementRow, { say, name }: Telling): [string, string][] {
  const { head, fromSize, books } = content;
  const entries = (from: number, size: number): string => `${String(from)} — ${String(size)}`;
  if (books !== undefined)
    return books.map((book) => [
      `${say("账簿", "Book of")} ${name(book.org)}`,
      book.head === null
        ? "—"
        : [
            `${say("分录", "entries")} ${entries(book.fromSize, book.head.size)}`,
            `${say("账头哈希", "head hash")} ${book.head.hash}`,
            `${say("默克尔根", "Merkle root")} ${book.head.root}`,
          ].join(" · "),
    ]);
  return [
    [say("分录", "Entries"), head === null ? "—" : entries(fromSize, head.size)],
    [say("账头哈希", "Head hash"), head?.hash ?? "—"],
    [say("默克尔根", "Merkle root"), head?.root ?? "—"],
  ];
}
