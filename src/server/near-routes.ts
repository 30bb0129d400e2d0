import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Router, type Request, type RequestHandler } from "express";
import { execute, parse } from "graphql";
import { assert } from "../kernel/assert.ts";
import { packageRoot } from "../kernel/root.ts";
import type { DonationParts } from "./donation-routes.ts";
import { nearPage, type NearAsk, type NearData } from "./near-page.ts";
import { operationOf } from "./operation.ts";

const near = parse(
  readFileSync(join(packageRoot, "schema", "operations", "public-near.graphql"), "utf8"),
);

/** The public on a telephone: what anyone may see, through a published operation without a key. */
export function nearRoutes(parts: DonationParts): Router {
  const router = Router();
  router.get("/public", show(parts));
  return router;
}

const show =
  (parts: DonationParts): RequestHandler =>
  async (request, response) => {
    const asking = parts.askingFor(request);
    // Whoever is signed in sees here what everyone sees.
    asking.principal = undefined;
    const contextValue = operationOf(parts.hub, asking);
    const { data, errors } = await execute({ schema: parts.schema, document: near, contextValue });
    await contextValue.close();
    assert(errors === undefined, `the public page is read: ${String(errors?.[0])}`);
    // Nothing is on the way between this and the schema that would change a value.
    response.type("html").send(nearPage(data as unknown as NearData, askOf(parts, request)));
  };

function askOf({ langOf }: DonationParts, request: Request): NearAsk {
  const text = (name: string): string => {
    const value = request.query[name];
    return typeof value === "string" ? value.slice(0, 40) : "";
  };
  const [lat, lon] = [text("lat"), text("lon")].map((one) => (one === "" ? NaN : Number(one)));
  const onEarth = Math.abs(lat ?? NaN) <= 90 && Math.abs(lon ?? NaN) <= 180;
  return {
    locale: langOf(request, "zh"),
    large: text("size") === "large",
    county: text("county").replaceAll(/\D/g, ""),
    q: text("q"),
    point: onEarth ? { lat: lat ?? 0, lon: lon ?? 0 } : undefined,
  };
}
