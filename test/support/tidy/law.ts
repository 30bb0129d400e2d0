/** The law of the house as data: who may import whom, how long things may be, what is not said. */

/** Slices in the order of the stream: each may import itself and those before it. */
export const stream = [
  "kernel",
  "postgres",
  "feed",
  "access",
  "graph",
  "sheets",
  "regions",
  "catalog",
  "codes",
  "network",
  "ledger",
  "reserves",
  "forces",
  "incidents",
  "solver",
  "dispatch",
  "replenishment",
  "donations",
  "conference",
  "live",
  "moving",
  "server",
  "cli",
];

/** Files that reach the machine although their folder is pure. Pure files may not import them. */
export const impure = /^src\/(kernel\/root|solver\/clock|solver\/[\w-]+\.worker)\.ts$/;

/** The solver's entry alone holds the clock, and hands it to what it calls. */
export const handsOn = /^src\/solver\/solve\.ts$/;

const words = /^schema\/words(\.ts$|\/)/;
const shapes = /^schema\/shapes\//;
const rights = /^schema\/rights\//;
const tables = /^schema\/tables\//;
const kernel = /^src\/kernel\//;
const solver = /^src\/solver\//;
const decisions = /\.(rules|model)\.ts$/;
const problemFormat = /^schema\/problem\.schema\.json$/;

export interface Enclosure {
  readonly name: string;
  readonly files: RegExp;
  readonly ours: readonly RegExp[];
  /** Packages by name, node's own modules by theirs; true for any. */
  readonly packages: readonly string[] | true;
}

/** Files with a closed list of what they may import; the first entry that matches holds. */
export const enclosures: readonly Enclosure[] = [
  { name: "a word list", files: words, ours: [words], packages: [] },
  { name: "a shape", files: shapes, ours: [words, shapes], packages: [] },
  { name: "a right", files: rights, ours: [words, rights], packages: [] },
  { name: "a table", files: tables, ours: [words, shapes, tables], packages: ["drizzle-orm"] },
  { name: "an impure file", files: impure, ours: [words, kernel, solver], packages: true },
  {
    name: "the kernel",
    files: kernel,
    ours: [words, shapes, kernel],
    packages: ["node:buffer"],
  },
  {
    name: "the solver",
    files: solver,
    ours: [words, shapes, kernel, solver, problemFormat],
    packages: [
      "ajv",
      "canonicalize",
      "graphology",
      "graphology-shortest-path",
      "highs",
      "node:crypto",
    ],
  },
  {
    name: "a pure decision",
    files: decisions,
    ours: [words, shapes, rights, kernel, solver, decisions],
    packages: [],
  },
  {
    name: "the dashboard",
    files: /^src\/dashboard\//,
    ours: [/^src\/dashboard\//, /^schema\/(operations|qipan)/],
    packages: true,
  },
];

export interface Door {
  readonly packages: RegExp;
  readonly files: RegExp;
}

/** Packages that only some files may import, so that SQL and GraphQL each have one place. */
export const doors: readonly Door[] = [
  {
    packages: /^(drizzle-orm|pg|@electric-sql\/pglite)(\/|$)/,
    files:
      /(\.(store|loader)\.ts$)|^src\/postgres\/|^schema\/tables\/|^migrations\/|^seeds\/|^drizzle/,
  },
  {
    packages: /^(type-graphql|graphql-scalars)(\/|$)/,
    files: /(\.(resolver|edges|types)\.ts$)|^src\/graph\//,
  },
];

/** A store is its own slice's business, and a resolver reaches it through the service only. */
export const stores = /\.store\.ts$/;
export const thin = /\.(resolver|edges|types)\.ts$/;

/** Written by a tool and held by a test against drift: nobody reads it from top to bottom. */
export const generated = /^(src\/dashboard\/published\/|docs\/examples\/typed-client\.operations)/;

export const limits = { fileLines: 250, functionLines: 50, width: 100 };

/** Calls that group tests under a heading: what they hold is not one function. */
export const headings = /^(describe|onBothShapes)\b/;

/** Names that say nothing about what is inside. */
export const emptyNames = /^(utils?|helpers?|common|errors?|misc|managers?|index)$/i;

/** What a process knows of its surroundings. Everything else is handed the time and the chance. */
export const surroundings = [
  "Date.now",
  "Math.random",
  "performance.now",
  "process.env",
  "process.hrtime",
];

/** Where surroundings may be read: the edges of the process, and the browser. */
export const edges = /^src\/(server\/|cli\/|dashboard\/|postgres\/config\.ts$|solver\/clock\.ts$)/;

/** Written so that the patterns do not find themselves here. */
export const unsaid: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "work left for later", pattern: /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/ },
  { what: "a path of some machine", pattern: /\/(tmp|work|farm|root)\/|\.\.\/shared\b/ },
  { what: "a word of some workplace", pattern: /\bsub-?agent/i },
  { what: "the number of an issue", pattern: /\b(issue|fixes|closes)\s+#\d/i },
];

export const silenced = /@ts-(ignore|nocheck|expect-error)|eslint-disabl[e]/;
