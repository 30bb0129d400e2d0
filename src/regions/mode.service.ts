import type { OperatingMode } from "../../schema/words/regions.ts";
import { may } from "../access/access.rules.ts";
import { asked } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { criterionHolds, unmetCriteria, type ModeCriterion } from "./mode.rules.ts";
import { insertModeChange, readModeCriteria, readModeMeasures } from "./mode.store.ts";
import { lockRegion, readGovernments, updateOperatingMode } from "./regions.store.ts";

export type { ModeChangeRow } from "./mode.store.ts";

export interface ModeChange {
  readonly idempotencyKey: string;
  readonly regionCode: string;
  readonly operatingMode: OperatingMode;
  readonly reason: string;
  /** The approver's reason for changing although the criteria do not hold. */
  readonly overrideReason?: string | null | undefined;
}

const reasonMax = 500;
const isReason = (text: string): boolean => text.trim() !== "" && text.length <= reasonMax;

/**
 * 平急转换: by an approver of the region's government, or of one above it, when the criteria of the
 * day hold; or on that approver's own word, which stays on the record under its name.
 */
export async function setOperatingMode(
  database: Database,
  principal: Principal | undefined,
  { idempotencyKey: key, ...change }: ModeChange,
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const override = change.overrideReason ?? null;
  for (const [path, text] of [
    ["reason", change.reason],
    ["overrideReason", override],
  ] as const)
    if (text !== null && !isReason(text))
      return refuseFor("INVALID_INPUT", path, { why: `1–${reasonMax} characters` });
  const request = { mutation: "setOperatingMode", input: change };
  return asked(database, { principal, key }, request, async (tx) => {
    const region = await lockRegion(tx, change.regionCode);
    if (region === undefined) return refuseFor("NOT_FOUND", "regionId");
    const allowed = may(principal, "region:mode", await readGovernments(tx, region.code));
    if (!allowed.ok) return allowed;
    if (region.operatingMode === change.operatingMode)
      return refuseFor("ALREADY_DECIDED", "operatingMode");
    const judged = await judge(tx, region.code, change.operatingMode);
    if (!judged.met && override === null)
      return refuseFor("MODE_CRITERIA_NOT_MET", "operatingMode", {
        missing: judged.unmet.map(({ textZh }) => textZh).join(";"),
        missingEn: judged.unmet.map(({ textEn }) => textEn).join("; "),
      });
    await updateOperatingMode(tx, region.code, change.operatingMode);
    const reason = change.reason.trim();
    // Where the criteria hold nothing is overridden, whatever was said.
    const overrideReason = judged.met ? null : (override?.trim() ?? null);
    await insertModeChange(tx, {
      ...{ regionCode: region.code, fromMode: region.operatingMode, toMode: change.operatingMode },
      ...{ byOrg: allowed.value, approver: principal.id, approverName: principal.name },
      ...{ reason, overrideReason, criteria: judged.criteria },
    });
    const { operatingMode } = change;
    const overridden = overrideReason !== null;
    await appendFact(tx, {
      kind: "REGION_MODE_CHANGED",
      // A region's row carries no version: the feed's order tells which change was last.
      subject: { kind: "REGION", id: region.code, version: 0 },
      parties: ["public"],
      facts: { operatingMode, reason, byOrg: allowed.value, overridden },
    });
    return ok({ kind: "REGION", id: region.code });
  });
}

async function judge(tx: Tx, region: string, mode: OperatingMode) {
  const criteria = await readModeCriteria(tx);
  const measures = (await readModeMeasures(tx, region)) ?? { level: null, responses: 0, legs: 0 };
  const noted = criteria
    .filter((one) => one.mode === mode)
    .map((one) => ({ code: one.code, holds: criterionHolds(one, measures) }));
  return { ...unmetCriteria(mode, criteria, measures), criteria: noted };
}

export interface JudgedCriterion extends ModeCriterion {
  /** Null: not the reader's to know. */
  readonly holds: boolean | null;
}

/** The criteria of the day as they stand for a region. */
export async function listModeCriteria(tx: Tx, region: string): Promise<JudgedCriterion[]> {
  const criteria = await readModeCriteria(tx);
  const measures = await readModeMeasures(tx, region);
  return criteria.map((one) => ({
    ...one,
    holds: measures === undefined ? null : criterionHolds(one, measures),
  }));
}

/** Whose approvers may change the mode. */
export const listModeApprovers = (tx: Tx, region: string): Promise<string[]> =>
  readGovernments(tx, region);
