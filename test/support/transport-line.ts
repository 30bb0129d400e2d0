import { once } from "node:events";
import { WebSocket, type RawData } from "ws";

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A line that speaks graphql-transport-ws by hand: what is sent is what the test writes. */
export class Line {
  readonly received: Message[] = [];
  readonly closed: Promise<Closed>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, protocols: string[] = ["graphql-transport-ws"]) {
    this.#socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, protocols);
    this.#socket.on("error", () => undefined);
    this.#socket.on("message", (data: RawData) => {
      this.received.push(JSON.parse(textOf(data)) as Message);
      for (const wake of [...this.#waiting]) wake();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  async opened(): Promise<this> {
    if (this.#socket.readyState === WebSocket.CONNECTING) await once(this.#socket, "open");
    return this;
  }

  /** The line, once the hub has acknowledged it. */
  async acknowledged(payload?: Readonly<Record<string, unknown>>): Promise<this> {
    await this.opened();
    this.send({ type: "connection_init", ...(payload === undefined ? {} : { payload }) });
    await this.until(1);
    return this;
  }

  /** A message, or any text or bytes in its place. */
  send(message: unknown): void {
    const raw = typeof message === "string" || Buffer.isBuffer(message);
    this.#socket.send(raw ? message : JSON.stringify(message));
  }

  subscribe(id: string, payload: Readonly<Record<string, unknown>>): void {
    this.send({ type: "subscribe", id, payload });
  }

  /** What has come once so many messages are there. */
  until(count: number): Promise<readonly Message[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.received.length < count) return;
        this.#waiting.delete(look);
        resolve(this.received);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The types of what has come for one operation, once so many are there. */
  async of(id: string, count = 0): Promise<readonly string[]> {
    const own = (): Message[] => this.received.filter((message) => message.id === id);
    while (own().length < count) await this.until(this.received.length + 1);
    return own().map(({ type }) => type);
  }

  /** What has come when the hub answers a ping that was sent now: all that it had to say. */
  async said(): Promise<readonly Message[]> {
    const mark = `mark ${Math.random()}`;
    this.send({ type: "ping", payload: { mark } });
    const isMark = ({ payload }: Message): boolean =>
      (payload as { mark?: unknown } | undefined)?.mark === mark;
    for (let count = 1; !this.received.some(isMark); count = this.received.length + 1)
      await this.until(count);
    return this.received.filter((message) => !isMark(message));
  }

  close(): void {
    this.#socket.close(1000);
  }
}

const textOf = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as Buffer).toString();
