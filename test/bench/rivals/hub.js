// The hub as it is served: keys, prices and log on; only nobody's budget runs out.
import process from "node:process";
import { openServer } from "../../../dist/src/postgres/pool.js";
import { readConfig } from "../../../dist/src/server/config.js";
import { startHub } from "../../../dist/src/server/start.js";

const database = openServer({ url: process.env.DATABASE_URL });
const limits = { budget: 1e6, capacity: 1e12, perSecond: 1e12 };
await startHub(readConfig(process.env), { database, limits });
