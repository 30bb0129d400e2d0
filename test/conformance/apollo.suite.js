/** Apollo's own suite for integrations, against the route through which the hub serves GraphQL. */
import { createServer } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { defineIntegrationTestSuite } from "@apollo/server-integration-testsuite";
import express from "express";
import { Buckets } from "../../dist/src/server/bucket.js";
import { Gate } from "../../dist/src/server/gate.js";
import { graphqlApp } from "../../dist/src/server/graphql-route.js";

const gate = new Gate({ schema: undefined, buckets: new Buckets(() => 0) });

defineIntegrationTestSuite(async (config, options) => {
  const app = express();
  app.set("query parser", "simple");
  const server = createServer(app);
  const apollo = new ApolloServer({
    ...config,
    plugins: [
      ...(config.plugins ?? []),
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: 100 }),
    ],
  });
  await apollo.start();
  const route = graphqlApp({
    apollo,
    shape: (source) => gate.shape(source),
    admit: () => Promise.resolve(),
    context: (request) => options?.context?.({ req: request }) ?? {},
  });
  app.use(options?.graphqlPath ?? "/", route);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { server: apollo, url: `http://127.0.0.1:${server.address().port}` };
});
