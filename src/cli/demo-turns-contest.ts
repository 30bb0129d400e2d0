import { orgCode } from "./demo-plan.ts";
import { cannot, counted, named, post, take, type Stage } from "./demo-stage.ts";
import type { DemoClaim, DemoLine, DemoOrder } from "./demo.model.ts";

interface Page {
  readonly edges: readonly { readonly node: DemoClaim }[];
}

/**
 * The lender has confirmed what is missing, and the carrier owes it. It does not agree that all of
 * it was lost on its way: half is split off and disputed, and nobody nets or dates that half.
 */
export async function contest(
  stage: Stage,
  order: DemoOrder,
  line: DemoLine,
  carrierOrg: string,
): Promise<void> {
  const finance = post(carrierOrg, "FINANCE");
  const page = await stage.client.ask<Page>(finance, "demo-claims", { first: 100 });
  const claim = page.edges
    .map(({ node }) => node)
    .find(({ kind, itemCode }) => kind === "DAMAGES" && itemCode === line.item?.sku);
  if (claim === undefined) throw cannot("CONTESTED", "没有承运赔偿 / no damages of a carrier");
  const { id: claimId, outstanding } = claim;
  const part = Math.ceil(outstanding / 2);
  const { state } = await stage.client.write<DemoClaim>(finance, "claims-dispute", {
    ...{ claimId, reason: "装车时铅封完好,少件不在途中(演练)" },
    ...(part < outstanding ? { quantity: part } : {}),
  });
  if (state !== "DISPUTED") throw cannot("CONTESTED", `${orgCode(claim.debtor)}: ${state}`);
  const [who, towards, lender] = [named(claim.debtor), named(claim.creditor), named(order.lender)];
  const [all, half] = [counted(line, outstanding), counted(line, part)];
  take(stage, "CONTESTED", {
    zh:
      `${order.number} 签收时少 ${all.zh},${lender.zh}确认差异,${who.zh}应赔${towards.zh};` +
      `承运单位称铅封完好,对其中 ${half.zh}提出异议,拆出单列,其余照认`,
    en:
      `${order.number} arrives ${all.en} short, ${lender.en} confirms, ${who.en} owes ` +
      `${towards.en}; the carrier disputes ${half.en}, split off as a claim of their own`,
  });
}
