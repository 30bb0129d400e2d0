import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { packageRoot } from "../kernel/root.ts";

/** A refusal that the script did not expect: which step, who asked, and why, as a user reads it. */
export class DemoRefused extends Error {
  readonly codes: readonly string[];

  constructor(step: string, principal: string, reasons: string, codes: readonly string[] = []) {
    super(`${step} 被拒 / refused (${principal}): ${reasons}`);
    this.codes = codes;
  }
}

interface Reason {
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** Nothing was done, or asking again tells whether it was: the key of a write stays the same. */
const passing: ReadonlySet<string> = new Set(["BUSY", "OPERATION_TOO_SLOW"]);
/** How often one thing is asked, and the pause between: a machine that is busy may take minutes. */
const [triesMax, pauseMs] = [60, 1000];

/** Talks to the hub as its users do: signs in, sends published operations, reads answers. */
export class DemoClient {
  readonly #url: string;
  readonly #cookies = new Map<string, Promise<string>>();
  readonly #operations = new Map<string, Promise<string>>();

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Runs the published operation `name` as `principal` and answers its one root field, asking
   * again while the hub is busy. Throws on other GraphQL errors and on refusals: the demo asks for
   * nothing that should be refused.
   */
  async ask<T>(principal: string, name: string, variables: object = {}): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const { data, errors = [] } = await this.#post(principal, name, variables);
      if (errors.length === 0) return doneOf(principal, name, data) as T;
      const codes = errors.flatMap(({ extensions }) => extensions?.code ?? []);
      if (tries === triesMax || !codes.every((code) => passing.has(code)))
        throw new DemoRefused(
          name,
          principal,
          errors.map(({ message }) => message).join("; "),
          codes,
        );
      await sleep(pauseMs);
    }
  }

  async #post(principal: string, name: string, variables: object): Promise<Answer> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        // A session speaks for the hub's own pages only.
        origin: this.#url,
        cookie: await this.#cookie(principal),
      },
      body: JSON.stringify({ query: await this.#operation(name), variables }),
    });
    return (await response.json()) as Answer;
  }

  /** A mutation of one `input`, with a fresh idempotency key. */
  write<T>(principal: string, name: string, input: object): Promise<T> {
    return this.ask<T>(principal, name, { input: { ...input, idempotencyKey: randomUUID() } });
  }

  #cookie(principal: string): Promise<string> {
    const known = this.#cookies.get(principal) ?? this.#signIn(principal);
    this.#cookies.set(principal, known);
    return known;
  }

  async #signIn(principalId: string): Promise<string> {
    const response = await fetch(`${this.#url}/auth/dev`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ principalId }),
    });
    const cookie = response.headers.get("set-cookie");
    if (!response.ok || cookie === null) throw new Error(`cannot sign in as ${principalId}`);
    return cookie.split(";")[0] ?? "";
  }

  #operation(name: string): Promise<string> {
    const file = join(packageRoot, "schema/operations", `${name}.graphql`);
    const text = this.#operations.get(name) ?? readFile(file, "utf8");
    this.#operations.set(name, text);
    return text;
  }
}

function doneOf(principal: string, name: string, data: Answer["data"]): unknown {
  const root = Object.values(data ?? {})[0];
  if (!isRefused(root)) return root;
  const codes = root.refusals.map(({ code }) => code);
  throw new DemoRefused(name, principal, root.refusals.map(said).join("; "), codes);
}

const said = ({ code, path, message }: Reason): string =>
  `${code} ${message}${path === "" ? "" : ` (${path})`}`;

const isRefused = (root: unknown): root is { refusals: readonly Reason[] } =>
  typeof root === "object" && root !== null && "refusals" in root;
