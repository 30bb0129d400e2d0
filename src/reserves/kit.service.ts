import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { readComponents } from "../catalog/catalog.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { assemble, disassemble } from "../ledger/posting.kit.rules.ts";
import type { ShelfFacts } from "../ledger/posting.model.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { kitOf, partRefusals, type PartLot } from "./kit.rules.ts";
import { insertKitLot, lockKitLot, lockPartLots, updateKitsBroken } from "./kit.store.ts";

export interface AssembleInput {
  /** Sku of the kit. */
  readonly kit: string;
  readonly quantity: number;
  /** One lot for each component, all of one owner on one depot's shelves. */
  readonly lotIds: readonly string[];
  readonly bin?: string | null | undefined;
}

const kitsMax = 1_000_000;

/** 组装: the keeper builds kits from what lies free on the shelf. */
export const assembleKits = (
  database: Database,
  asking: Asking,
  input: AssembleInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "assembleKits", input }, async (tx, principal) => {
    const { kit, quantity, lotIds } = input;
    const lots = await lockPartLots(tx, lotIds);
    const lost = lotIds.flatMap((id, at) =>
      lots.some((lot) => lot.id === id) ? [] : [refusal("NOT_FOUND", `lotIds.${at}`)],
    );
    const [first] = lots;
    if (lost.length > 0 || first === undefined)
      return refuse(lost.length > 0 ? lost : [refusal("NOT_FOUND", "lotIds")]);
    const allowed = may(principal, "stock:change", [first.ownerOrg, first.custodianOrg]);
    if (!allowed.ok) return allowed;
    const components = await readComponents(tx, [kit]);
    const wrong = partRefusals(kit, components, lots, tx.today);
    if (quantity < 1 || quantity > kitsMax)
      wrong.push(refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: kitsMax }));
    if (wrong.length > 0) return refuse(wrong);
    const id = randomUUID();
    const parts = lots.map((lot) => {
      const perKit = components.find(({ component }) => component === lot.item)?.quantity;
      assert(perKit !== undefined, "every lot is a component's");
      return { lotId: lot.id, perKit, shelf: shelfOf(lot), quantity: perKit * quantity };
    });
    const built = { ...first, ...kitOf(components, lots), id, item: kit };
    const batch = `K${id.slice(0, 8)}`;
    const code = `${first.depotId}-${kit}-${batch}`;
    const row = { ...built, code, batch, bin: input.bin ?? null, assembled: quantity };
    await insertKitLot(tx, row, parts);
    await tell(tx, { ...built, version: 1 }, "KIT_ASSEMBLED", quantity);
    const evidence = { kit, quantity, lots: lotIds };
    const posting = assemble({ evidence }, { kit: shelfOf(built), quantity, parts });
    const booked = await post(tx, allowed.value, posting);
    return booked.ok ? ok({ kind: "LOT", id }) : booked;
  });

export interface BreakInput {
  readonly lotId: string;
  readonly quantity: number;
}

/** 拆分: kits go back to the very lots from which they were built. */
export const breakKits = (
  database: Database,
  asking: Asking,
  input: BreakInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "breakKits", input }, async (tx, principal) => {
    const { lotId, quantity } = input;
    const kits = await lockKitLot(tx, lotId);
    if (kits === undefined) return refuseFor("NOT_FOUND", "lotId");
    const lots = await lockPartLots(tx, [lotId, ...kits.parts.map((part) => part.lotId)]);
    const kit = lots.find(({ id }) => id === lotId);
    if (kit === undefined) return refuseFor("NOT_FOUND", "lotId");
    const allowed = may(principal, "stock:change", [kit.ownerOrg, kit.custodianOrg]);
    if (!allowed.ok) return allowed;
    if (quantity < 1 || quantity > kits.whole)
      return refuseFor("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: kits.whole });
    const parts = kits.parts.map((part) => {
      const lot = lots.find(({ id }) => id === part.lotId);
      assert(lot !== undefined, "whoever may change kits may change their parts");
      const aside = lot.condition !== "GOOD";
      return { shelf: shelfOf(lot), quantity: part.perKit * quantity, aside };
    });
    await updateKitsBroken(tx, lotId, quantity);
    await tell(tx, kit, "KIT_BROKEN", quantity);
    const aside = kit.condition !== "GOOD";
    const whole = { kit: shelfOf(kit), quantity, parts, aside };
    const booked = await post(tx, allowed.value, disassemble({ evidence: { quantity } }, whole));
    return booked.ok ? ok({ kind: "LOT", id: lotId }) : booked;
  });

type Shelved = Pick<PartLot, "id" | "item" | "ownerOrg" | "depotId" | "custodianOrg" | "underNorm">;

const shelfOf = (lot: Shelved): ShelfFacts => ({
  owner: lot.ownerOrg,
  custodian: lot.custodianOrg,
  depot: lot.depotId,
  lot: lot.id,
  item: lot.item,
  underNorm: lot.underNorm,
});

const tell = (
  tx: Tx,
  { id, version, item, ownerOrg, depotId, depotOwnerOrg, custodianOrg }: PartLot,
  kind: EventKind,
  quantity: number,
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "LOT", id, version },
    parties: [ownerOrg, depotOwnerOrg, custodianOrg],
    facts: { item, depot: depotId, quantity },
  });
