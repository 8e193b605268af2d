/**
 * The rules of axe, on a page whose policy lets no other script in.
 * @module
 */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Violations of the page as it stands, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Through the debugger: the policy of the page lets no other script in.
  await page.evaluate(axe.source);
  const found: axe.Result[] = await page.evaluate("axe.run(document).then(({ violations }) => violations)");
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
