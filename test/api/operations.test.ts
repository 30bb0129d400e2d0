import "reflect-metadata";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, OperationTypeNode, parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { hubSchema } from "../../src/server/schema.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { codesFile, CodesDesk } from "../support/code-tables.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const folder = join(packageRoot, "schema", "operations");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => name.replace(/\.graphql$/, ""));

/** Variables stand in a sibling `.json`; they need not name what is there, only be well formed. */
const variablesOf = (name: string): Readonly<Record<string, unknown>> => {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
};

describe("a published operation", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: async (database) => {
        await loadWorld(database, world(1, "tiny"));
        const keeper = await readPrincipal(database, "usr-g01-keeper");
        const desk = new CodesDesk(database, keeper!);
        const [sku] = world(1, "tiny").items.map((item) => item.sku);
        await desk.imported({ bytes: codesFile([["M-000117", sku!]]) });
      },
    });
  });
  afterAll(() => hub.close());

  it("is there for each variables file", () => {
    const stray = readdirSync(folder).filter((file) => !/\.(graphql|json)$/.test(file));
    expect(stray).toEqual([]);
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")))
      expect(names).toContain(file.replace(/\.json$/, ""));
  });

  it.each(names)("runs, and within what one caller may spend: %s", async (name) => {
    const text = readFileSync(join(folder, `${name}.graphql`), "utf8");
    const document = parse(text);
    expect(validate(await hubSchema(), document)).toEqual([]);
    const operations = document.definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    expect(operations).toHaveLength(1);
    expect(text).toMatch(/^# .*[\u4e00-\u9fff].* \/ [A-Z]/);
    const [operation] = operations;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return;
    const asked = await hub.ask(text, variablesOf(name), { as: "usr-g01-dispatcher" });
    expect(asked.errors).toEqual([]);
    expect(asked.extensions).toMatchObject({ cost: { price: expect.any(Number) as number } });
  });

  it("is read by its name in the log, once each", () => {
    const logged = hub.logged.map(({ operation }) => operation).filter((one) => one !== null);
    expect(new Set(logged).size).toBe(logged.length);
  });
});
