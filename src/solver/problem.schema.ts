/**
 * The JSON Schema of the problem file. `schema/problem.schema.json` is its printed copy, which a
 * test keeps equal: reading JSON as a module still warns on the oldest Node that we support.
 */
export const problemSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://qipan.example/schema/problem.schema.json",
  title: "The Qipan dispatch problem, version 1",
  ...closed(["version", "items", "sources", "needs", "lanes"], {
    version: { const: 1 },
    items: rows("item"),
    sources: rows("source"),
    needs: rows("need"),
    lanes: rows("lane"),
    rules: closed([], { floors: rows("floor"), forbid: rows("forbid"), pins: rows("pin") }),
    previous: rows("line"),
    options: { $ref: "#/definitions/options" },
  }),
  definitions: { ...words(), ...supplySide(), ...demandSide(), ...ruleSide() },
} as const;

function words() {
  return {
    id: { type: "string", minLength: 1, maxLength: 200 },
    quantity: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    piece: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    measure: { type: "number", minimum: 0 },
    grade: { type: "integer", minimum: 1, maximum: 5 },
    reason: { type: "string", pattern: "^[A-Z][A-Z0-9_]*$", maxLength: 60 },
  };
}

function supplySide() {
  return {
    item: closed(["id"], {
      id: ref("id"),
      kg: ref("measure"),
      m3: ref("measure"),
      weight: ref("measure"),
      substitutes: rows("substitute"),
    }),
    substitute: closed(["item", "give", "counts"], {
      item: ref("id"),
      give: ref("piece"),
      counts: ref("piece"),
    }),
    source: closed(["id"], {
      id: ref("id"),
      region: ref("id"),
      sector: ref("id"),
      rank: ref("grade"),
      readyMinutes: ref("measure"),
      fixedCost: ref("measure"),
      capacity: closed([], { kg: ref("measure"), m3: ref("measure") }),
      stock: rows("lot"),
      units: rows("unit"),
    }),
    lot: closed(["lot", "item", "quantity"], {
      lot: ref("id"),
      item: ref("id"),
      quantity: ref("quantity"),
      floor: ref("quantity"),
      availableMinutes: ref("measure"),
      expiresInMinutes: ref("measure"),
      unitCost: ref("measure"),
      rank: ref("grade"),
      sector: ref("id"),
    }),
    unit: closed(["id", "capabilities"], {
      id: ref("id"),
      kind: ref("id"),
      capabilities: rows("id"),
      readyMinutes: ref("measure"),
    }),
  };
}

function demandSide() {
  return {
    need: {
      ...closed(["id", "place", "quantity"], {
        id: ref("id"),
        place: ref("id"),
        item: ref("id"),
        capability: ref("id"),
        capabilities: jointly(),
        quantity: ref("quantity"),
        priority: ref("grade"),
        deadlineMinutes: ref("measure"),
        minShelfMinutes: ref("measure"),
      }),
      oneOf: ["item", "capability", "capabilities"].map((key) => ({ required: [key] })),
    },
    lane: closed(["from", "to", "minutes"], {
      from: ref("id"),
      to: ref("id"),
      minutes: ref("measure"),
      km: ref("measure"),
      open: { type: "boolean" },
      unitCost: ref("measure"),
      fixedCost: ref("measure"),
      crossProvince: { type: "boolean" },
    }),
    options: closed([], {
      preset: { enum: ["FASTEST", "BALANCED", "LOCAL_FIRST"] },
      stages: {
        type: "array",
        minItems: 1,
        uniqueItems: true,
        items: { enum: ["unmet", "fairness", "arrival", "order", "breadth", "cost"] },
      },
      slack: closed([], { arrival: ref("measure") }),
      timeLimitMs: ref("measure"),
      mipGap: { type: "number", minimum: 0, maximum: 1 },
    }),
  };
}

/** More than six at once would be several tasks, and too many ways to make up a set. */
function jointly() {
  const description =
    "All at once: the quantity counts sets. A set is whole when its units together have each of " +
    "these; a unit is in one set at most and covers in it all that it has of them. Units of a " +
    "set that would not be whole are not sent, nor a unit that its set can do without. Each unit " +
    "is a line of the plan with its set and what it covers; of each set one line is counted 1, " +
    "the first that covers the first of these by code, its companions 0. Every unit counts as " +
    "one piece in arrival and order. A pinned unit goes whether or not a set is made of it.";
  return {
    ...{ ...rows("id"), minItems: 2, maxItems: 6, uniqueItems: true },
    description,
  };
}

function ruleSide() {
  const line = { source: ref("id"), lot: ref("id"), unit: ref("id"), need: ref("id") };
  const either = [
    { required: ["lot", "quantity"], not: { required: ["unit"] } },
    { required: ["unit"], not: { required: ["lot"] } },
  ];
  return {
    floor: closed(["sources", "item", "keep"], {
      sources: rows("id"),
      item: ref("id"),
      keep: ref("quantity"),
    }),
    forbid: closed(["reason"], { ...line, reason: ref("reason") }),
    pin: {
      ...closed(["source", "need"], { ...line, quantity: ref("quantity") }),
      oneOf: either,
    },
    line: {
      ...closed(["source", "need"], { ...line, quantity: ref("quantity") }),
      oneOf: either,
    },
  };
}

function ref(name: string) {
  return { $ref: `#/definitions/${name}` };
}

function rows(name: string) {
  return { type: "array", items: ref(name) };
}

/** An object of these properties and no others. */
export function closed(required: readonly string[], properties: Readonly<Record<string, object>>) {
  return { type: "object", required, properties, additionalProperties: false };
}
