/**
 * A house of its own for every browser test, and a page of a real Chromium in a window of its own: what a page keeps, no
 * other test finds.
 * @module
 */
import type { Browser, ConsoleMessage, Locator, Page } from "playwright-core";
import { build } from "./build.ts";
import { closeBrowser, findChromium, openBrowser } from "./chromium.ts";
import { type House, openHouse } from "./house.ts";

/** What a browser test is given. */
export interface Visit {
  readonly house: House;
  readonly browser: Browser;
  /** A page of 1440 by 900 that is awake. */
  readonly page: Page;
  /** What the page complained about: script errors and console errors, less the answers that were meant to fail. */
  readonly complaints: readonly string[];
}

/**
 * How much of the page is drawn. Without a graphics card more than half of the processor time of a page goes into
 * pixels, and no test but those of the looks sees them. `dim` lays the page out and takes clicks, but colours nothing;
 * `off` cuts all off, which leaves the page to scripts: no click finds its button.
 */
export type Light = "full" | "dim" | "off";

const SWITCHES: Readonly<Record<Light, string>> = {
  full: "",
  dim: "html { opacity: 0 !important }",
  off: "html { clip-path: inset(50%) !important }",
};

/** Options of a browser test. */
export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  /** `dim`, if not named. */
  readonly light?: Light;
  /** Path with which the page is opened. */
  readonly path?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Selector of the panes that the test needs; the others are not laid out. */
  readonly pane?: string;
  /** Answers are compressed, as `main.ts` does: for who counts bytes. Compressing takes longer than the local wire. */
  readonly compressed?: boolean;
}

/** Declares a test in a browser. Without a Chromium it is ignored, and says why; with `CI=true` that is a failure. */
export function browserTest(name: string, run: (visit: Visit) => Promise<void>, options: VisitOptions = {}): void {
  const chrome = findChromium();
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
  const chromium = findChromium();
  if (!chromium) throw new Error("Cannot run browser tests: no Chromium found; set CHROME_PATH");
  await build();
  const browser = await openBrowser(chromium);
  const house = await openHouse(options.env, options.compressed);
  try {
    await run(await visit(house, browser, options));
  } finally {
    await closeWindows(browser);
    await house.close();
  }
}

/** Closes what a test has opened. */
async function closeWindows(browser: Browser): Promise<void> {
  // A browser that fell says so in the test; the next one gets another.
  if (browser.isConnected()) await Promise.all(browser.contexts().map((window) => window.close()));
}

let isClosed = false;

function closeAfterAll(): void {
  if (isClosed) return;
  isClosed = true;
  Deno.test.afterAll(closeBrowser);
}

/** Opens a page as another visitor does, and waits until it is awake, its stream live and its engine there. */
export async function visit(house: House, browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1440, height = 900, scheme = "light", path = "/", light = "dim", pane } = options;
  // Without motion no colour is caught half way between two.
  const window = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  await window.addInitScript((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, SWITCHES[light] + (pane === undefined ? "" : `.pane:not(${pane}) { display: none !important }`));
  const page = await window.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => isComplaint(message) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(house.url + path);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  for (const [where, what] of [[".stream", ".stream.is-live"], ["#throw", ".verdict"]] as const) {
    if (await page.locator(where).count() > 0) await page.locator(what).waitFor({ state: "attached" });
  }
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

/** Presses what is in sight by script: no mouse moves there, which would wait for several frames each time. */
export async function pressByScript(control: Locator): Promise<void> {
  await control.waitFor();
  await (await control.elementHandle())?.waitForElementState("enabled");
  await control.evaluate((element) => element instanceof HTMLElement && element.click());
}
