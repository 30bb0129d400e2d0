import "reflect-metadata";
import { it } from "vitest";
import { staysEqual } from "../support/mirror-kept.ts";

/** An hour, unless told otherwise. */
const minutes = Number(process.env.MIRROR_MINUTES ?? 60);

it(
  "a partner's mirror, kept for an hour, stays what the hub answers",
  () => staysEqual(minutes),
  (minutes * 2 + 10) * 60_000,
);
