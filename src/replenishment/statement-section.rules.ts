import type { StatementContent } from "../../schema/shapes/statement.ts";
import { accountKind, claimKind, transferOp } from "../../schema/words/ledger.ts";
import { taskAge } from "../../schema/words/replenishment.ts";
import type { StatementSection } from "./statement.model.ts";
import { amount, sideOf, type Telling } from "./statement-telling.rules.ts";

export const goodsOf = (
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

export const tasksOf = (
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

export const lateOf = (
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
    (line.org === undefined ? "" : `${name(line.org)} `) + sideOf(line.side, say),
    ...[name(line.counterparty), claimKind[line.kind][locale]],
    ...[thing(line.item), unit(line.item, line.unit), amount(line.item, line.quantity)],
  ]),
});
