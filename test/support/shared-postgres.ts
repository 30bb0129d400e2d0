import { inject } from "vitest";
import { serverAt, type PostgresServer } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The server that all test files of a run share; each makes databases of its own on it. */
export const sharedPostgres = (): PostgresServer => serverAt(inject("postgresUrl"));
