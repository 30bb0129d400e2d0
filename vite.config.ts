import react from "@vitejs/plugin-react";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const out = join(import.meta.dirname, "dist", "dashboard");

/** Compressed once here: at its best level it costs seconds, which no request should wait for. */
const compressed: Plugin = {
  name: "compressed",
  apply: "build",
  closeBundle() {
    const folder = join(out, "assets");
    for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const bytes = readFileSync(join(folder, name));
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
};

/** The dashboard: `src/dashboard` becomes `dist/dashboard`, which the hub serves at `/`. */
export default defineConfig({
  root: join(import.meta.dirname, "src", "dashboard"),
  base: "/",
  plugins: [react(), compressed],
  build: {
    outDir: out,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    target: "es2022",
    chunkSizeWarningLimit: 1000,
  },
});
