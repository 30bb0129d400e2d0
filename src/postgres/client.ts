import pg from "pg";

type Query = (this: pg.Client, ...args: readonly unknown[]) => unknown;

/**
 * The driver's client, which is handed a callback with each statement. The promise that it would
 * make itself is stored in the statement after that was made, and an engine that collects its young
 * objects alone does not see that both are over: all rows of all answers stayed until the whole
 * memory was gone through, which then stopped everyone who waited.
 */
export class Client extends pg.Client {}

const query: Query = function (...args) {
  const [statement] = args;
  const isOwn = typeof statement === "object" && statement !== null && "submit" in statement;
  return isOwn || typeof args.at(-1) === "function" ? ask(this, args) : answerOf(this, args);
};
Client.prototype.query = query as pg.Client["query"];

const ask = (client: pg.Client, args: readonly unknown[]): unknown =>
  (pg.Client.prototype.query as Query).apply(client, [...args]);

const answerOf = (client: pg.Client, args: readonly unknown[]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const answered = (error: Error | null, answer: unknown): void => {
      if (error) reject(error);
      else resolve(answer);
    };
    ask(client, [...args, answered]);
  }).catch((error: unknown) => {
    // As the driver does: a trace that leads to whoever asked and not to a socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  });
