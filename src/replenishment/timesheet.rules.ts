import { word, type Word } from "../../schema/words/word.ts";
import { bookUnit } from "../../schema/words/ledger.ts";
import { serviceUnit } from "../../schema/words/replenishment.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { openLine } from "../ledger/claim-lines.rules.ts";
import type { ClaimOpening, Posting } from "../ledger/ledger.model.ts";
import type { NewId, Share } from "../ledger/posting.model.ts";
import { charge, type Charge } from "../ledger/posting.settle.rules.ts";
import { splitByWeight } from "../ledger/share.rules.ts";
import type { ServiceInput, SheetLine } from "./claims.model.ts";
import type { LineCase } from "./goods.model.ts";

/** Who bears the work of a team or a machine, and who in the end is to bear it. */
export interface Bearing {
  /** Who owes the owner; empty: the owner bears it and only recovers it. */
  readonly debtors: readonly Share[];
  readonly of: Omit<Charge, "debtorOrg" | "amountFen">;
}

const noCharge = (why: Word): Outcome<never> => refuseFor("INVALID_INPUT", "orderLineId", { why });

/** The liability order for work: own and pledged help is free, a firm at fault helps itself. */
export function chargesFor({
  line,
  order,
  responsibleOrg,
  regime,
  terms,
}: LineCase): Outcome<Bearing> {
  const { ownerOrg, liabilityTerms } = line;
  if (line.teamId === null && line.equipmentId === null)
    return noCharge(word("物资不计工时", "goods have no time sheet"));
  if (regime === "FREE")
    return noCharge(word("协议约定无偿支援", "help is free under the agreement"));
  if (ownerOrg === responsibleOrg)
    return noCharge(word("事故责任单位自救不计费", "the firm at fault helps itself"));
  const bound = liabilityTerms?.debtors ?? [];
  const payers = bound.length > 0 ? bound : [{ orgId: order.payerOrg, basisPoints: 10_000 }];
  const debtors = payers.filter(({ orgId }) => orgId !== ownerOrg);
  if (debtors.length === 0 && responsibleOrg === null)
    return noCharge(word("本单位队伍不产生往来", "one's own team opens no claim"));
  return ok({
    debtors,
    of: {
      kind: "SERVICE",
      creditorOrg: ownerOrg,
      liability: debtors.length === 0 ? "OWNER_IS_PAYER" : (line.liability ?? "USER_REFILLS"),
      terms,
      incidentId: order.incidentId,
      orderLineId: line.id,
      ...(responsibleOrg === null ? {} : { recourseFrom: responsibleOrg }),
    },
  });
}

/** Lines that are not at the agreement's rates; without a rate table any rate may be claimed. */
export function rateRefusals(
  { order, serviceRates }: Pick<LineCase, "order" | "serviceRates">,
  lines: readonly SheetLine[],
): Refusal[] {
  if (serviceRates === null || serviceRates.length === 0) return [];
  const said = (language: "zh" | "en"): string =>
    serviceRates
      .map(({ unit, rateFen }) => `${serviceUnit[unit][language]} ${rateFen} 分`)
      .join(language === "zh" ? "、" : ", ");
  const facts = {
    agreement: order.agreementId ?? "",
    version: order.agreementVersion ?? 0,
    ...{ rates: said("zh"), ratesEn: said("en") },
  };
  return lines.flatMap(({ unit, rateFen }, at) =>
    serviceRates.some((rate) => rate.unit === unit && rate.rateFen === rateFen)
      ? []
      : [refusal("SERVICE_RATE_AGREED", `lines.${at}.rateFen`, facts)],
  );
}

/** The sheet is the evidence; its sum is split by shares without losing a 分. */
export function sheetPosting(
  { debtors, of }: Bearing,
  amountFen: number,
  input: ServiceInput,
  newId: NewId,
): Posting {
  const { evidence, occurredAt, sheetNumber, rateTable, lines } = input;
  const { signedForTeam, signedForReceiver } = input;
  const sheet = { sheetNumber, rateTable, signedForTeam, signedForReceiver, lines };
  const occasion = { evidence: { ...evidence, sheet }, occurredAt };
  if (debtors.length === 0) return ownWork(occasion, of, amountFen, newId);
  const parts = splitByWeight(
    amountFen,
    debtors.map(({ basisPoints }) => basisPoints),
  );
  const charges = debtors
    .map(({ orgId }, at) => ({ ...of, debtorOrg: orgId, amountFen: parts[at] ?? 0 }))
    .filter((one) => one.amountFen > 0);
  return charge(occasion, charges, newId);
}

/** The payer's own team: nobody owes the payer but the firm at fault. */
function ownWork(
  occasion: Pick<Posting, "evidence" | "occurredAt">,
  { creditorOrg, liability, terms, incidentId, orderLineId, recourseFrom }: Bearing["of"],
  amountFen: number,
  newId: NewId,
): Posting {
  const { dueAnchor, dueDays, anchorOn } = terms;
  const claim: ClaimOpening = {
    ...{ id: newId(), kind: "RECOURSE", mirrors: "SERVICE", item: bookUnit.MONEY },
    ...{ debtorOrg: recourseFrom ?? creditorOrg, creditorOrg, liability, dueAnchor, dueDays },
    ...(anchorOn === undefined ? {} : { anchorOn }),
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(orderLineId === undefined ? {} : { orderLineId }),
  };
  return { ...occasion, op: "SERVICE", lines: [openLine(claim, amountFen)], claims: [claim] };
}
