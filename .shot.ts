import { chromium } from "playwright-core";
const base = "http://127.0.0.1:8107";
const out = "/tmp/shots"; await Deno.mkdir(out, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" ") });
const which = Deno.args[0] ?? "all";
for (const [w, h, name] of [[1440, 900, "wide"], [360, 780, "phone"], [900, 800, "mid"]] as const) {
  for (const scheme of ["light", "dark"] as const) {
    if (which !== "all" && !which.split(",").includes(`${name}-${scheme}`)) continue;
    await fetch(base + "/glass/settings", { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ mode: "block", level: 1, detectLevel: 2 }) });
    const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme });
    const page = await context.newPage();
    page.on("console", (m) => console.log(name, scheme, m.type(), m.text()));
    page.on("pageerror", (e) => console.log(name, scheme, "PAGEERROR", e.message));
    await page.goto(base + "/");
    await page.waitForSelector("html[data-awake]");
    await page.waitForTimeout(600);
    const shot = (s: string) => page.screenshot({ path: `${out}/${name}-${scheme}-${s}.png` });
    const tab = async (t: string) => { if (name === "phone") await page.click(`.tabs button:has-text("${t}")`); };
    await shot("1-first");
    if (name === "phone") { await tab("Glass"); await shot("1b-glass"); await tab("House"); await shot("1c-house"); await tab("Throw"); }
    await page.click("button.is-primary"); await page.waitForTimeout(1200);
    await shot("2-blocked");
    if (name === "phone") { await tab("Glass"); await shot("2b-glass"); await tab("House"); await shot("2c-house"); await tab("Throw"); }
    await page.click('[data-mode="observe"]'); await page.waitForTimeout(200);
    await page.click("button.is-primary"); await page.waitForTimeout(1200);
    await tab("House"); await shot("3-leak");
    const ev = page.locator("[data-event]").first();
    if (await ev.count()) { await ev.click(); await tab("Glass"); await page.waitForTimeout(200); await shot("4-trace"); }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(name, scheme, "OVERFLOW", over);
    await context.close();
  }
}
await browser.close();
