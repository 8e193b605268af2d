/**
 * Loads playwright-core under the permissions of the tests. It looks into `/proc` to learn whether it runs under WSL,
 * and Deno lets no one read there short of all permissions; answered "no", it goes on.
 * @module
 */
import fs from "node:fs";
import type { BrowserType } from "playwright-core";

const { existsSync } = fs;
fs.existsSync = (path) => typeof path === "string" && path.startsWith("/proc/") ? false : existsSync(path);

/** Chromium, as playwright drives it. */
export async function loadChromium(): Promise<BrowserType> {
  const { chromium } = await import("playwright-core");
  return chromium;
}
