import { Buffer } from "node:buffer";
import { Router, type Request, type RequestHandler } from "express";
import { readerOf } from "../access/reader.ts";
import type { Hub, Locale } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { xlsxOf } from "../replenishment/write-xlsx.ts";
import { publicReader, withTx } from "../postgres/transaction.ts";
import { statementCsv, statementSheet } from "../replenishment/statement-file.rules.ts";
import { statementTableById } from "../replenishment/statement-table.service.ts";
import type { Asking } from "./asking.ts";
import { readCaller, type Door } from "./caller.ts";
import { Fault } from "./fault.ts";

interface StatementParts {
  readonly hub: Hub;
  readonly door: Door;
  readonly askingFor: (request: Request) => Asking;
  readonly langOf: (request: Request, locale: Locale) => Locale;
}

/** A statement as a file, for whoever may read it on the page; for others there is none. */
export function statementRoutes(parts: StatementParts): Router {
  const router = Router();
  router.get("/statements/:id.csv", download(parts, "csv"));
  router.get("/statements/:id.xlsx", download(parts, "xlsx"));
  return router;
}

const download =
  (parts: StatementParts, form: "csv" | "xlsx"): RequestHandler =>
  async (request, response) => {
    const { database } = parts.hub;
    const asking = parts.askingFor(request);
    const { headers } = request;
    const principal = await readCaller(parts.door, { headers, safe: true }, asking);
    asking.principal = principal;
    const reader = principal === undefined ? publicReader : readerOf(principal);
    const id = idOf("Statement", String(request.params.id));
    const locale = parts.langOf(request, asking.locale);
    const table = await withTx(database, reader, (tx) => statementTableById(tx, id, locale));
    if (table === undefined) throw new Fault("NOT_FOUND", 404);
    response.setHeader("cache-control", "private, no-store");
    response.type(form).attachment(`${table.number}.${form}`);
    response.send(
      form === "csv"
        ? statementCsv(table)
        : Buffer.from(xlsxOf(table.number, statementSheet(table))),
    );
  };
