/**
 * A newcomer without a mouse: goes from control to control, presses, types, and always sees where the focus is.
 * @module
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Presses of Tab after which a control counts as out of reach. */
const MAX_TABS = 140;

/** Name of what has the focus, as it is read out, and whether its focus is to be seen. */
function focused(page: Page): Promise<{ readonly name: string; readonly seen: boolean }> {
  return page.evaluate(() => {
    const { activeElement: on } = document;
    if (!(on instanceof HTMLElement) || on === document.body) return { name: "", seen: true };
    const label = on.getAttribute("aria-label") ?? on.closest("label")?.querySelector("span")?.textContent;
    const { outlineStyle, outlineWidth } = getComputedStyle(on);
    const name = (label ?? on.textContent ?? "").replace(/\s+/g, " ").trim();
    return { name, seen: outlineStyle !== "none" && outlineWidth !== "0px" };
  });
}

/** Moves the focus by `key` until it is on the control whose name begins with `name`. */
export async function tabTo(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press(key);
    const on = await focused(page);
    passed.push(on.name.slice(0, 40));
    assert.ok(on.seen, `the focus on "${on.name}" is not to be seen`);
    if (on.name.startsWith(name)) return;
  }
  assert.fail(`"${name}" is not reached by ${key}; passed ${passed.slice(0, 40).join(" | ")}`);
}

/** Goes to a control and presses it. */
export async function press(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(page, name, key);
  await page.keyboard.press("Enter");
}

/** Goes to a field and types over what stands in it. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}
