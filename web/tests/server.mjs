// Starts the program and a browser for the tests.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../..");
export const pictures = join(here, "out");
mkdirSync(pictures, { recursive: true });

const binary = process.env.VIGIE ?? ["target/release/vigie", "target/quick/vigie", "target/debug/vigie"].map((p) => join(root, p)).find(existsSync);
const browserPath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Why the tests cannot run, if they cannot. */
export const missing = !binary ? "vigie is not built" : !browserPath ? "no chromium is installed" : null;

/** Starts `vigie serve` on a free port; gives its address and a way to end it. */
export function serve(...more) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, ["serve", "--listen", "127.0.0.1:0", ...more], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    let told = "";
    child.stderr.on("data", (data) => {
      told += data;
      const address = /http:\/\/[^/\s]+/.exec(told);
      if (address) resolve({ address: address[0], end: () => child.kill("SIGINT"), told: () => told });
    });
    child.on("exit", (code) => reject(new Error(`vigie serve ended with ${code}: ${told}`)));
  });
}

/** A browser; Debian's own Chromium, nothing is downloaded. */
export const browser = () => chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
