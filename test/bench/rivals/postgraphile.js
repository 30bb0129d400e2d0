// PostGraphile over the same tables and policies; a computed column tells what is free of a lot.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import process from "node:process";
import { kept, pgSettings, port } from "./settings.js";

const server = createServer();
const handle = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      poolConfig: kept,
      schemas: ["partner"],
      pgSettings: () => pgSettings,
    }),
  ],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, maxRequestLength: 1e6 },
});
const serv = handle.createServ(grafserv);
await serv.addTo(server);
server.listen(port, "127.0.0.1");
