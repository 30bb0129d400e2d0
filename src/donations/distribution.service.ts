import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { lost, move, onHand } from "../ledger/account.rules.ts";
import { post } from "../ledger/ledger.service.ts";
import type { Database } from "../postgres/pool.ts";
import { lockDonatedLot } from "./distribution.store.ts";
import { isRead, quantityMax, readDay } from "../sheets/cell.rules.ts";
import { plainNumber } from "./number.rules.ts";
import { textRefusals } from "../sheets/personal.rules.ts";

export interface GivenOut {
  readonly place: string;
  readonly unit: string;
  /** Base units. */
  readonly quantity: number;
  readonly day: string;
}

export interface DistributionInput {
  /** Public number of the donation. */
  readonly number: string;
  readonly distributed: readonly GivenOut[];
}

const placesMax = 100;
const textMax = 80;

/** 发放 straight from the charity's shelf: where, to what kind of unit, how much, when; no names. */
export const recordDistribution = (
  database: Database,
  asking: Asking,
  input: DistributionInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recordDistribution", input }, async (tx, principal) => {
    const lot = await lockDonatedLot(tx, plainNumber(input.number));
    if (lot === undefined) return refuseFor("NOT_FOUND", "number");
    const allowed = may(principal, "donation:distribute", [lot.org, lot.custodianOrg]);
    if (!allowed.ok) return allowed;
    const wrong = distributionRefusals(input.distributed, tx.today);
    if (wrong.length > 0) return refuse(wrong);
    if (!lot.fit) return refuseFor("LOT_BLOCKED", "number", { lot: input.number });
    const quantity = input.distributed.reduce((sum, one) => sum + one.quantity, 0);
    await appendFact(tx, {
      kind: "DONATION_DISTRIBUTED",
      subject: { kind: "DISCLOSURE", id: lot.disclosureId, version: lot.changes },
      parties: [lot.org],
      facts: { number: plainNumber(input.number), quantity },
    });
    const booked = await post(tx, lot.org, {
      op: "USE",
      evidence: { distributed: input.distributed },
      lines: move(onHand(lot.shelf), lost(lot.shelf, "DISTRIBUTED"), quantity),
    });
    return booked.ok ? ok({ kind: "DISCLOSURE", id: lot.disclosureId }) : booked;
  });

function distributionRefusals(given: readonly GivenOut[], today: string): readonly Refusal[] {
  if (given.length === 0 || given.length > placesMax)
    return [refusal("TOO_MANY", "distributed", { max: placesMax })];
  return given.flatMap(({ place, unit, quantity, day }, at) => {
    const path = `distributed.${at}`;
    const read = readDay(day);
    const texts = { [`${path}.place`]: place, [`${path}.unit`]: unit };
    return [
      ...textRefusals(texts, textMax, true),
      ...(Number.isInteger(quantity) && quantity >= 1 && quantity <= quantityMax
        ? []
        : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.quantity`, { min: 1, max: quantityMax })]),
      ...(isRead(read) && read.value <= today
        ? []
        : [
            refusal("INVALID_INPUT", `${path}.day`, {
              why: word("日期无效或在未来", "not a past day"),
            }),
          ]),
    ];
  });
}
