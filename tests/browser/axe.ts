/**
 * The rules of axe, on a page whose policy lets no other script in.
 * @module
 */
import assert from "node:assert/strict";
import type axe from "axe-core";
import type { Page } from "playwright-core";

/** How a page is looked at. */
export interface Look {
  readonly scheme: "light" | "dark";
  readonly width: number;
  readonly height: number;
}

/** The looks of a page: a desk by day and by night, a tablet, a phone by night. */
export const LOOKS: readonly Look[] = [
  { scheme: "light", width: 1440, height: 900 },
  { scheme: "dark", width: 1440, height: 900 },
  { scheme: "light", width: 900, height: 800 },
  { scheme: "dark", width: 360, height: 780 },
];

/**
 * The looks of what shows the same controls at every width: the desk by night would meet no colour that the phone by
 * night does not meet, and no width that the desk by day does not.
 */
export const LOOKS_OF_SAME: readonly Look[] = LOOKS.filter(({ scheme, width }) => scheme === "light" || width < 700);

/** What of the page is looked at. */
export interface Scope {
  /** Rules; all those that axe applies by itself, if not named. */
  readonly rules?: readonly string[];
  /** Selector of the part; the whole page, if not named. */
  readonly within?: string;
  /** It shows the same controls at every width; a part does. */
  readonly same?: boolean;
}

/** Rules that another colour scheme can break, and nothing else can that one. */
const OF_COLOUR: readonly string[] = ["color-contrast", "link-in-text-block"];

/** Rules that another width can break where the page shows the same controls in the same colours. */
const OF_WIDTH: readonly string[] = ["scrollable-region-focusable", "target-size"];

/** Below this width panes stand behind tabs, and the page shows other controls. */
const TABS_PX = 700;

/** Axe itself; the small form of it is read in half the time. */
const SOURCE = await Deno.readTextFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url));

/** Violations of the page as it stands, one line each. */
export async function violations(page: Page, { rules, within }: Scope = {}): Promise<string[]> {
  // Through the debugger: the policy of the page lets no other script in.
  if (!await page.evaluate("'axe' in globalThis")) await page.evaluate(SOURCE);
  const options: axe.RunOptions = {
    // What is in order is not written down node by node: that takes half the time.
    resultTypes: ["violations"],
    // Fetches styles anew for a rule that is off, and media, of which the pages have none.
    preload: false,
    ...rules ? { runOnly: { type: "rule", values: [...rules] } } : {},
  };
  const where = within === undefined ? "document" : JSON.stringify(within);
  const found: axe.Result[] = await page.evaluate(
    `axe.run(${where}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Looks at the page as it stands in one look after the other, and leaves it in the first. */
export async function assertLooks(page: Page, looks: readonly Look[], at: string, scope: Scope = {}): Promise<void> {
  const isSame = scope.same ?? scope.within !== undefined;
  for (const [n, look] of looks.entries()) {
    const { width, scheme } = look;
    await show(page, look);
    const said = `${at}, ${width} px, ${scheme}`;
    const before = looks.slice(0, n).filter((other) => isSame || showSame(other, look));
    assert.deepEqual(await violations(page, { ...scope, ...news(before, look) }), [], said);
    assert.equal(await sideways(page), 0, `${said}: the page scrolls sideways`);
  }
  if (looks.length > 1) await show(page, looks[0]!);
}

/** Whether the page shows the same controls in both. */
function showSame(a: Look, b: Look): boolean {
  return a.width === b.width || Math.min(a.width, b.width) >= TABS_PX;
}

/** The rules that a look can break after those that showed the same controls: all, if there are none. */
function news(alike: readonly Look[], { width, scheme }: Look): Scope {
  if (alike.length === 0) return {};
  const isRecoloured = alike.every((other) => other.scheme !== scheme);
  const isResized = alike.every((other) => other.width !== width);
  return { rules: [...isRecoloured ? OF_COLOUR : [], ...isResized ? OF_WIDTH : []] };
}

async function show(page: Page, { width, height, scheme }: Look): Promise<void> {
  const { width: shown } = page.viewportSize() ?? { width: 0 };
  await page.emulateMedia({ colorScheme: scheme });
  if (shown !== width) await page.setViewportSize({ width, height });
  await settled(page);
}

/** The charts draw anew on the frame after the change, and colours fade from one to the other. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const fading = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}

/** How far a page scrolls sideways. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
