import "reflect-metadata";
import { buildSchema, type GraphQLField, type GraphQLObjectType } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type As, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { argumentsOf, selectionOf } from "../support/matrix-input.ts";
import { isDenied, tableOf, type Row } from "../support/matrix-table.ts";
import { roles } from "../support/matrix-beside.ts";
import { layMatrix } from "../support/matrix-world.ts";
import { undoing } from "../support/undoing.ts";

const schema = buildSchema(readFileSync(join(packageRoot, "schema", "qipan.graphql"), "utf8"));
const fieldsOf = (type: GraphQLObjectType | null | undefined) =>
  Object.values(type?.getFields() ?? {});
const file = join(packageRoot, "docs", "access-matrix.md");

const intro = `# Access matrix

Every operation of the schema, asked by everyone, on a hub where one of each thing belongs to the
organization OWN. Generated and kept true by \`test/apart/access-matrix.test.ts\`: an operation that
is not in it fails a test. Each cell is what was really answered. [Who sees what](visibility.md)
says why.

- **own organization, by role**: a member of OWN with that role alone. **partner**: holds every role
  in an organization that borrows from OWN under a pact in force. **stranger**: holds every role
  elsewhere. Fewer roles never open more.
- **nobody**: the public. **narrow key**: a key of a member of OWN with every role, whose scope is
  VIEWER alone.
- \`DONE\`: it was done. \`NOT_ALLOWED\`, \`NOT_FOUND\` (absent or unseen), \`SIGN_IN_REQUIRED\`:
  turned away. In every row of the mutations some role of the owner is let through. Any other
  code: let through by the rights, and refused for the state or figures of the example.
- Queries: how many rows, *seen*, or *null*.
`;

describe("the access matrix", () => {
  let hub: TestHub;
  let askers: [string, As][];
  let undo: { active: boolean; done: string[] };

  beforeAll(async () => {
    const undone = undoing(await openEmbeddedTest());
    undo = undone.state;
    hub = await startTestHub(undone.database, { world: layMatrix, seals: false });
    const key = await grantKey(hub.database, { principalId: "own", scopes: ["VIEWER"] });
    const people = [...roles.map((role) => `own-${role}`), "pal", "far"];
    for (const one of people) await hub.keyOf(one);
    askers = [
      ...people.map((one): [string, As] => [one, { as: one }]),
      ["public", undefined],
      ["key", { as: key }],
    ];
    undo.active = true;
  });
  afterAll(async () => {
    undo.active = false;
    await hub.close();
  });

  it("is what every operation answers to everyone", async () => {
    const mutations = await rowsOf(fieldsOf(schema.getMutationType()), mutate);
    const queries = await rowsOf(fieldsOf(schema.getQueryType()), query);
    const subscriptions = await rowsOf(fieldsOf(schema.getSubscriptionType()), subscribe);

    for (const { operation, cells } of mutations)
      expect({ operation, nobody: cells["public"] }).toEqual({
        operation,
        nobody: "SIGN_IN_REQUIRED",
      });
    // Where no role of the owner's organization is let through, the row says nothing of roles.
    const mute = mutations.filter(({ cells }) =>
      roles.every((role) => isDenied(cells[`own-${role}`] ?? "")),
    );
    expect(mute.map(({ operation }) => operation)).toEqual([]);
    const strangers = mutations.filter(({ cells }) => !isDenied(cells["far"] ?? ""));
    expect(strangers.map(({ operation }) => operation).toSorted()).toEqual(ownToAll);

    const text = [
      intro,
      tableOf("Mutations", mutations, roles),
      tableOf("Queries", queries, roles),
      tableOf("Subscriptions", subscriptions, roles),
    ].join("\n");
    const options = await resolveConfig(file);
    await expect(await format(text, { ...options, parser: "markdown" })).toMatchFileSnapshot(file);
  }, 180_000);

  type Root = GraphQLField<unknown, unknown>;
  type Cell = readonly [operation: string, answer: string];

  const rowsOf = async (
    fields: readonly Root[],
    ask: (field: Root, as: As, asker: string) => Promise<Cell>,
  ): Promise<Row[]> => {
    const answers: [string, Map<string, string>][] = [];
    for (const [asker, as] of askers) {
      const cells: Cell[] = [];
      for (const field of fields) cells.push(await ask(field, as, asker));
      answers.push([asker, new Map(cells)]);
    }
    return fields.map(({ name: operation }) => ({
      operation,
      cells: Object.fromEntries(answers.map(([asker, of]) => [asker, of.get(operation) ?? ""])),
    }));
  };

  const asked = async (
    kind: "query" | "mutation",
    field: Root,
    as: As,
    key: string,
  ): Promise<{ value: unknown; code: string | undefined }> => {
    const root = `${field.name}${argumentsOf(field, key)} ${selectionOf(field.type)}`;
    const { data, errors } = await hub.ask<Record<string, unknown> | null>(
      `${kind} { ${root} }`,
      {},
      as,
    );
    return { value: data?.[field.name], code: errors[0]?.extensions.code };
  };

  const mutate = async (field: Root, as: As, asker: string): Promise<Cell> => {
    undo.done = [];
    const { value, code } = await asked("mutation", field, as, `matrix-${asker}-${field.name}`);
    const refused = (value as { refusals?: { code: string }[] } | undefined)?.refusals?.[0]?.code;
    // What was undone is not there when it is read again: that it would have stayed is what counts.
    return [field.name, undo.done.length > 0 ? "DONE" : (code ?? refused ?? "DONE")];
  };

  const query = async (field: Root, as: As): Promise<Cell> => {
    const { value: found, code } = await asked("query", field, as, "");
    const value = found as { edges?: unknown[] } | unknown[] | null;
    if (code !== undefined) return [field.name, code];
    if (value === null) return [field.name, "null"];
    const list = Array.isArray(value) ? value : value.edges;
    const rows = list?.filter((one) => one !== null).length;
    return [field.name, rows === undefined ? "seen" : String(rows)];
  };

  const subscribe = async (field: Root, as: As): Promise<Cell> => {
    const stream = await hub.follow(
      `subscription { ${field.name}${argumentsOf(field, "")} ${selectionOf(field.type)} }`,
      {},
      as,
    );
    const quiet = new Promise((resolve) => setTimeout(resolve, 200, "open"));
    const ended = stream.ended.then((why) => JSON.stringify(why));
    const end = (await Promise.race([stream.until(1), ended, quiet])) as string | undefined;
    await stream.close();
    const [first] = stream.received;
    const code = /"code":"(\w+)"/.exec(JSON.stringify(first?.errors ?? end ?? ""))?.[1];
    return [field.name, code ?? (first === undefined ? "open" : "seen")];
  };
});

/** What any member may begin, because it is for its own organization whatever the example says. */
const ownToAll = ["issueBriefing", "proposeNetting", "proposeResolution", "reportIncident"];
