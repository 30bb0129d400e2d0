import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Router, type Request, type Response } from "express";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Hub } from "../graph/context.ts";
import type { Asking } from "./asking.ts";
import { bulkLines, placeOf, type BulkParts } from "./bulk.ts";
import { readCaller, type Door } from "./caller.ts";
import { Crowd } from "./crowd.ts";
import { Fault, sayFault } from "./fault.ts";
import type { Gate } from "./gate.ts";
import { detailsOf, faultBehind } from "./mask.ts";

export interface BulkRouteParts {
  readonly hub: Hub;
  readonly schema: GraphQLSchema;
  readonly gate: Gate;
  readonly door: Door;
  readonly askingFor: (request: Request) => Asking;
}

/** `GET /bulk/REGION?after=…&codes=…`: newline-delimited JSON, one whole thing a line. */
export function bulkRoutes(parts: BulkRouteParts): Router {
  const router = Router();
  const crowd = new Crowd(atOnceMax);
  router.get("/:region", async (request, response) => {
    const { address } = parts.askingFor(request);
    if (!crowd.enter(address)) throw new Fault("THROTTLED", 429, { seconds: 10 });
    await send(parts, request, response).finally(() => crowd.leave(address));
  });
  return router;
}

/** Of one address: whoever reads slowly, or waits for a budget, holds a place all the while. */
const atOnceMax = 4;

async function send(
  { hub, schema, gate, door, askingFor }: BulkRouteParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { region } = request.params;
  if (typeof region !== "string" || !/^\d{6}$/.test(region)) throw new Fault("NOT_FOUND", 404);
  const { after, codes } = request.query;
  const from = typeof after === "string" ? placeOf(after) : undefined;
  if (after !== undefined && from === undefined) throw new Fault("BULK_PLACE_UNKNOWN", 400);
  const asking = askingFor(request);
  const admit = async (): Promise<void> => {
    const caller = await readCaller(door, { headers: request.headers, safe: true }, asking);
    if (asking.principal !== undefined && caller === undefined)
      throw new Fault("CREDENTIAL_NOT_GOOD", 401);
    asking.principal = caller;
  };
  const rest = (ms: number) => pause(ms, undefined, { signal: asking.gone.signal });
  const system = typeof codes === "string" ? codes : undefined;
  await write(response, { hub, schema, gate, admit, codes: system, rest, asking }, region, from);
}

/** Nothing is sent before the first line is there: until then a refusal has its own status. */
async function write(
  response: Response,
  reading: BulkParts & { readonly asking: Asking },
  region: string,
  from: ReturnType<typeof placeOf>,
): Promise<void> {
  const { asking } = reading;
  const { signal } = asking.gone;
  try {
    for await (const line of bulkLines(reading, region, from)) {
      if (!response.headersSent) response.type("application/x-ndjson");
      const hasRoom = response.write(`${JSON.stringify(line)}\n`);
      if (hasRoom) continue;
      // Whoever reads nothing holds no place for ever: it comes again with the last place it has.
      const late = AbortSignal.timeout(reading.gate.deadlines.slow * 1_000);
      await once(response, "drain", { signal: AbortSignal.any([signal, late]) }).catch(() => {
        response.destroy();
        throw new SlowReader();
      });
    }
  } catch (error) {
    if (signal.aborted || error instanceof SlowReader) return;
    if (!response.headersSent) throw faultOf(error, asking);
    const fault = faultOf(error, asking);
    const told = { code: fault.code, message: sayFault(fault, asking.locale) };
    response.write(`${JSON.stringify({ kind: "ERROR", ...told, requestId: asking.requestId })}\n`);
  }
  response.end();
}

class SlowReader extends Error {}

function faultOf(error: unknown, asking: Asking): Fault {
  if (error instanceof Fault) return error;
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  if (code === "FEED_CURSOR_INVALID") return new Fault("BULK_PLACE_UNKNOWN", 400);
  asking.failures.push(detailsOf(error));
  return faultBehind(error, asking);
}
