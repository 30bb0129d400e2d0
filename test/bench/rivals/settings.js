import process from "node:process";

export const port = Number(process.env.PORT);

/** The settings by which row-level security knows the caller, and the hub's own of a session. */
export const settings = {
  "app.reader": "bench",
  "app.orgs": process.env.READER_ORGS,
  "app.partners": process.env.READER_PARTNERS,
  search_path: "qipan, pg_temp",
  jit: "off",
  random_page_cost: "1.1",
};

export const pgSettings = { role: "qipan_app", ...settings };

/** Connections as the hub has them: as many, and kept through a pause. */
export const kept = { max: 10, idleTimeoutMillis: 600_000 };
