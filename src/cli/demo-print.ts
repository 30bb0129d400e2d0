import { approvalKind, approvalState, basis, orderState } from "../../schema/words/dispatch.ts";
import { needState } from "../../schema/words/incidents.ts";
import { refusalCode } from "../../schema/words/refusals.ts";
import type { DemoNeed, DemoOrder, DemoProposal, DemoReceipt, DemoReport } from "./demo.model.ts";
import { claimsTable, statementText, tasksTable } from "./demo-print-books.ts";
import { tripsTable } from "./demo-print-trips.ts";
import { turnName } from "./demo-turns.model.ts";
import { short, word } from "./demo-words.ts";
import { table } from "./table.ts";

/** The report as tables that a duty officer, a keeper and a finance officer each find theirs in. */
export function tellReport(report: DemoReport): string {
  const { scenario, needs, proposals, orders, ledger } = report;
  return [
    `\n棋盘 Qipan 【演练 EXERCISE】 ${scenario.id}  ${scenario.nameZh} / ${scenario.nameEn}\n`,
    section("变故", "turns: what went otherwise than planned", turnsText(report)),
    ...proposals.flatMap((proposal, at) => planText(proposal, needs, at)),
    section("审批与调拨单", "approvals and orders", ordersTable(orders)),
    section("车次", "trips: who drives what", tripsTable(orders)),
    section("签收(两联单)", "receipts: accepted + rejected + missing = shipped", receipts(report)),
    section("需求满足情况", "needs: received, not merely promised", needsTable(needs)),
    section("往来(应补、应还、应付)", "claims: who owes whom", claimsTable(report)),
    section("补库任务", "refill tasks: which shelf is empty", tasksTable(report)),
    section("对账单", "statement", statementText(report)),
    `账册 / the book: ${ledger.verified ? "核验通过 verified" : "核验不符 NOT VERIFIED"}, ` +
      `${String(ledger.entries)} 分录 entries, ${String(ledger.heads)} 账头 heads\n`,
  ].join("\n");
}

/** Each turn as a sentence in both languages, numbered in the order of the drill. */
const turnsText = ({ turns }: DemoReport): string =>
  turns
    .map(({ code, zh, en }, at) => {
      const name = `${turnName[code].zh} / ${turnName[code].en}`;
      return `  ${String(at + 1)}. ${name}\n     ${zh}\n     ${en}\n`;
    })
    .join("");

const section = (zh: string, en: string, body: string): string => `■ ${zh} / ${en}\n${body}`;

const nameOf = (need: DemoNeed | undefined): string =>
  need?.item?.nameZh ?? need?.capability?.nameZh ?? "";

const unitOf = (need: DemoNeed | undefined): string => need?.item?.unitZh ?? "支";

function planText(proposal: DemoProposal, needs: readonly DemoNeed[], at: number): string[] {
  const byId = new Map(needs.map((need) => [need.id, need]));
  return [
    section(
      `${at === 0 ? "" : `第 ${String(at + 1)} 次求解:`}方案与就近调拨对照(越小越好)`,
      `plan ${String(at + 1)} beside nearest-first, ${proposal.status ?? ""}`,
      table(
        [
          { title: "目标 stage", cell: ({ name }) => stageZh[name] ?? name },
          { title: "方案 plan", cell: ({ value }) => value },
          { title: "就近 nearest", cell: ({ baseline }) => baseline },
          { title: "单位 unit", cell: ({ name }) => stageUnits[name] },
          { title: "未证差距 gap", cell: ({ gap }) => `${(gap * 100).toFixed(1)} %` },
        ],
        proposal.stages,
      ),
    ),
    section(
      "谁出什么、何时到",
      "who sends what, when it arrives, and why",
      allocations(proposal, needs),
    ),
    section(
      "缺口及原因",
      "shortages, why, and what would cure them",
      table(
        [
          { title: "需求 need", cell: ({ need }) => nameOf(byId.get(need.id)) },
          { title: "缺 missing", cell: ({ missing }) => missing },
          { title: "单位 unit", cell: ({ need }) => unitOf(byId.get(need.id)) },
          { title: "原因 why", cell: ({ limits }) => limits[0]?.zh },
          { title: "对策 cure", cell: ({ measures }) => measures[0]?.zh },
        ],
        proposal.shortages,
      ),
    ),
    section("未用货源", "sources left out", exclusions(proposal)),
  ];
}

const stageZh: Readonly<Record<string, string>> = {
  unmet: "未满足 unmet",
  fairness: "均衡 fairness",
  arrival: "到达 arrival",
  order: "法定顺序 order",
  breadth: "调出点数 breadth",
  cost: "费用 cost",
};

/** What the figures of the stages count; a weight is the item's importance. */
const stageUnits: Readonly<Record<string, string>> = {
  unmet: "加权件 weighted pieces",
  fairness: "缺口等级之和 sum of bands",
  arrival: "加权件·分钟 weighted piece·min",
  order: "件·顺位 piece·rank",
  breadth: "线路 lanes",
  cost: "件·公里 piece·km",
};

