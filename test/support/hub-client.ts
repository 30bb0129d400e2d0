import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../src/kernel/root.ts";

export interface Sent {
  readonly principal: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What came back: the root field, or undefined when the line was cut before an answer. */
export type Reply = Readonly<Record<string, unknown>> | undefined;

/** A caller over HTTP that keeps its keys, so that it can ask again after a lost line. */
export class HubClient {
  readonly url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  /** The first root field of the answer. */
  async query(principal: string, operation: string, variables: object): Promise<Reply> {
    return Object.values(await this.all(principal, operation, variables))[0];
  }

  /** Every root field of the answer, by name. */
  async all(
    principal: string,
    operation: string,
    variables: object,
  ): Promise<Readonly<Record<string, Reply>>> {
    const file = join(packageRoot, "schema/operations", `${operation}.graphql`);
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: this.url,
        cookie: await this.#cookie(principal),
      },
      body: JSON.stringify({ query: await readFile(file, "utf8"), variables }),
    });
    const answer = (await response.json()) as { data?: Record<string, Reply>; errors?: unknown };
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    return answer.data ?? {};
  }

  /** Sends a write; undefined if the hub died before it answered. */
  async send({ principal, operation, input }: Sent): Promise<Reply> {
    try {
      return await this.query(principal, operation, { input });
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** A write that must be done, whatever it answers. */
  async done(
    principal: string,
    operation: string,
    input: object,
  ): Promise<Record<string, unknown>> {
    const keyed = { ...input, idempotencyKey: randomUUID() };
    const reply = await this.query(principal, operation, { input: keyed });
    if (reply === undefined || "refusals" in reply) throw new Error(JSON.stringify(reply));
    return reply;
  }

  async #cookie(principalId: string): Promise<string> {
    const known = this.#cookies.get(principalId);
    if (known !== undefined) return known;
    const response = await fetch(`${this.url}/auth/dev`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ principalId }),
    });
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    this.#cookies.set(principalId, cookie);
    return cookie;
  }
}
