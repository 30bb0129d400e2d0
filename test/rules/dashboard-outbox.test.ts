import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

interface Kept {
  readonly subject: string;
  readonly refusals: readonly { readonly code: string }[];
}

/** The page's own module, which needs a browser's types: it is loaded by its name. */
interface Module {
  readonly outbox: {
    readonly letters: { now(): readonly Kept[] };
    write(letter: object): void;
    send(queries: QueryClient): Promise<void>;
  };
}
const module = new URL("../../src/dashboard/core/outbox.ts", import.meta.url).pathname;

interface Posted {
  readonly query: string;
  readonly variables: { readonly input?: { readonly idempotencyKey: string } };
}

/** What is typed where there is no line, and how it goes out once there is one. */
describe("a letter in the outbox", () => {
  const posted: Posted[] = [];
  let answers: object[] = [];

  beforeEach(() => {
    posted.length = 0;
    const kept = new Map<string, string>();
    vi.stubGlobal("location", { search: "" });
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
    });
    vi.stubGlobal("fetch", (_url: string, { body }: { readonly body: string }) => {
      const asked = JSON.parse(body) as Posted;
      if (!/^\s*mutation/m.test(asked.query))
        return Promise.resolve(Response.json({ data: { viewer: { id: "me" } } }));
      posted.push(asked);
      const answer = answers.shift();
      if (answer === undefined) return Promise.reject(new TypeError("no line"));
      return Promise.resolve(Response.json({ data: { recordUse: answer } }));
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const refusing = (code: string) => ({
    refusals: [{ code, message: "x", path: "", next: "y" }],
  });
  async function sent(tries: number): Promise<readonly Kept[]> {
    const { outbox } = (await import(module)) as Module;
    const input = { orderLineId: "L", occurredAt: "2026-01-01T00:00:00Z" };
    const about = { subject: "use L", title: "x", principalId: "me", writtenAt: "x" };
    outbox.write({ kind: "USE", input, ...about });
    for (let nth = 0; nth < tries; nth += 1) await outbox.send(new QueryClient());
    return outbox.letters.now();
  }
  const keys = () => new Set(posted.map(({ variables }) => variables.input?.idempotencyKey));

  it("that meets a busy hub goes again under the same key until it is done", async () => {
    answers = [refusing("BUSY"), refusing("BUSY"), { id: "O" }];
    expect(await sent(2)).toMatchObject([{ subject: "use L", refusals: [] }]);
    expect(await sent(1)).toEqual([]);
    expect(posted).toHaveLength(3);
    expect(keys().size).toBe(1);
  });

  it("that gets no answer waits in the same way", async () => {
    answers = [];
    expect(await sent(2)).toMatchObject([{ refusals: [] }]);
    answers = [{ id: "O" }];
    expect(await sent(1)).toEqual([]);
    expect(keys().size).toBe(1);
  });

  it("that is refused is kept with the reasons, and not sent again", async () => {
    answers = [refusing("NOT_ALLOWED"), { id: "O" }];
    expect(await sent(3)).toMatchObject([{ refusals: [{ code: "NOT_ALLOWED" }] }]);
    expect(posted).toHaveLength(1);
  });
});
