import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { Router, type Request, type RequestHandler } from "express";
import { execute, parse, type DocumentNode } from "graphql";
import type { Principal } from "../access/principal.model.ts";
import { readCharities } from "../donations/import.service.ts";
import { globalId } from "../graph/node.ts";
import { assert } from "../kernel/assert.ts";
import { packageRoot } from "../kernel/root.ts";
import { readCaller } from "./caller.ts";
import type { DonationParts } from "./donation-routes.ts";
import { Fault } from "./fault.ts";
import { operationOf } from "./operation.ts";
import { safe } from "./page.ts";
import { deskPage, deskShut, type DeskData, type DeskShell } from "./publish-page.ts";
import { deskWords } from "./publish-words.ts";

const published = (name: string): DocumentNode =>
  parse(readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8"));

const desk = published("donations-desk");

type Fields = Readonly<Record<string, string | undefined>>;

interface Step {
  readonly document: DocumentNode;
  readonly inputOf: (fields: Fields) => object;
}

const given = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** What the forms of the desk send: published operations, as any other client would. */
const steps: Readonly<Record<string, Step>> = {
  publish: {
    document: published("donations-publish"),
    inputOf: ({ disclosureId, note }) => ({ disclosureId, note: given(note) }),
  },
  distribute: {
    document: published("donations-distribute"),
    inputOf: ({ number, place, unit, quantity, day }) => ({
      number,
      distributed: [{ place, unit, quantity: Number(quantity), day }],
    }),
  },
  open: {
    document: published("donations-open-disclosure"),
    inputOf: ({ org, incidentId, titleZh }) => ({ organizationId: org, incidentId, titleZh }),
  },
  campaign: {
    document: published("donations-open-campaign"),
    inputOf: ({ org, major, startsOn, ...fields }) => ({
      ...{ organizationId: org, nameZh: given(fields.nameZh) ?? "", startsOn },
      ...{ nameEn: given(fields.nameEn), filingNumber: given(fields.filingNumber) },
      ...{ regionCode: given(fields.regionCode) ?? "", incidentId: given(fields.incidentId) },
      major: major !== undefined,
    }),
  },
};

/** 公示办理: the charity's desk, a page of plain forms. */
export function publishRoutes(parts: DonationParts): Router {
  const router = Router();
  const body = express.urlencoded({ extended: false, limit: "64kb" });
  router.get("/donations/publish", show(parts));
  router.post("/donations/publish", body, take(parts));
  return router;
}

const shellOf = ({ hub, askingFor, langOf }: DonationParts, request: Request): DeskShell => ({
  locale: langOf(request, askingFor(request).locale),
  kind: hub.kind,
  origin: `${request.protocol}://${request.headers.host ?? ""}`,
});

async function callerOf(parts: DonationParts, request: Request, isSafe: boolean) {
  const asking = parts.askingFor(request);
  const asked = { headers: request.headers, safe: isSafe };
  asking.principal = await readCaller(parts.door, asked, asking);
  return asking.principal;
}

const publisherOf = (principal: Principal | undefined): readonly string[] =>
  (principal?.memberships ?? [])
    .filter(({ roles }) => roles.includes("PUBLISHER"))
    .map(({ orgId }) => orgId);

const charitiesOf = ({ hub }: DonationParts, principal: Principal | undefined) =>
  readCharities(hub.database, principal, publisherOf(principal));

const show =
  (parts: DonationParts): RequestHandler =>
  async (request, response) => {
    const principal = await callerOf(parts, request, true);
    const shell = shellOf(parts, request);
    const charities = await charitiesOf(parts, principal);
    response.type("html");
    if (charities.length === 0) response.status(403).send(deskShut(shell, principal !== undefined));
    else response.send(deskPage(shell, await read(parts, request, charities), ""));
  };

type Charities = Awaited<ReturnType<typeof charitiesOf>>;

interface Answered {
  readonly hub: DeskData["hub"];
  readonly disclosures: { readonly edges: readonly { node: DeskData["disclosures"][number] }[] };
  readonly incidents: { readonly edges: readonly { node: DeskData["incidents"][number] }[] };
}

async function read(
  parts: DonationParts,
  request: Request,
  charities: Charities,
): Promise<DeskData> {
  const contextValue = operationOf(parts.hub, parts.askingFor(request));
  const asked = { schema: parts.schema, document: desk, variableValues: { first: 50 } };
  const { data, errors } = await execute({ ...asked, contextValue });
  await contextValue.close();
  assert(errors === undefined, `the desk is read: ${String(errors?.[0])}`);
  // Nothing is on the way between this and the schema that would change a value.
  const { hub, disclosures, incidents } = data as unknown as Answered;
  const orgs = charities.map(({ id, name }) => ({ id: globalId("Organization", id), name }));
  return {
    hub,
    disclosures: disclosures.edges
      .map(({ node }) => node)
      .filter(({ organization }) => orgs.some(({ id }) => id === organization.id)),
    incidents: incidents.edges.map(({ node }) => node),
    charities: orgs,
  };
}

interface Refusals {
  readonly refusals?: readonly {
    readonly path?: string;
    readonly message: string;
    readonly next: string;
  }[];
}

const take =
  (parts: DonationParts): RequestHandler =>
  async (request, response) => {
    const principal = await callerOf(parts, request, false);
    if (principal === undefined) throw new Fault("ORIGIN_NOT_ALLOWED", 403);
    const shell = shellOf(parts, request);
    const charities = await charitiesOf(parts, principal);
    const fields = (request.body ?? {}) as Fields;
    const step = steps[fields.step ?? ""];
    if (step === undefined || fields.key === undefined) throw new Fault("BODY_NOT_JSON", 400);
    const refusals = await act(parts, request, step, fields);
    const words = deskWords[shell.locale];
    const reasons = refusals.map(
      ({ message, next }) => `<p class="bar">${safe(message)};${safe(next)}</p>`,
    );
    const isDone = reasons.length === 0;
    const told = `<p class="bar" role="status">${isDone ? words.done : words.refused}</p>`;
    response.status(isDone ? 200 : 422).type("html");
    const data = await read(parts, request, charities);
    const again = fields.step === "campaign" && !isDone ? { typed: fields, refusals } : undefined;
    response.send(deskPage(shell, data, told + reasons.join(""), again));
  };

async function act(
  parts: DonationParts,
  request: Request,
  { document, inputOf }: Step,
  fields: Fields,
): Promise<NonNullable<Refusals["refusals"]>> {
  const contextValue = operationOf(parts.hub, parts.askingFor(request));
  const input = { ...inputOf(fields), idempotencyKey: fields.key };
  const asked = { schema: parts.schema, document, variableValues: { input } };
  const { data, errors } = await execute({ ...asked, contextValue });
  await contextValue.close();
  // What a form cannot send is no answer of the schema's: named plainly, without a stack.
  const [error] = errors ?? [];
  if (error !== undefined) return [{ message: error.message, next: "—" }];
  const [answer] = Object.values((data ?? {}) as Readonly<Record<string, Refusals>>);
  return answer?.refusals ?? [];
}
