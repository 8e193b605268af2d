/**
 * Finds a Chromium and starts it, once for all tests of an isolate.
 * @module
 */
import fs from "node:fs";
import type { Browser } from "playwright-core";

/**
 * Where a Chromium usually is; `CHROME_PATH` comes first, then the shell that draws no windows: it draws the same pages
 * with a third less of the processor.
 */
const USUAL_PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of a Chromium on this machine. */
export function findChromium(): string | undefined {
  return [Deno.env.get("CHROME_PATH") ?? "", ...USUAL_PLACES].find((path) => {
    try {
      return path !== "" && Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

let open: Promise<Browser> | undefined;

/** The Chromium of this isolate; a new one, if the last one fell. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  if (!(await open)?.isConnected()) open = launch(executablePath);
  return await open!;
}

/** Closes the browser of `openBrowser()`. */
export async function closeBrowser(): Promise<void> {
  const browser = await open;
  open = undefined;
  await browser?.close();
}

/**
 * Starts Chromium through playwright under the permissions of the tests: playwright looks into `/proc` to learn whether
 * it runs under WSL, and Deno lets no one read there short of all permissions; answered "no", it goes on.
 */
async function launch(executablePath: string): Promise<Browser> {
  const { existsSync } = fs;
  fs.existsSync = (path) => typeof path === "string" && path.startsWith("/proc/") ? false : existsSync(path);
  const { chromium } = await import("playwright-core");
  return await chromium.launch({ executablePath, args: FLAGS });
}
