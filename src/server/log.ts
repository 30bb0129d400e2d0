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
    path,
    status,
    principal: principal?.id ?? null,
    org: principal?.orgId ?? null,
    operation: operation ?? null,
    kind: kind ?? null,
    cost: charge?.price ?? null,
    ms: Math.round((performance.now() - asking.startedAt) * 10) / 10,
    ...(failures.length > 0 ? { failures } : {}),
  };
}
