import { monitorEventLoopDelay } from "node:perf_hooks";
import type { SealLag } from "../feed/feed.service.ts";
import type { Database } from "../postgres/pool.ts";
import type { Asking } from "./asking.ts";

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Observed {
  count: number;
  sum: number;
  readonly below: number[];
}

/** What the process counts of itself, as Prometheus reads it. */
export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #seconds = new Map<string, Observed>();
  #horizon: { readonly id: string | undefined; readonly since: number } = { id: "", since: 0 };
  readonly #lag = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#lag.enable();
  }

  observe({ transport, kind = "none", startedAt }: Asking, status: number): void {
    const labels = `transport="${transport}",kind="${kind}"`;
    const counted = `${labels},status="${String(status)}"`;
    this.#requests.set(counted, (this.#requests.get(counted) ?? 0) + 1);
    const seconds = (performance.now() - startedAt) / 1000;
    const seen = this.#seconds.get(labels) ?? { count: 0, sum: 0, below: bounds.map(() => 0) };
    seen.count += 1;
    seen.sum += seconds;
    bounds.forEach((bound, at) => {
      if (seconds <= bound) seen.below[at] = (seen.below[at] ?? 0) + 1;
    });
    this.#seconds.set(labels, seen);
  }

  stop(): void {
    this.#lag.disable();
  }

  text({ pool, strains }: Database, { end, lag }: Sealing, held: Lines): string {
    const lines = [
      ...series("qipan_tx_retries_total", "counter", retriesHelp, labelled(strains.retried)),
      ...series("qipan_tx_busy_total", "counter", busyHelp, labelled(strains.givenUp)),
      ...series("qipan_requests_total", "counter", "Requests answered.", this.#requests),
      ...histogram("qipan_request_seconds", "Time to answer.", this.#seconds),
      ...gauge("qipan_pool_connections", "Database connections open.", pool.totalCount),
      ...gauge("qipan_pool_idle", "Database connections idle.", pool.idleCount),
      ...gauge("qipan_pool_waiting", "Requests that wait for a connection.", pool.waitingCount),
      ...gauge("qipan_feed_sealed_seq", "Last sealed seq of the feed.", end),
      ...gauge("qipan_seal_lag_seconds", lagHelp, lag?.seconds ?? 0),
      ...gauge("qipan_seal_held_seconds", heldHelp, this.#heldSeconds(lag)),
      ...gauge("qipan_feed_followers", "Subscriptions that follow the feed.", held.following),
      ...gauge("qipan_ws_lines", "WebSocket lines open.", held.open),
      ...gauge("qipan_ws_waiting_bytes", waitingHelp, held.waiting),
      ...gauge("qipan_event_loop_lag_seconds", "p99 of event-loop delay.", this.#lagSeconds()),
      ...gauge("qipan_memory_bytes", "Resident memory.", process.memoryUsage.rss()),
      ...gauge("qipan_up_seconds", "Time since start.", Math.floor(process.uptime())),
    ];
    return `${lines.join("\n")}\n`;
  }

  /** PostgreSQL does not tell who may not see it how old a transaction is, so it is watched. */
  #heldSeconds(lag: SealLag | undefined): number {
    const now = performance.now();
    const isSame = lag?.held === true && lag.horizon === this.#horizon.id;
    if (!isSame) this.#horizon = { id: lag?.horizon, since: now };
    return (now - this.#horizon.since) / 1000;
  }

  #lagSeconds(): number {
    const p99 = this.#lag.percentile(99) / 1e9;
    this.#lag.reset();
    return Number.isFinite(p99) ? p99 : 0;
  }
}

interface Sealing {
  readonly end: number;
  readonly lag: SealLag | undefined;
}

/** What is open over WebSocket, and what waits there for readers that are slow, in bytes. */
export interface Lines {
  readonly following: number;
  readonly open: number;
  readonly waiting: number;
}

const waitingHelp = "Bytes that wait for slow readers of WebSocket lines.";
const lagHelp = "Age of the oldest committed row that is not sealed yet.";
const heldHelp = "How long one writing transaction has been seen to hold up all sealing.";
const retriesHelp = "Transactions that were tried again, by what had stopped them.";
const busyHelp = "Transactions that were given up and answered BUSY, by what had stopped them.";

const labelled = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...counts].map(([strain, n]) => [`strain="${strain}"`, n]));

const head = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

const gauge = (name: string, help: string, value: number): string[] => [
  ...head(name, "gauge", help),
  `${name} ${String(value)}`,
];

const series = (
  name: string,
  type: string,
  help: string,
  values: ReadonlyMap<string, number>,
): string[] => [
  ...head(name, type, help),
  ...[...values].map(([labels, value]) => `${name}{${labels}} ${String(value)}`),
];

const histogram = (name: string, help: string, values: ReadonlyMap<string, Observed>): string[] => [
  ...head(name, "histogram", help),
  ...[...values].flatMap(([labels, { count, sum, below }]) => [
    ...bounds.map(
      (bound, at) => `${name}_bucket{${labels},le="${String(bound)}"} ${String(below[at] ?? 0)}`,
    ),
    `${name}_bucket{${labels},le="+Inf"} ${String(count)}`,
    `${name}_sum{${labels}} ${String(sum)}`,
    `${name}_count{${labels}} ${String(count)}`,
  ]),
];
