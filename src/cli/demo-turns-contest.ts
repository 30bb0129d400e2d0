import { orgCode } from "./demo-plan.ts";
import { counted, figure, named, post, take, type Stage } from "./demo-stage.ts";
import type { DemoLine, DemoOrder } from "./demo.model.ts";

/** What the receiver of a leg missed of one line, at its first count. */
export interface Missed {
  readonly legId: string;
  readonly line: DemoLine;
  readonly missing: number;
}

/**
 * The sender denies the receiver's count with its own figure: the seal was whole. Nobody owes for
 * it until the receiver counts again and takes that figure. Answers how much was found.
 */
export async function contest(
  stage: Stage,
  order: DemoOrder,
  { legId, line, missing }: Missed,
): Promise<number> {
  const agreed = Math.floor(missing / 2);
  await stage.client.write(post(orgCode(order.lender), "KEEPER"), "orders-deny-difference", {
    ...{ legId, reason: "装车时铅封完好,出库复点数大于到货清点数(演练)" },
    lines: [{ orderLineId: line.id, missing: agreed }],
  });
  const receiver = post(orgCode(order.receiver), "RECEIVER");
  await stage.client.write(receiver, "orders-confirm-difference", { legId });
  const [from, to, what] = [named(order.lender), named(order.receiver), counted(line, missing)];
  const [left, found] = [figure(agreed), figure(missing - agreed)];
  take(stage, "CONTESTED", {
    zh:
      `${to.zh}签收 ${order.number} 时少 ${what.zh};${from.zh}否认,认定只少 ${left},两数并列;` +
      `${to.zh}复点又找到 ${found},认可对方数字,其余由承运单位赔偿`,
    en:
      `${to.en} receives ${order.number} short of ${what.en}; ${from.en} denies it and says ` +
      `${left}, both figures stand; counted again, ${found} turn up and ${to.en} takes that figure`,
  });
  return missing - agreed;
}
