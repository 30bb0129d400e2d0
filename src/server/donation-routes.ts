import { randomUUID } from "node:crypto";
import { Buffer } from "node:buffer";
import express, { Router, type Request, type RequestHandler, type Response } from "express";
import type { GraphQLSchema } from "graphql";
import type { ImportMode } from "../../schema/words/donations.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { templateCsv } from "../donations/import-template.rules.ts";
import { errorRowsCsv } from "../sheets/error-rows.rules.ts";
import {
  confirmDonations,
  importById,
  previewDonations,
  readCharities,
} from "../donations/import.service.ts";
import { fileBytesMax, readSheet } from "../sheets/read-sheet.ts";
import type { Hub, Locale } from "../graph/context.ts";
import { refused } from "../graph/refused.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { withTx } from "../postgres/transaction.ts";
import type { Asking } from "./asking.ts";
import { readCaller, type Door } from "./caller.ts";
import { shellEnd } from "./donation-shell.ts";
import { fill, importWords } from "./donation-words.ts";
import { Fault } from "./fault.ts";
import { chooseForm, importTop, paragraph, previewPart, type ImportShell } from "./import-page.ts";
import { multipartFields } from "./multipart.ts";
import { operationOf } from "./operation.ts";
import { publicPage } from "./public-page.ts";

export interface DonationParts {
  readonly hub: Hub;
  readonly door: Door;
  readonly schema: GraphQLSchema;
  readonly askingFor: (request: Request) => Asking;
  readonly langOf: (request: Request, locale: Locale) => Locale;
}

/** The public's page, and the charity's; both without script. */
export function donationRoutes(parts: DonationParts): Router {
  const router = Router();
  router.get("/public/donations", showPublic(parts));
  router.get("/public/donations/:number", showPublic(parts));
  router.get("/public/donations/of/:id", showPublic(parts));
  router.get("/donations/template.csv", (_request, response) => {
    response.type("text/csv").attachment("捐赠物资模板.csv").send(templateCsv());
  });
  router.get("/donations/import", showImport(parts));
  // The bytes of the file come back as Base64 with the confirmation.
  const body = express.raw({ type: "multipart/form-data", limit: fileBytesMax * 2 });
  router.post("/donations/import", admit(parts), body, takeImport(parts));
  return router;
}

const showPublic =
  ({ hub, schema, askingFor, langOf }: DonationParts): RequestHandler =>
  async (request, response, next) => {
    const asking = askingFor(request);
    const locale = langOf(request, "zh");
    const query = (name: string): string | undefined => {
      const value = request.query[name];
      return typeof value === "string" && value !== "" ? value : undefined;
    };
    const asked = request.params.number ?? query("number");
    const plain = (text: unknown) => String(text).replaceAll(/[^\w-]/g, "");
    const number = asked === undefined ? undefined : plain(asked);
    const id = request.params.id === undefined ? undefined : plain(request.params.id);
    const origin = `${request.protocol}://${request.headers.host ?? ""}`;
    const [stock, received, given] = [query("stock"), query("received"), query("given")];
    // Whoever is signed in sees here what everyone sees.
    asking.principal = undefined;
    const operation = operationOf(hub, asking);
    const ask = { locale, origin, id, number, stock, received, given };
    const page = await publicPage(schema, operation, ask);
    if (page === undefined) next(new Fault("NOT_FOUND", 404));
    else
      response
        .status(page.found ? 200 : 404)
        .type("html")
        .send(page.html);
  };

const shellOf = ({ hub, askingFor, langOf }: DonationParts, request: Request): ImportShell => ({
  locale: langOf(request, askingFor(request).locale),
  kind: hub.kind,
});

async function callerOf(parts: DonationParts, request: Request, safe: boolean) {
  const asking = parts.askingFor(request);
  const { headers } = request;
  asking.principal = await readCaller(parts.door, { headers, safe }, asking);
  return asking.principal;
}

const publishes = (principal: Principal | undefined): readonly string[] =>
  (principal?.memberships ?? [])
    .filter(({ roles }) => roles.includes("PUBLISHER"))
    .map(({ orgId }) => orgId);

const showImport =
  (parts: DonationParts): RequestHandler =>
  async (request, response) => {
    const shell = shellOf(parts, request);
    const words = importWords[shell.locale];
    const principal = await callerOf(parts, request, true);
    const orgs = await readCharities(parts.hub.database, principal, publishes(principal));
    const home = `<p><a href="/?lang=${shell.locale}">${words.home}</a></p>`;
    const part =
      principal === undefined
        ? `${paragraph(words.signIn)}${home}`
        : orgs.length === 0
          ? `${paragraph(words.notYours)}${home}`
          : chooseForm(shell, orgs);
    response.status(orgs.length === 0 ? 403 : 200).type("html");
    response.send(`${importTop(shell)}${part}${shellEnd}`);
  };

