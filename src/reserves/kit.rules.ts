import type { LotCondition, LotOrigin } from "../../schema/words/reserves.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

/** A lot of which a component is taken, or of which kits were made. */
export interface PartLot {
  readonly id: string;
  readonly code: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly depotOwnerOrg: string;
  readonly custodianOrg: string;
  readonly condition: LotCondition;
  readonly origin: LotOrigin;
  readonly earmark: string | null;
  readonly underNorm: boolean;
  readonly expiresOn: string | null;
  readonly unitValueFen: number | null;
  readonly version: number;
}

export interface Component {
  readonly component: string;
  readonly quantity: number;
}

/** What stands against building `kit` from these lots: each component from one lot, all fit. */
export function partRefusals(
  kit: string,
  components: readonly Component[],
  lots: readonly PartLot[],
  today: string,
): Refusal[] {
  const wrong: Refusal[] = [];
  if (components.length === 0) wrong.push(refusal("UNKNOWN_CODE", "kit", { code: kit }));
  for (const { component, quantity: need } of components)
    if (lots.filter(({ item }) => item === component).length !== 1)
      wrong.push(refusal("KIT_PARTS", "lotIds", { kit, component, need }));
  lots.forEach(({ item, code: lot, condition, expiresOn }, at) => {
    const path = `lotIds.${at}`;
    if (!components.some(({ component }) => component === item))
      wrong.push(refusal("UNKNOWN_CODE", path, { code: item }));
    if (condition !== "GOOD") wrong.push(refusal("LOT_BLOCKED", path, { lot }));
    if (expiresOn !== null && expiresOn < today) wrong.push(refusal("LOT_EXPIRED", path, { lot }));
  });
  const alike = (of: (lot: PartLot) => unknown): boolean => new Set(lots.map(of)).size <= 1;
  if (!alike(({ ownerOrg }) => ownerOrg) || !alike(({ depotId }) => depotId))
    wrong.push(refusal("INVALID_INPUT", "lotIds", { why: "one owner, one depot" }));
  if (!alike(({ origin }) => origin) || !alike(({ earmark }) => earmark))
    wrong.push(refusal("INVALID_INPUT", "lotIds", { why: "one origin, one earmark" }));
  return wrong;
}

/** A kit is as good as its weakest part: the first to expire, under a norm if one part is. */
export function kitOf(
  components: readonly Component[],
  lots: readonly PartLot[],
): Pick<PartLot, "expiresOn" | "underNorm" | "unitValueFen"> {
  const days = lots.flatMap(({ expiresOn }) => expiresOn ?? []);
  const values = components.map(({ component, quantity }) => {
    const value = lots.find(({ item }) => item === component)?.unitValueFen;
    return value === undefined || value === null ? null : value * quantity;
  });
  return {
    expiresOn: days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b)),
    underNorm: lots.some(({ underNorm }) => underNorm),
    unitValueFen: values.includes(null)
      ? null
      : values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
  };
}
