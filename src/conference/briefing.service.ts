import { word } from "../../schema/words/word.ts";
import { createHash, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import type { BriefingContent } from "../../schema/shapes/briefing.ts";
import type { ConferenceSubject } from "../../schema/words/conference.ts";
import { may, type Action } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readRegionPositions } from "../replenishment/position.loader.ts";
import { listGaps } from "../reserves/gap.service.ts";
import { listPosition } from "../reserves/reserves.service.ts";
import * as facts from "./briefing-facts.store.ts";
import type { BriefingFacts, BriefingRow, Conference } from "./briefing.model.ts";
import { briefingNumber, contentOf, textRefusals } from "./briefing.rules.ts";
import {
  insertBriefing,
  readBriefingByNumber,
  readBriefingPage,
  readBriefings,
  readLastBriefing,
  takeNumber,
  type BriefingFilter,
} from "./briefing.store.ts";
import { changesOf, type BriefingChange } from "./changes.rules.ts";
import { readConference, readOrgName } from "./conference.store.ts";
import { measure } from "./kpi.service.ts";

export type { BriefingFilter } from "./briefing.store.ts";

export interface SubjectInput {
  /** In whose name; absent: the caller's first organization that may. */
  readonly organizationId?: string | undefined;
  readonly regionCode?: string | undefined;
  readonly clusterId?: string | undefined;
}

export interface BriefingInput extends SubjectInput {
  readonly titleZh: string;
}

const titleMax = 80;

/** 出具简报: what the issuer sees, frozen in one snapshot with its digest. */
export const issueBriefing = (
  database: Database,
  asking: Asking,
  input: BriefingInput,
): Promise<Outcome<Written>> => {
  const request = { mutation: "issueBriefing", input, isolation: "repeatable read" } as const;
  return asked(database, asking, request, async (tx, principal) => {
    const seat = await seatOf(tx, principal, "briefing:issue", input);
    if (!seat.ok) return seat;
    const wrong = textRefusals(input.titleZh, "titleZh", titleMax);
    if (wrong.length > 0) return refuse(wrong);
    const { org, conference } = seat.value;
    const { kind: subjectKind, code: subjectCode, readers } = conference;
    const last = await readLastBriefing(tx, { org, subjectKind, subjectCode });
    const year = tx.today.slice(0, 4);
    const number = briefingNumber(year, await takeNumber(tx, year));
    const standing = await facts.readStanding(tx, org);
    const nameZh = await readOrgName(tx, org);
    assert(nameZh !== undefined, "a member's organization is there");
    const titleZh = input.titleZh.trim();
    const previous = last === undefined ? null : { number: last.number, digest: last.digest };
    const heading = { number, titleZh, issuer: { id: org, nameZh }, previous, ...standing };
    const at = { recordedAt: tx.now, today: tx.today };
    const content = contentOf({ ...heading, ...at }, conference, await readFacts(tx, conference));
    const bytes = canonicalize(content);
    assert(bytes !== undefined, "a briefing is JSON");
    const digest = createHash("sha256").update(bytes).digest("hex");
    const id = randomUUID();
    await insertBriefing(tx, {
      ...{ id, number, org, subjectKind, subjectCode, readers, titleZh, content: bytes, digest },
      ...{ feedSeq: standing.feedSeq, ledgerHead: standing.ledgerHead },
      ...{ previousId: last?.id ?? null, issuedBy: principal.id, recordedAt: tx.now },
    });
    await appendFact(tx, {
      kind: "BRIEFING_ISSUED",
      subject: { kind: "BRIEFING", id, version: 1 },
      parties: [org, ...readers],
      facts: { number, digest },
    });
    return ok({ kind: "BRIEFING", id });
  });
};

export interface Seat {
  readonly org: string;
  readonly conference: Conference;
}

/** For whom the caller sits at which table; whoever does not sit there says nothing in its name. */
export async function seatOf(
  tx: Tx,
  principal: Principal,
  action: Action,
  { organizationId, regionCode, clusterId }: SubjectInput,
): Promise<Outcome<Seat>> {
  const mine = principal.memberships.map(({ orgId }) => orgId);
  const allowed = may(principal, action, organizationId === undefined ? mine : [organizationId]);
  if (!allowed.ok) return allowed;
  if ((regionCode === undefined) === (clusterId === undefined))
    return refuseFor("INVALID_INPUT", "regionCode", { why: "regionCode / clusterId" });
  const [kind, code]: [ConferenceSubject, string] =
    regionCode === undefined ? ["CLUSTER", clusterId ?? ""] : ["REGION", regionCode];
  const conference = await readConference(tx, kind, code);
  const path = kind === "REGION" ? "regionCode" : "clusterId";
  if (conference === undefined) return refuseFor("UNKNOWN_CODE", path, { code });
  if (!conference.readers.includes(allowed.value))
    return refuseFor("OUTSIDE_CONFERENCE", path, { org: allowed.value });
  return ok({ org: allowed.value, conference });
}

