// A digest over the sources of the page, as the test that keeps the built page from going stale reckons it too.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["index.html", "package.json", "package-lock.json", "public", "src", "stamp.js", "svelte.config.js", "vite.config.ts"];

function files(path) {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : [path];
}

export function stamp(root) {
  const digest = createHash("sha256");
  const found = NAMES.flatMap((name) => files(join(root, name))).map((path) => path.slice(root.length + 1).replaceAll("\\", "/"));
  for (const path of found.sort()) {
    const text = readFileSync(join(root, path));
    digest.update(`${path}\0${text.length}\0`).update(text);
  }
  return digest.digest("hex");
}

export const stamped = (root) => ({
  name: "stamp",
  writeBundle: ({ dir }) => {
    for (const path of files(dir).filter((name) => /\.(js|css)$/.test(name))) {
      const text = readFileSync(path, "utf-8");
      if (!text.endsWith("\n")) writeFileSync(path, `${text}\n`);
    }
    writeFileSync(join(dir, "stamp.txt"), `${stamp(root)}\n`);
  },
});
