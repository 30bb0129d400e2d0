import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { deny } from "../ledger/posting.settle.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import {
  arbitrationRefusals,
  executorsOf,
  sidesOfCase,
  type ArbitrationCase,
} from "./arbitration.rules.ts";
import { readCase, updateDecided } from "./arbitration.store.ts";
import type { ResolutionRow } from "./resolution.rules.ts";
import { readResolutions } from "./resolution.store.ts";

export interface ArbitrateInput {
  readonly resolutionId: string;
}

/**
 * 裁决争议往来: an adopted resolution names the claim and the figure. What it upholds is signed for
 * both sides, what it does not leaves the book under the resolution's number, and whose shelf is
 * empty for that part refills it. Once, and never by one side alone.
 */
export const arbitrateClaim = (
  database: Database,
  asking: Asking,
  input: ArbitrateInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "arbitrateClaim", input }, async (tx, principal) => {
    const [resolution] = await readResolutions(tx, [input.resolutionId]);
    const found = resolution && (await readCase(tx, resolution.id));
    if (resolution === undefined || found === undefined)
      return refuseFor("NOT_FOUND", "resolutionId");
    const allowed = may(principal, "claim:arbitrate", executorsOf(resolution, found.claim));
    if (!allowed.ok) return allowed;
    const wrong = arbitrationRefusals(resolution, found);
    if (wrong.length > 0) return refuse(wrong);
    return carryOut(tx, { resolution, found, org: allowed.value });
  });

interface Carrying {
  readonly resolution: ResolutionRow;
  readonly found: ArbitrationCase;
  readonly org: string;
}

async function carryOut(tx: Tx, { resolution, found, org }: Carrying): Promise<Outcome<Written>> {
  const { id, number, version, titleZh, decidedQuantity } = resolution;
  const { claim, tasks, recourse } = found;
  const upheld = decidedQuantity ?? 0;
  const denied = claim.outstanding - upheld;
  await appendFact(tx, {
    kind: "CLAIM_DECIDED",
    subject: { kind: "CLAIM", id: claim.id, version: claim.version },
    parties: [...sidesOfCase(claim), ...resolution.readers],
    facts: { resolution: number ?? id, upheld, denied },
  });
  let transferId: string | null = null;
  if (denied > 0) {
    const said = { resolution: number ?? id, resolutionId: id, version, titleZh, upheld, denied };
    const part = { claim, quantity: denied, tasks, recourse };
    const booked = await post(tx, org, deny({ evidence: said }, part, randomUUID));
    if (!booked.ok) return booked;
    ({ transferId } = booked.value);
  }
  await updateDecided(tx, { resolutionId: id, org, denied, transferId });
  return ok({ kind: "RESOLUTION", id });
}
