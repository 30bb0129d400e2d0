import pg from "pg";
import { assert } from "../kernel/assert.ts";

/** A count that JavaScript cannot hold exactly must stop the request, never be rounded. */
function parseInt8(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `int8 ${text} is a safe integer`);
  return value;
}

pg.types.setTypeParser(pg.types.builtins.INT8, parseInt8);