/** Nobody's bytes are read before it is known who sends them. */
const admit =
  (parts: DonationParts): RequestHandler =>
  async (request, _response, next) => {
    const principal = await callerOf(parts, request, false);
    if (principal === undefined) throw new Fault("ORIGIN_NOT_ALLOWED", 403);
    next();
  };

interface Sent {
  readonly step: string;
  readonly org: string;
  readonly bytes: Uint8Array;
  readonly digest: string;
  readonly key: string;
}

function sentIn(request: Request): Sent {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const fields = multipartFields(request.headers["content-type"] ?? "", body);
  if (fields === undefined) throw new Fault("BODY_NOT_JSON", 400);
  const text = (name: string): string => fields.get(name)?.toString("utf8") ?? "";
  const held = text("content");
  const pasted = fields.get("file") ?? fields.get("text") ?? Buffer.alloc(0);
  const bytes = held === "" ? pasted : Buffer.from(held, "base64");
  return { step: text("step"), org: text("org"), bytes, digest: text("digest"), key: text("key") };
}

const takeImport =
  (parts: DonationParts): RequestHandler =>
  async (request, response) => {
    const shell = shellOf(parts, request);
    const { principal } = parts.askingFor(request);
    const sent = sentIn(request);
    if (sent.step === "ALL_OR_NOTHING" || sent.step === "VALID_ROWS_ONLY")
      return writeImport(parts, shell, { ...sent, mode: sent.step, principal }, response);
    const preview = await previewDonations(parts.hub.database, principal, sent);
    if (!preview.ok) {
      refuse(shell, preview.refused, response);
      return;
    }
    if (sent.step === "errors") {
      const reading = await readSheet(sent.bytes);
      const sheet = "sheet" in reading ? reading.sheet : { rows: [], flaws: [] };
      response.type("text/csv").attachment("错误行.csv");
      response.send(errorRowsCsv(sheet, preview.value.findings));
      return;
    }
    const content = Buffer.from(sent.bytes).toString("base64");
    const part = previewPart(shell, preview.value, { content, key: randomUUID() });
    response.type("html").send(`${importTop(shell)}${part}${shellEnd}`);
  };

function refuse(shell: ImportShell, reasons: readonly Refusal[], response: Response): void {
  response.status(422).type("html");
  response.send(`${importTop(shell)}${refusedPart(shell, reasons)}${shellEnd}`);
}

const refusedPart = ({ locale }: ImportShell, reasons: readonly Refusal[]): string =>
  [
    `<p class="bar">${importWords[locale].refused}</p>`,
    ...refused(reasons, locale).refusals.map(({ message, next }) =>
      paragraph(`${message};${next}`),
    ),
    `<p><a href="/donations/import?lang=${locale}">${importWords[locale].again}</a></p>`,
  ].join("\n");

/** The page grows while rows are booked, so that whoever waits sees how far it is. */
async function writeImport(
  { hub: { database } }: DonationParts,
  shell: ImportShell,
  sent: Sent & { readonly mode: ImportMode; readonly principal: Principal | undefined },
  response: Response,
): Promise<void> {
  const words = importWords[shell.locale];
  const { principal, key } = sent;
  response
    .status(200)
    .type("html")
    .write(`${importTop(shell)}${paragraph(words.writing)}`);
  const outcome = await confirmDonations(database, { principal, key }, sent, (done, total) => {
    response.write(`<p>${done} / ${total}</p>\n`);
  });
  if (!outcome.ok || principal === undefined) {
    response.end(`${refusedPart(shell, outcome.ok ? [] : outcome.refused)}${shellEnd}`);
    return;
  }
  const { id } = outcome.value;
  const done = await withTx(database, readerOf(principal), (tx) => importById(tx, id));
  const { added = 0, changed = 0, same = 0, refused: left = 0 } = done ?? {};
  const told = fill(words.done, { added, changed, same, refused: left });
  const { locale } = shell;
  const link = `<p><a href="/donations/publish?lang=${locale}">${words.publish}</a> ·
<a href="/public/donations?lang=${locale}">${words.public}</a></p>`;
  response.end(`<p class="bar">${told}</p>${link}${shellEnd}`);
}
