import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuse, ok } from "../kernel/result.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import type { LegInput } from "./leg-difference.service.ts";
import { lockLeg } from "./leg-receive.service.ts";
import { illegalLeg } from "./leg.rules.ts";
import { updateLeg, updateSlip } from "./leg.store.ts";
import { keepersOf } from "./order.service.ts";
import { codeHash, newCode, withCode, type Coded, type Departed } from "./slip.service.ts";

/**
 * The slip was lost, or the answer that showed the code: a new code, and the old one is void. By
 * whoever sends, and after a relay by the carrier that took the goods over.
 */
export async function renewArrivalCode(
  database: Database,
  asking: Asking,
  input: LegInput,
): Promise<Outcome<Departed>> {
  let made: Coded | undefined;
  const request = { mutation: "renewArrivalCode", input };
  const outcome = await asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const { leg, order, lines } = locked;
    const after = leg.priorLegId === null ? [] : [leg.carrierOrg];
    const allowed = may(principal, "order:depart", [...keepersOf(order, lines), ...after]);
    if (!allowed.ok) return allowed;
    const wrong = illegalLeg(leg.state, "ARRIVE", word("补发交接码", "get another code"));
    if (wrong.length > 0) return refuse(wrong);
    const code = newCode();
    const hash = codeHash(leg.id, code);
    await updateSlip(tx, { legId: leg.id, kind: "ARRIVAL" }, { codeHash: hash });
    await updateLeg(tx, leg.id, {});
    const written = { kind: "LEG", id: leg.id } as const;
    made = { written, code };
    return ok(written);
  });
  return withCode(outcome, made);
}
