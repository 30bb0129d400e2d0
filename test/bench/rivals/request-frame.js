import { begin } from "./frame.js";

/** The frame of a server that reads from several resolvers: opened by the first, closed at the end. */
export function framed(pool) {
  let opened;
  const open = async () => {
    const client = await pool.connect();
    await client.query(begin);
    return client;
  };
  return {
    client: () => (opened ??= open()),
    close: async () => {
      const client = await opened;
      if (client === undefined) return;
      await client.query("commit");
      client.release();
    },
  };
}
