import { dayInChina } from "../kernel/day.ts";
import type { DemoLine, DemoOrder } from "./demo.model.ts";
import { orgCode } from "./demo-plan.ts";
import { post, type Stage } from "./demo-stage.ts";

/** One day of every team and machine that is lent at agreed rates, signed where it worked. */
export async function signTimeSheets(stage: Stage, orders: readonly DemoOrder[]): Promise<void> {
  const worked = orders.flatMap((order) =>
    order.lines.flatMap((line) => {
      const day = dayOf(stage, order, line);
      return day === undefined ? [] : [{ order, line, day }];
    }),
  );
  for (const [at, { order, line, day }] of worked.entries())
    await stage.client.write(
      post(orgCode(order.receiver), "RECEIVER"),
      "replenishment-record-service",
      {
        ...{ orderLineId: line.id, sheetNumber: `演练工时-${String(at + 1)}`, lines: [day] },
        ...{ rateTable: order.agreement?.nameZh ?? "", occurredAt: new Date().toISOString() },
        ...{ signedForTeam: "领队岗", signedForReceiver: "现场指挥岗" },
      },
    );
  if (worked.length > 0)
    stage.tell(`  已登记工时单 ${String(worked.length)} 份 / time sheets signed\n`);
}

/** None of the firm at fault, which helps itself, and none where no rate is agreed. */
function dayOf({ scenario }: Stage, { agreement }: DemoOrder, line: DemoLine) {
  const unit = line.team === null ? "MACHINE_SHIFT" : "PERSON_DAY";
  const rate = (agreement?.terms.serviceRates ?? []).find((one) => one.unit === unit);
  const goods = line.team === null && line.equipment === null;
  if (goods || rate === undefined || line.accepted === 0) return undefined;
  if (orgCode(line.owner) === scenario.responsibleOrgId) return undefined;
  return { ...rate, day: dayInChina(new Date()), quantity: line.team?.headcount ?? 1 };
}