/** One row per need: how much of it comes, from how many places, first and last. */
function allocations({ allocations: lines }: DemoProposal, needs: readonly DemoNeed[]): string {
  const rows = needs.flatMap((need) => {
    const mine = lines.filter((line) => line.need.id === need.id);
    return mine.length === 0 ? [] : [{ need, lines: mine }];
  });
  return table(
    [
      { title: "需求 need", cell: ({ need }) => nameOf(need) },
      { title: "需要 asked", cell: ({ need }) => need.quantity },
      { title: "调出 sent", cell: (row) => sum(row.lines, ({ counted }) => counted) },
      { title: "单位 unit", cell: ({ need }) => unitOf(need) },
      { title: "来源 from", cell: (row) => new Set(row.lines.map(placeOf)).size },
      { title: "最早 first", cell: (row) => timeOf(arrivals(row.lines)[0]) },
      { title: "最晚 last", cell: (row) => timeOf(arrivals(row.lines).at(-1)) },
      { title: "主要来源(依据) main sources (basis)", cell: (row) => mainSources(row.lines) },
      { title: "理由 why", cell: (row) => largest(row.lines)?.reasons[0]?.zh },
    ],
    rows,
  );
}

type Allocations = DemoProposal["allocations"];

const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

const placeOf = ({ depot, lender }: Allocations[number]): string =>
  short(depot?.nameZh ?? lender.nameZh);

const arrivals = (lines: Allocations): string[] => lines.map(({ arrivesAt }) => arrivesAt).sort();

const largest = (lines: Allocations) => [...lines].sort((a, b) => b.counted - a.counted)[0];

function mainSources(lines: Allocations): string {
  const sources = new Map<string, number>();
  for (const line of lines) {
    const key = `${placeOf(line)}(${word(basis, line.basis)})`;
    sources.set(key, (sources.get(key) ?? 0) + line.counted);
  }
  return [...sources]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([name, quantity]) => `${name} ${String(quantity)}`)
    .join("、");
}

/** The wall clock of the region; the day too, for a plan runs past midnight. */
const timeOf = (instant = ""): string =>
  new Date(instant)
    .toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" })
    .slice(5);

function exclusions({ excluded }: DemoProposal): string {
  const counted = new Map<string, { zh: string; sources: Set<string> }>();
  for (const { node } of excluded.edges) {
    const row = counted.get(node.code) ?? { zh: node.zh, sources: new Set<string>() };
    row.sources.add(short(node.sourceZh));
    counted.set(node.code, row);
  }
  return table(
    [
      { title: "代码 code", cell: ([code]) => code },
      { title: "货源 source", cell: ([, { sources }]) => [...sources].slice(0, 3).join("、") },
      {
        title: "说明 meaning",
        cell: ([code, { zh }]) => (zh.includes(code) ? word(refusalCode, code) : zh),
      },
    ],
    [...counted],
  );
}

const ordersTable = (orders: readonly DemoOrder[]): string =>
  table(
    [
      { title: "调拨单 order", cell: ({ number }) => number },
      { title: "出借单位 lender", cell: ({ lender }) => short(lender.name) },
      { title: "行数 lines", cell: ({ lines }) => lines.length },
      {
        title: "审批 approvals",
        cell: ({ approvals, lines }) =>
          approvals
            .map(({ kind, state }) => `${word(approvalKind, kind)}:${word(approvalState, state)}`)
            .join(" ") ||
          (lines.some(({ basis: own }) => own === "OWN") ? "自有,无需审批" : "调令,无需审批"),
      },
      { title: "状态 state", cell: ({ state }) => word(orderState, state) },
    ],
    orders,
  );

/** Everything that did not arrive as it left; the rest is one sentence. */
function receipts({ receipts: rows }: DemoReport): string {
  const differing = rows.filter(({ rejected, missing }) => rejected + missing > 0);
  const clean = `  ${String(rows.length - differing.length)} 行如数签收 / lines received as shipped\n`;
  const columns = [
    { title: "调拨单 order", cell: ({ order }: DemoReceipt) => order },
    { title: "物资 item", cell: ({ item }: DemoReceipt) => item },
    { title: "启运 shipped", cell: ({ departed }: DemoReceipt) => departed },
    { title: "合格 accepted", cell: ({ accepted }: DemoReceipt) => accepted },
    { title: "拒收 rejected", cell: ({ rejected }: DemoReceipt) => rejected },
    { title: "缺失 missing", cell: ({ missing }: DemoReceipt) => missing },
  ];
  return clean + (differing.length === 0 ? "" : table(columns, differing));
}

const needsTable = (needs: readonly DemoNeed[]): string =>
  table(
    [
      { title: "需求 need", cell: nameOf },
      { title: "需要 asked", cell: ({ quantity }) => quantity },
      { title: "已收 received", cell: ({ received }) => received },
      { title: "单位 unit", cell: unitOf },
      { title: "优先级 priority", cell: ({ priority }) => priority },
      { title: "状态 state", cell: ({ state }) => word(needState, state) },
    ],
    needs,
  );
