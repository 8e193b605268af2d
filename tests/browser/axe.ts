/**
 * The rules of axe, on a page whose policy lets no other script in.
 * @module
 */
import assert from "node:assert/strict";
import axe from "axe-core";
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

/** What of the page is looked at. */
export interface Scope {
  /** Rules; all those that axe applies by itself, if not named. */
  readonly rules?: readonly string[];
  /** Selector of the part; the whole page, if not named. */
  readonly within?: string;
}

/** Rules that another colour scheme can break, and nothing else can that one. */
const OF_COLOUR: readonly string[] = ["color-contrast", "link-in-text-block"];

/** Rules that another width can break where the page shows the same controls in the same colours. */
const OF_WIDTH: readonly string[] = ["scrollable-region-focusable", "target-size"];

/** Below this width panes stand behind tabs, and the page shows other controls. */
const TABS_PX = 700;

/** Violations of the page as it stands, one line each. */
export async function violations(page: Page, { rules, within }: Scope = {}): Promise<string[]> {
  // Through the debugger: the policy of the page lets no other script in.
  if (!await page.evaluate("'axe' in globalThis")) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    // What is in order is not written down node by node: that takes half the time.
    resultTypes: ["violations"],
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
  for (const [n, look] of looks.entries()) {
    const { width, scheme } = look;
    await show(page, look);
    const said = `${at}, ${width} px, ${scheme}`;
    assert.deepEqual(await violations(page, { ...scope, ...news(looks.slice(0, n), look) }), [], said);
    assert.equal(await sideways(page), 0, `${said}: the page scrolls sideways`);
  }
  await show(page, looks[0]!);
}

/** The rules that a look can break after those before it: all, where it shows other controls. */
function news(before: readonly Look[], { width, scheme }: Look): Scope {
  const alike = before.filter((other) => other.width === width || Math.min(other.width, width) >= TABS_PX);
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
