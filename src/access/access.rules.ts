import { actions, type Action, type Duty } from "../../schema/rights/duties.ts";
import { role as roleWords, type Role } from "../../schema/words/access.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Principal } from "./principal.model.ts";

export type { Action };

/**
 * Whether the principal may do `action` for one of `orgs`, the organizations whose duty it is.
 * Answers the organization it acts for, or why not. Asked after the lock, inside the service.
 */
export function may(
  principal: Principal | undefined,
  action: Action,
  orgs: readonly string[],
): Outcome<string> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const rule: Duty = actions[action];
  const mine = principal.memberships.filter(({ orgId }) => orgs.includes(orgId));
  const fit = mine.find(({ roles }) => roles.some((held) => rule.roles.includes(held)));
  if (fit !== undefined) return ok(fit.orgId);
  return refuseFor("NOT_ALLOWED", "", {
    action: { zh: rule.zh, en: rule.en },
    role: rule.roles.map((needed) => roleWords[needed].zh).join(orgSeparator),
    roleEn: rule.roles.map((needed) => roleWords[needed].en).join(" / "),
    // Codes only: whoever has a transaction at hand puts the names to them.
    orgs: orgs.length === 0 ? "有关单位" : [...new Set(orgs)].join(orgSeparator),
    orgsEn: orgs.length === 0 ? "the organization" : [...new Set(orgs)].join(" / "),
  });
}

/** Between the codes of organizations in a refusal. */
export const orgSeparator = "、";

/** Everything that these roles may do, for a page that shows only what will be let through. */
export const mayDo = (held: readonly Role[]): Action[] =>
  (Object.keys(actions) as Action[]).filter((action) =>
    actions[action].roles.some((needed) => held.includes(needed)),
  );
