import type { Asking } from "./asking.ts";

/** One JSON line. Neither secrets nor personal data: ids, names of operations, figures. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
};

export const writeLog = (line: LogLine): void => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

export function requestLine(asking: Asking, path: string, status: number): LogLine {
  const { requestId, transport, principal, operation, kind, charge, failures } = asking;
  return {
    level: failures.length > 0 ? "error" : "info",
    message: "request",
    requestId,
    transport,
    path: toldPath(path),
    status,
    principal: principal?.id ?? null,
    org: principal?.orgId ?? null,
    operation: operation === undefined ? null : toldName(operation),
    kind: kind ?? null,
    cost: charge?.price ?? null,
    ms: Math.round((performance.now() - asking.startedAt) * 10) / 10,
    ...(failures.length > 0 ? { failures } : {}),
  };
}

const word = /^[a-z]{0,20}([-.][a-z]{1,20}){0,3}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const partsMax = 8;

/**
 * An address as it may be told: words and row ids. Whoever pastes a key behind a slash, or is led
 * here with one, must not find it in the log.
 */
export const toldPath = (path: string): string =>
  path
    .split("/", partsMax)
    .map((part) => (word.test(part) || uuid.test(part) ? part : "…"))
    .join("/");

/** The caller's own name for an operation, if it looks like one: letters, and a small number. */
export const toldName = (name: string): string =>
  /^(?=\w{1,40}$)[A-Za-z_]+\d{0,3}$/.test(name) ? name : "…";
