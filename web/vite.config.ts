import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { stamped } from "./stamp.js";

// Names without hashes: the built page is committed, and a change of it is read as one.
export default defineConfig({
  plugins: [svelte(), stamped(import.meta.dirname)],
  build: {
    outDir: "../src/selectorate/studio/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        entryFileNames: "assets/studio.js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
});
