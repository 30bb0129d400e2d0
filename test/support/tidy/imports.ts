import { posix } from "node:path";
import ts from "typescript";
import { doors, enclosures, handsOn, impure, stores, stream, thin } from "./law.ts";
import type { Source } from "./sources.ts";

interface Import {
  /** A path from the root for our own files, a package's name for the rest. */
  readonly target: string;
  readonly own: boolean;
}

/** Every import that the law refuses, one sentence each. */
export const importFindings = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text, ast }) =>
    ast === null
      ? []
      : importsOf(path, text).flatMap((found) =>
          [ending, direction, enclosed, door, ownStore, intoTests]
            .map((law) => law(path, found))
            .filter((finding) => finding !== null)
            .map((finding) => `${path} imports ${found.target}: ${finding}`),
        ),
  );

/** Code that nothing loads: no import, no worker's URL, no script and no page names it. */
export function unusedFindings(sources: readonly Source[]): string[] {
  const used = new Set(
    sources.flatMap(({ path, text, ast }) => {
      if (ast === null) return [];
      const imported = importsOf(path, text).map(({ target }) => target);
      return [...imported, ...urls(path, text)].map(withoutEnding);
    }),
  );
  const named = sources
    .filter(({ path }) => /\.html$|^\.ci\/|(package|knip)\.json$|\.config\.[jt]s$/.test(path))
    .map(({ text }) => text);
  // Tables are loaded as a folder: by drizzle-kit, and by the test of drift.
  return sources
    .filter(({ path }) => !path.startsWith("schema/tables/"))
    .filter(({ path, ast }) => ast !== null && !/\.(test|bench|config|d)\.ts$/.test(path))
    .map(({ path }) => path)
    .filter((path) => !used.has(withoutEnding(path)))
    .filter((path) => !named.some((text) => text.includes(nameIn(path))))
    .map((path) => `${path} is loaded by nothing`);
}

function importsOf(path: string, text: string): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    const own = fileName.startsWith(".");
    return { own, target: own ? posix.join(posix.dirname(path), fileName) : fileName };
  });
}

const urls = (path: string, text: string): string[] =>
  [...text.matchAll(/new URL\(\s*["'`](\.[^"'`]+)["'`]/g)].map(([, file = ""]) =>
    posix.join(posix.dirname(path), file),
  );

const withoutEnding = (path: string): string => path.replace(/\.(ts|tsx|js)$/, "");

/** Pages name their script by its own name; scripts and settings name it from the root. */
const nameIn = (path: string): string =>
  path.startsWith("src/dashboard/") ? `/${posix.basename(path)}` : withoutEnding(path);

const sliceOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null;

function ending(_path: string, { own, target }: Import): string | null {
  const told = /\.(ts|tsx|json|css|svg|graphql)$/.test(target);
  return own && !told ? "name the file as it is, with its .ts" : null;
}

function direction(path: string, { own, target }: Import): string | null {
  const [from, to] = [sliceOf(path), sliceOf(target)];
  if (!own || from === null || to === null || from === to) return null;
  if (from === "dashboard") return null;
  const [here, there] = [stream.indexOf(from), stream.indexOf(to)];
  if (here < 0) return `${from} has no place in the stream`;
  if (there < 0) return `${to} has no place in the stream`;
  return there < here ? null : `${to} lies downstream of ${from}`;
}

function enclosed(path: string, { own, target }: Import): string | null {
  const held = enclosures.find(({ files }) => files.test(path));
  if (!held) return null;
  if (!own) {
    const allowed = held.packages === true || held.packages.includes(packageOf(target));
    return allowed ? null : `${held.name} does not use this package`;
  }
  if (!held.ours.some((ours) => ours.test(target))) return `${held.name} does not reach so far`;
  const pure = held.packages !== true && !handsOn.test(path);
  return pure && impure.test(target) ? `${held.name} is pure, and that is not` : null;
}

const packageOf = (name: string): string => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;

function door(path: string, { own, target }: Import): string | null {
  if (own || path.startsWith("test/")) return null;
  const shut = doors.find(({ packages, files }) => packages.test(target) && !files.test(path));
  return shut ? "this package has its own kinds of file" : null;
}

function ownStore(path: string, { target }: Import): string | null {
  if (!stores.test(target) || path.startsWith("test/")) return null;
  if (sliceOf(path) !== sliceOf(target)) return "another slice's store is its own business";
  return thin.test(path) ? "a resolver goes through the service" : null;
}

function intoTests(path: string, { target }: Import): string | null {
  const leaves = target.startsWith("test/") && !path.startsWith("test/");
  return leaves && !path.endsWith(".config.ts") ? "the product does not know its tests" : null;
}
