import type { ProposalState } from "../../schema/words/dispatch.ts";
import { proposal } from "../../schema/tables/dispatch.ts";
import { skillsOfNeed } from "../incidents/need-name.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Plan } from "../solver/plan.ts";
import type { Problem } from "../solver/problem.ts";
import { isUuid } from "./order.rules.ts";
import type { ProposalRow, ProposalView } from "./proposal.model.ts";
import type { Named } from "./proposal.view.rules.ts";

const viewColumns = `id, incident_id as "incidentId", requested_by_org as "requestedByOrg",
  requested_by as "requestedBy", state, zero_at as "zeroAt", grounds, plan,
  plan_hash as "planHash", failure, created_at as "createdAt", ready_at as "readyAt",
  adopted_at as "adoptedAt", version, problem #>> '{options,preset}' as preset,
  jsonb_path_query_array(problem, '$.needs[*] ? (@.id like_regex ":set:")') as "fillUps"`;

export async function insertProposal(tx: Tx, row: ProposalRow): Promise<void> {
  await tx.db.insert(proposal).values(row);
}

export async function readProposals(tx: Tx, ids: readonly string[]): Promise<ProposalView[]> {
  const { rows } = await tx.client.query<ProposalView>(
    `select ${viewColumns} from qipan.proposal where id = any ($1)`,
    [ids.filter(isUuid)],
  );
  return rows;
}

/** A proposal's file and plan, as far as the reader may see it. */
export async function readFileOf(
  tx: Tx,
  id: string,
): Promise<Pick<ProposalRow, "state" | "zeroAt" | "problem" | "plan"> | undefined> {
  const { rows } = await tx.client.query<
    Pick<ProposalRow, "state" | "zeroAt" | "problem" | "plan">
  >(`select state, zero_at as "zeroAt", problem, plan from qipan.proposal where id = any ($1)`, [
    [id].filter(isUuid),
  ]);
  return rows[0];
}

export interface ProposalFilter {
  readonly incidentId?: string | null | undefined;
  readonly states?: readonly ProposalState[] | null | undefined;
}

/** Newest first; the key is the instant of creation, to the microsecond, and the id. */
export async function readProposalPage(
  tx: Tx,
  { incidentId = null, states = null }: ProposalFilter,
  page: Page,
): Promise<(ProposalView & { readonly key: string })[]> {
  if (incidentId !== null && !isUuid(incidentId)) return [];
  const [at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<ProposalView & { readonly key: string }>(
    `select ${viewColumns},
       to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
     from qipan.proposal
     where ($1::uuid is null or incident_id = $1) and ($2::text[] is null or state = any ($2))
       and ($3::text is null or (created_at, id) < ($3::timestamptz, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [incidentId, states, at, id, page.first + 1],
  );
  return rows;
}

/** What is to be solved: its file and whose it is; undefined when it is not SOLVING any more. */
export async function readSolving(
  tx: Tx,
  id: string,
): Promise<{ readonly problem: Problem } | undefined> {
  const { rows } = await tx.client.query<{ problem: Problem }>(
    "select problem from qipan.proposal where id = $1 and state = 'SOLVING'",
    [id],
  );
  return rows[0];
}

/** Every proposal that was left SOLVING, oldest first. */
export async function readAllSolving(
  tx: Tx,
  sinceSeconds: number,
): Promise<{ id: string; org: string }[]> {
  const { rows } = await tx.client.query<{ id: string; org: string }>(
    `select id, requested_by_org as org from qipan.proposal where state = 'SOLVING'
       and created_at <= now() - make_interval(secs => $1) order by created_at, id`,
    [sinceSeconds],
  );
  return rows;
}

/** How many of an organization's proposals are being solved, or wait for it. */
export async function countSolving(tx: Tx, org: string): Promise<number> {
  const { rows } = await tx.client.query<{ count: number }>(
    `select count(*)::int as count from qipan.proposal
     where state = 'SOLVING' and requested_by_org = $1`,
    [org],
  );
  return rows[0]?.count ?? 0;
}

/** Whether a proposal is solved, as far as the reader may see it: without its plan. */
export async function readStateOf(tx: Tx, id: string): Promise<ProposalState | undefined> {
  const { rows } = await tx.client.query<{ state: ProposalState }>(
    "select state from qipan.proposal where id = any ($1)",
    [[id].filter(isUuid)],
  );
  return rows[0]?.state;
}

/** Each answers the new version and the owner, or undefined when it was not SOLVING any more. */
export interface Moved {
  readonly version: number;
  readonly org: string;
  readonly incidentId: string;
}

const moved = `returning version, requested_by_org as org, incident_id as "incidentId"`;

export async function updateProposalReady(
  tx: Tx,
  id: string,
  { problem, plan }: { readonly problem: Problem; readonly plan: Plan },
): Promise<Moved | undefined> {
  const { rows } = await tx.client.query<Moved>(
    `update qipan.proposal set state = 'READY', problem = $2, plan = $3, plan_hash = $4,
       ready_at = now(), version = version + 1
     where id = $1 and state = 'SOLVING' ${moved}`,
    [id, JSON.stringify(problem), JSON.stringify(plan), plan.planHash],
  );
  return rows[0];
}

export async function updateProposalFailed(
  tx: Tx,
  id: string,
  failure: string,
): Promise<Moved | undefined> {
  const { rows } = await tx.client.query<Moved>(
    `update qipan.proposal set state = 'FAILED', failure = $2, version = version + 1
     where id = $1 and state = 'SOLVING' ${moved}`,
    [id, failure],
  );
  return rows[0];
}

export async function updateProposalCancelled(tx: Tx, id: string): Promise<Moved | undefined> {
  const { rows } = await tx.client.query<Moved>(
    `update qipan.proposal set state = 'CANCELLED', version = version + 1
     where id = $1 and state = 'SOLVING' ${moved}`,
    [id],
  );
  return rows[0];
}

interface NameRow {
  readonly kind: "SOURCE" | "NEED" | "ITEM" | "PLACE";
  readonly id: string;
  readonly zh: string;
  readonly en: string | null;
  /** Of goods; teams and machines have none. */
  readonly unit: string | null;
  readonly unitZh: string | null;
  /** Of needs. */
  readonly priority: number | null;
}

/** Names of depots, organizations, needs (by what they want), items, skills, places seen. */
export async function readNames(tx: Tx, named: Named): Promise<NameRow[]> {
  const { sources, needs, items, places } = named;
  const { rows } = await tx.client.query<NameRow>(
    `select 'SOURCE' as kind, id, name_zh as zh, name_en as en, null as unit, null as "unitZh",
       null::int as priority from qipan.depot where id = any ($1)
     union all select 'SOURCE', id, name_zh, name_en, null, null, null
       from qipan.organization where id = any ($1)
     union all select 'NEED', n.id::text, coalesce(i.name_zh, s.zh), coalesce(i.name_en, s.en),
       coalesce(i.unit, s.unit), coalesce(i.unit_zh, s.unit_zh), n.priority
       from qipan.need n left join qipan.item i on i.sku = n.item
       cross join lateral ${skillsOfNeed} s where n.id = any ($2)
     union all select 'ITEM', sku, name_zh, name_en, unit, unit_zh, null
       from qipan.item where sku = any ($3)
     union all select 'ITEM', code, name_zh, name_en, null, null, null
       from qipan.skill where code = any ($3)
     union all select 'PLACE', id, name_zh, null, null, null, null
       from qipan.road_node where id = any ($4)`,
    [sources, needs.filter(isUuid), items, places],
  );
  return rows;
}
