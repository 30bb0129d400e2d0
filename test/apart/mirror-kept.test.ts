import "reflect-metadata";
import { it } from "vitest";
import { staysEqual } from "../support/mirror-kept.ts";

it(
  "a partner's mirror stays what the hub answers, under load, through cuts and a lapsed pact",
  () => staysEqual(1.5),
  300_000,
);
