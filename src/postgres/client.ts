import pg from "pg";

type Asked = (...args: readonly unknown[]) => unknown;

/**
 * The driver's client, which is handed a callback with each statement. The promise that it would
 * make itself is stored in the statement after that was made, and an engine that collects its young
 * objects alone does not see that both are over: all rows of all answers stayed until the whole
 * memory was gone through, which then stopped everyone who waited.
 */
export class Client extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const ask = super.query.bind(this) as Asked;
    const query = (...args: readonly unknown[]): unknown => {
      const [statement] = args;
      const isOwn = typeof statement === "object" && statement !== null && "submit" in statement;
      return isOwn || typeof args.at(-1) === "function" ? ask(...args) : answerOf(ask, args);
    };
    this.query = query as pg.Client["query"];
  }
}

const answerOf = (ask: Asked, args: readonly unknown[]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    ask(...args, (error: Error | null, answer: unknown) => {
      if (error) reject(error);
      else resolve(answer);
    });
  }).catch((error: unknown) => {
    // As the driver does: a trace that leads to whoever asked and not to a socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  });