/** Every page of a list; the store's own limit is the size of a page. */
async function whole<Row>(
  list: (request: PageRequest) => Promise<Outcome<PageOf<Row>>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ;) {
    const page: Outcome<PageOf<Row>> = await list({ first: 100, after });
    assert(page.ok, "a page of ours is read");
    rows.push(...page.value.edges.map(({ node }) => node));
    if (!page.value.pageInfo.hasNextPage) return rows;
    after = page.value.pageInfo.endCursor;
  }
}

/** What upstream slices answer, and what this slice reads of them, region by region. */
async function readFacts(tx: Tx, { tops, codes }: Conference): Promise<BriefingFacts> {
  const position: BriefingFacts["position"][number][] = [];
  const short: BriefingFacts["short"][number][] = [];
  const every = { depot: null, item: null, onlyShort: true, expiringWithinDays: 90 };
  for (const regionCode of tops) {
    position.push(...(await whole((page) => listPosition(tx, { ...page, regionCode }))));
    short.push(...(await whole((page) => listGaps(tx, page, { ...every, regionCode }))));
  }
  const out = await facts.readOut(tx, codes);
  const skus = [...position, ...short, ...out].map(({ item }) => item);
  const incidents = await facts.readOpenIncidents(tx, codes);
  const kpis = await measure(tx, { incidentId: null, from: null, to: null, codes });
  assert(kpis.ok, "figures without a period are measured");
  return {
    ...{ position, short, out, incidents, kpis: kpis.value },
    unknownTargets: await facts.readUnknownTargets(tx, codes),
    items: await facts.readItemNames(tx, skus),
    needs: await facts.readOpenNeeds(
      tx,
      incidents.map(({ id }) => id),
    ),
    onTheWay: await facts.readOnTheWay(tx, codes),
    owed: await readRegionPositions(tx, undefined),
    overdue: await facts.readOverdue(tx, codes),
    resolutions: await facts.readOpenResolutions(tx, codes),
    supervision: await facts.readOpenSupervision(tx, codes),
    decisions: await facts.readDecisions(tx, codes),
  };
}

export const contentFrom = ({ content }: Pick<BriefingRow, "content">): BriefingContent =>
  JSON.parse(content) as BriefingContent;

type Compared = Pick<
  BriefingRow,
  "previousId" | "content" | "org" | "subjectKind" | "subjectCode" | "recordedAt"
>;

/**
 * What changed since the briefing of that number, or since the one before; null: there was none.
 * Another issuer's sees other rows, and another subject has others: those are not laid beside it.
 */
export async function changesSince(
  tx: Tx,
  briefing: Compared,
  since?: string,
): Promise<Outcome<BriefingChange[] | null>> {
  const before =
    since === undefined ? await previousOf(tx, briefing) : await findByNumber(tx, since);
  if (before === undefined) return since === undefined ? ok(null) : refuseFor("NOT_FOUND", "since");
  const { org, subjectKind, subjectCode, recordedAt } = briefing;
  const alike = before.org === org && before.subjectKind === subjectKind;
  if (!alike || before.subjectCode !== subjectCode || before.recordedAt >= recordedAt) {
    const why = word(
      "须为同一单位、同一范围的更早一期",
      "an earlier one by the same issuer on the same scope",
    );
    return refuseFor("INVALID_INPUT", "since", { why });
  }
  return ok(changesOf(contentFrom(before), contentFrom(briefing)));
}

const previousOf = async (tx: Tx, { previousId }: Compared): Promise<BriefingRow | undefined> =>
  previousId === null ? undefined : (await readBriefings(tx, [previousId]))[0];

/** At most a hundred by the same issuer on the same subject, the newest first. */
export const listEarlier = (
  tx: Tx,
  { org, subjectKind, subjectCode, recordedAt }: Compared,
  id: string,
): Promise<BriefingRow[]> =>
  readBriefingPage(
    tx,
    { org, subjectKind, subjectCode },
    { first: 99, after: [recordedAt.toISOString(), id] },
  );

export const listBriefings = (
  tx: Tx,
  request: PageRequest,
  filter: BriefingFilter,
): Promise<Outcome<PageOf<BriefingRow>>> =>
  listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readBriefingPage(tx, filter, page),
    ({ key, id }) => [key, id],
  );

/** As people write it: small letters and blanks around it do not matter. */
export const findByNumber = (tx: Tx, number: string): Promise<BriefingRow | undefined> =>
  readBriefingByNumber(tx, number.trim().toUpperCase());
