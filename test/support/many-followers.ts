import { WebSocket } from "ws";
import { lineLimits } from "../../src/server/socket.ts";

/** What one subscriber took: seqs in the order in which they came, and when each came. */
export interface Taken {
  readonly seqs: number[];
  /** Milliseconds since the epoch, one for each seq. */
  readonly at: number[];
}

export interface Followers {
  readonly taken: readonly Taken[];
  close(): Promise<void>;
}

const query = `subscription ($after: String, $filter: ChangeFilterInput) {
  changes(after: $after, filter: $filter) { cursor kind subjectId version facts } }`;

/** Each on a line of its own, from as many addresses as a node lets come at once. */
export async function followers(
  url: string,
  count: number,
  variables: object,
  keyOf: (nth: number) => string | undefined,
  network: number,
): Promise<Followers> {
  const taken: Taken[] = Array.from({ length: count }, () => ({ seqs: [], at: [] }));
  const sockets: WebSocket[] = [];
  for (let from = 0; from < count; from += 50) {
    const some = taken.slice(from, from + 50).map((into, nth) => {
      const at = from + nth;
      const localAddress = `127.0.${network}.${1 + Math.floor(at / lineLimits.lines)}`;
      return follower(url, localAddress, keyOf(at), variables, into);
    });
    sockets.push(...(await Promise.all(some)));
  }
  return {
    taken,
    close: async () => {
      const closing = sockets.map((socket) => new Promise((end) => socket.once("close", end)));
      for (const socket of sockets) socket.close(1000);
      await Promise.all(closing);
    },
  };
}

async function follower(
  url: string,
  localAddress: string,
  key: string | undefined,
  variables: object,
  { seqs, at }: Taken,
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, ["graphql-transport-ws"], {
    localAddress,
  });
  const payload = key === undefined ? {} : { payload: { authorization: `Bearer ${key}` } };
  await new Promise<void>((ready, fail) => {
    socket.once("error", fail);
    socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init", ...payload })));
    socket.on("message", (data: Buffer) => {
      const now = performance.timeOrigin + performance.now();
      const said = JSON.parse(data.toString()) as Said;
      if (said.type === "connection_ack") {
        socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query, variables } }));
        ready();
      } else if (said.type === "next") {
        seqs.push(seqOf(said.payload.data.changes.cursor));
        at.push(now);
      } else fail(new Error(data.toString()));
    });
  });
  socket.on("error", () => undefined);
  return socket;
}

type Said =
  | { readonly type: "connection_ack" | "error" | "complete" }
  | {
      readonly type: "next";
      readonly payload: { readonly data: { readonly changes: { readonly cursor: string } } };
    };

export const seqOf = (cursor: string): number =>
  Number((JSON.parse(Buffer.from(cursor, "base64url").toString()) as string[])[1]);
