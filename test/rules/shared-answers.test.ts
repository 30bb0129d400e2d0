import {
  buildSchema,
  execute,
  isLeafType,
  getNamedType,
  parse,
  type ExecutionResult,
} from "graphql";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { questionOf, SharedAnswers } from "../../src/server/shared-answers.ts";

const schema = buildSchema(readFileSync("schema/qipan.graphql", "utf8"));
const fields = ["cursor", "kind", "subjectId", "version", "facts", "__typename"] as const;
const rootOf = (nth: number) => ({
  changes: {
    cursor: `c${String(nth)}`,
    kind: "STOCK_CHANGED",
    subjectId: "x",
    version: nth,
    facts: {},
  },
});

describe("answers that followers share", () => {
  it("are of a type whose fields are leaves without arguments", () => {
    const change = schema.getSubscriptionType()?.getFields().changes;
    const type = getNamedType(change!.type);
    if (!("getFields" in type)) throw new Error("a change is an object");
    for (const field of Object.values(type.getFields()))
      expect([field.name, isLeafType(getNamedType(field.type)), field.args.length]).toEqual([
        field.name,
        true,
        0,
      ]);
  });

  it("are what each would have been answered alone", async () => {
    const asked = fc.record({
      selected: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 4 }),
      directive: fc.constantFrom("", " @skip(if: $no)", " @include(if: $no)"),
      no: fc.option(fc.boolean(), { nil: undefined }),
      after: fc.constantFrom("a", "b"),
      fact: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 30 }), async (all) => {
        const shared = new SharedAnswers();
        const facts = [0, 1, 2, 3].map(rootOf);
        for (const { selected, directive, no, after, fact } of all) {
          const text = `subscription S($after: String, $no: Boolean = false) {
            changes(after: $after) { ${selected.join(" ")} version${directive} } }`;
          const variables = { after, ...(no === undefined ? {} : { no }) };
          const document = parse(text);
          const run = () =>
            execute({ schema, document, rootValue: facts[fact], variableValues: variables });
          const question = questionOf(document, "S", variables);
          expect(await shared.answer(facts[fact]!, question!, run)).toEqual(await run());
        }
      }),
    );
  });

  it("are made once for those who ask the same from different places", async () => {
    const shared = new SharedAnswers();
    const document = parse("subscription ($after: String) { changes(after: $after) { cursor } }");
    const fact = rootOf(1);
    let made = 0;
    const answers = await Promise.all(
      ["a", "b", undefined].map((after) =>
        shared.answer(fact, questionOf(document, undefined, { after })!, () => {
          made += 1;
          return execute({ schema, document, rootValue: fact });
        }),
      ),
    );
    expect(made).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  it("that failed are nobody else's", async () => {
    const shared = new SharedAnswers();
    const fact = {};
    const failed: ExecutionResult = { errors: [{ message: "x" } as never] };
    const good: ExecutionResult = { data: {} };
    expect(await shared.answer(fact, "q", () => failed)).toBe(failed);
    expect(await shared.answer(fact, "q", () => good)).toBe(good);
    const broken = {};
    const first = shared.answer(broken, "q", () => Promise.reject(new Error("gone")));
    await expect(first).rejects.toThrow("gone");
    expect(await shared.answer(broken, "q", () => good)).toBe(good);
  });
});
