import { word } from "../../schema/words/word.ts";
import type { EventKind } from "../../schema/words/events.ts";
import type { OperatorLicence } from "../../schema/words/forces.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { mergeRefusals, splitRefusals, type PartInput } from "./team-parts.rules.ts";
import {
  insertLicence,
  insertPart,
  lockTeam,
  readKnownNodes,
  updateDisbanded,
  updateTeamVersion,
  type LockedTeam,
} from "./team-parts.store.ts";

export type { LicenceRow } from "./team-parts.store.ts";

export interface TeamInput {
  readonly teamId: string;
}

export interface SplitInput extends TeamInput {
  readonly parts: readonly PartInput[];
}

/** 编组: from now on the parts stand by and go out, and the whole does not. */
export const splitTeam = (
  database: Database,
  asking: Asking,
  input: SplitInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "splitTeam", input }, async (tx, principal) => {
    const team = await lockTeam(tx, input.teamId);
    if (team === undefined) return refuseFor("NOT_FOUND", "teamId");
    const allowed = may(principal, "team:arrange", [team.ownerOrg]);
    if (!allowed.ok) return allowed;
    const bases = input.parts.flatMap(({ baseNode }) => baseNode ?? []);
    const wrong = splitRefusals(team, input.parts, await readKnownNodes(tx, bases));
    if (wrong.length > 0) return refuse(wrong);
    for (const [at, part] of input.parts.entries())
      await insertPart(tx, team, `${team.id}-${team.numbered + at + 1}`, part);
    await updateTeamVersion(tx, team.id);
    return tell(tx, team, "TEAM_SPLIT", { parts: input.parts.length });
  });

/** 合并: every part is on standby, and the team is whole again. Ids of parts are not used twice. */
export const mergeTeam = (
  database: Database,
  asking: Asking,
  input: TeamInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "mergeTeam", input }, async (tx, principal) => {
    const team = await lockTeam(tx, input.teamId);
    if (team === undefined) return refuseFor("NOT_FOUND", "teamId");
    const allowed = may(principal, "team:arrange", [team.ownerOrg]);
    if (!allowed.ok) return allowed;
    const wrong = mergeRefusals(team);
    if (wrong.length > 0) return refuse(wrong);
    await updateDisbanded(
      tx,
      team.parts.map(({ id }) => id),
    );
    await updateTeamVersion(tx, team.id);
    return tell(tx, team, "TEAM_MERGED", { parts: team.parts.length });
  });

export interface LicenceInput extends TeamInput {
  readonly licence: OperatorLicence;
  readonly validUntil: string;
}

/** 登记证照: what the crew may operate and until when; a later day renews it. */
export const recordLicence = (
  database: Database,
  asking: Asking,
  input: LicenceInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recordLicence", input }, async (tx, principal) => {
    const team = await lockTeam(tx, input.teamId);
    if (team === undefined) return refuseFor("NOT_FOUND", "teamId");
    const allowed = may(principal, "team:arrange", [team.ownerOrg]);
    if (!allowed.ok) return allowed;
    if (team.parentId !== null)
      return refuseFor("INVALID_INPUT", "teamId", {
        why: word("证照登记在整队", "on the whole team"),
      });
    await insertLicence(tx, team.id, input.licence, input.validUntil);
    await updateTeamVersion(tx, team.id);
    const { licence, validUntil } = input;
    return tell(tx, team, "TEAM_LICENSED", { licence, validUntil });
  });

async function tell(
  tx: Tx,
  { id, version }: LockedTeam,
  kind: EventKind,
  facts: Readonly<Record<string, string | number>>,
): Promise<Outcome<Written>> {
  // Every member may see where forces stand.
  await appendFact(tx, {
    kind,
    subject: { kind: "TEAM", id, version: version + 1 },
    parties: ["*"],
    facts,
  });
  return ok({ kind: "TEAM", id });
}
