import js from "@eslint/js";
import tseslint from "typescript-eslint";

const noPoolQuery = {
  selector: "CallExpression[callee.property.name='query'][callee.object.name=/[pP]ool$/]",
  message: "Every statement runs inside withTx: a failed pool.query poisons the next on PGlite.",
};

export default tseslint.config(
  {
    ignores: [
      "dist",
      "node_modules",
      "test/conformance",
      "test/bench/rivals",
      ".data",
      "src/dashboard/published",
      "docs/examples",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "test/bench/run.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "no-restricted-syntax": ["error", noPoolQuery],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ["**/*.resolver.ts", "**/*.edges.ts", "**/*.types.ts", "src/graph/**"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    // Plain http to an issuer on this machine: marked by its authors only so that it stands out.
    files: ["src/server/issuer.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  {
    // An index that a typed array handed out is in range; a check of each would cost the engine.
    files: [
      "src/solver/{alternatives,arcs,baseline,board,capped,caps-*,eligible,highs-{objective,rows,ties,uses},network-*,reach,reasons,reason-scene,room,shortages,tables,tally,values}.ts",
      "src/solver/fixed-charge*.ts",
    ],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
