import DataLoader from "dataloader";
import type { CodeTableKind } from "../../schema/words/codes.ts";
import type { LoaderOf } from "../graph/context.ts";
import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readCodesOf, readCodeTables, readVersions } from "./codes.store.ts";

export const codeTableById = oneByKey(readCodeTables, ({ id }) => id);
export const versionsOfTable = manyByKey(readVersions, ({ tableId }) => tableId);

export interface CodesAsked {
  readonly org: string;
  readonly system: string;
  readonly kind: CodeTableKind;
  readonly target: string;
}

const tableOf = ({ org, system, kind }: CodesAsked): string => JSON.stringify([org, system, kind]);

/** The codes of one thing in one table; null: there is no such table that the reader sees. */
export const codesOfThing: LoaderOf<DataLoader<CodesAsked, readonly string[] | null, string>> = (
  tx,
) =>
  new DataLoader(
    async (asked) => {
      const found = new Map<string, Map<string, string[]> | null>();
      for (const one of asked) {
        const name = tableOf(one);
        if (found.has(name)) continue;
        const things = asked.filter((other) => tableOf(other) === name);
        const targets = [...new Set(things.map(({ target }) => target))];
        const rows = await readCodesOf(await tx(), one, targets);
        found.set(name, rows === undefined ? null : byTarget(rows));
      }
      return asked.map((one) => {
        const codes = found.get(tableOf(one)) ?? null;
        return codes && (codes.get(one.target) ?? []);
      });
    },
    { cacheKeyFn: (one) => JSON.stringify([tableOf(one), one.target]) },
  );

function byTarget(
  rows: readonly { readonly target: string; readonly code: string }[],
): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const { target, code } of rows) {
    const named = codes.get(target) ?? [];
    codes.set(target, named);
    named.push(code);
  }
  return codes;
}
