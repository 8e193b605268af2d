/**
 * A house of its own for every browser test: the real server as a process, and a page of a real Chromium. The Chromium
 * and its window are one a file: a window costs more than most tests. What a page keeps it keeps for its house, whose
 * port no other test has.
 * @module
 */
import type { Browser, BrowserContext, ConsoleMessage, Page } from "playwright-core";
import { build } from "./build.ts";
import { loadChromium } from "./playwright.ts";

const ROOT = new URL("../../", import.meta.url);

/** Where a Chromium usually is; `CHROME_PATH` comes first. */
const USUAL_PLACES = [
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

/** How long a server may take to open its door, milliseconds; a loaded machine is slow. */
const OPEN_MS = 30_000;

/** A running server. */
export interface House {
  readonly url: string;
  /** Ends the process, by its id. */
  close(): Promise<void>;
}

/** What a browser test is given. */
export interface Visit {
  readonly house: House;
  readonly browser: Browser;
  /** A page of 1440 by 900 that is awake. */
  readonly page: Page;
  /** What the page complained about: script errors and console errors, less the answers that were meant to fail. */
  readonly complaints: readonly string[];
}

/** Options of a browser test. */
export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  /** Path with which the page is opened. */
  readonly path?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Declares a test in a browser. Without a Chromium it is ignored, and says why; with `CI=true` that is a failure. */
export function browserTest(name: string, run: (visit: Visit) => Promise<void>, options: VisitOptions = {}): void {
  const chrome = findChrome();
  const inCi = Deno.env.get("CI") === "true";
  closeAfterAll();
  Deno.test({
    name: chrome || inCi ? name : `${name} (ignored: no Chromium found; set CHROME_PATH)`,
    ignore: !chrome && !inCi,
    // Playwright keeps pipes and timers of its own, and Chromium outlives the test.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => inBrowser(run, options),
  });
}

/** Opens a house and a page of it, and closes both afterwards; the browser stays until `closeBrowser()`. */
export async function inBrowser(run: (visit: Visit) => Promise<void>, options: VisitOptions = {}): Promise<void> {
  const chrome = findChrome();
  if (!chrome) throw new Error("Cannot run browser tests: no Chromium found; set CHROME_PATH");
  await build();
  const opening = openHouse(options.env);
  const browser = await openBrowser(chrome);
  const house = await opening;
  const window = browser.contexts()[0] ?? await browser.newContext();
  try {
    await run(await enter(window, house, browser, options));
  } finally {
    // A window that fell says so in the test; the next one gets another browser.
    await tidy(browser, window).catch(() => browser.close());
    await house.close();
  }
}

/** Closes what a test has opened; an empty page keeps the window open. */
async function tidy(browser: Browser, window: BrowserContext): Promise<void> {
  if (!browser.isConnected()) return;
  const left = window.pages();
  await window.newPage();
  const others = browser.contexts().filter((context) => context !== window);
  await Promise.all([...left.map((page) => page.close()), ...others.map((context) => context.close())]);
  await window.clearCookies();
  await window.clearPermissions();
}

let chromium: Promise<Browser> | undefined;

/** The Chromium of this file; a new one, if the last one fell. */
async function openBrowser(executablePath: string): Promise<Browser> {
  if (!(await chromium)?.isConnected()) {
    chromium = loadChromium().then((type) => type.launch({ executablePath, args: FLAGS }));
  }
  return await chromium!;
}

/** Closes the browser of `inBrowser()`. */
export async function closeBrowser(): Promise<void> {
  const browser = await chromium;
  chromium = undefined;
  await browser?.close();
}

let isClosed = false;

function closeAfterAll(): void {
  if (isClosed) return;
  isClosed = true;
  Deno.test.afterAll(closeBrowser);
}

function findChrome(): string | undefined {
  return [Deno.env.get("CHROME_PATH") ?? "", ...USUAL_PLACES].find((path) => {
    try {
      return path !== "" && Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

/** Starts the server on a free port, with a database in memory. */
export async function openHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-P", "--no-prompt", "main.ts"],
    cwd: ROOT,
    env: { PORT: "0", HOST: "127.0.0.1", GLASSHOUSE_KV: ":memory:", NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), OPEN_MS);
  const url = await addressIn(child.stdout);
  clearTimeout(timer);
  return {
    url,
    async close() {
      try {
        child.kill("SIGTERM");
      } catch {
        // It ended by itself; the test will have said why.
      }
      await child.status;
    },
  };
}

/** Reads the output until it names the address; the rest is read too, so that the pipe never fills. */
async function addressIn(output: ReadableStream<Uint8Array>): Promise<string> {
  const reader = output.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Cannot start the server: ${text}`);
    text += decoder.decode(value, { stream: true });
    const url = /http:\/\/[\d.]+:\d+/.exec(text)?.[0];
    if (!url) continue;
    (async () => {
      while (!(await reader.read()).done);
    })();
    return url;
  }
}

/** Opens the page as another visitor does, and waits until it is awake and its stream is live. */
export async function visit(house: House, browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  return await enter(await browser.newContext(), house, browser, options);
}

async function enter(window: BrowserContext, house: House, browser: Browser, options: VisitOptions): Promise<Visit> {
  const { width = 1440, height = 900, scheme = "light", path = "/" } = options;
  const page = await window.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  const complaints: string[] = [];
  page.on("console", (message) => isComplaint(message) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(house.url + path);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await page.locator(".stream.is-live").waitFor({ state: "attached" });
  await page.locator(".verdict").waitFor({ state: "attached" });
  return { house, browser, page, complaints };
}

/**
 * The browser reports every 4xx as an error, and the refusals of the guard are what is to be seen. What the policy of
 * the guestbook's frame stops is the frame's affair.
 */
function isComplaint(message: ConsoleMessage): boolean {
  if (message.type() !== "error" || message.location().url.includes("/api/data")) return false;
  return !/^Failed to load resource: .*(status of 4\d\d|net::ERR_)/.test(message.text());
}

/** Number that a counter of the page shows. */
export async function counter(page: Page, name: string): Promise<number> {
  return Number((await page.locator(`[data-counter="${name}"]`).innerText()).replaceAll(",", ""));
}

/** Chooses an attack of the library by its title and throws it; resolves with the status that came back. */
export async function throwAttack(page: Page, title: string): Promise<number> {
  await page.locator("#search").fill(title);
  await page.locator(".item", { hasText: title }).first().click();
  const before = await page.locator(".answer").getAttribute("data-exchange");
  await page.locator(".editor .is-primary").click();
  await page.waitForFunction(
    (before) => document.querySelector<HTMLElement>(".answer")?.dataset["exchange"] !== before,
    before ?? undefined,
  );
  await page.locator("#search").fill("");
  return Number(await page.locator(".answer-status strong").innerText());
}
