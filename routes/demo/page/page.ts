/**
 * The guestbook as a web page, meant for a sandboxed frame. The weak page writes messages as they are; the correct
 * one writes them as text. What runs in the frame can talk to the page around it and to nobody else.
 * @module
 */
import type { SqlRow } from "../sql/result.ts";

/**
 * Policy of the weak page. Inline scripts run, that is the lesson; the sandbox gives the page an origin of its own,
 * so no cookie and no storage of ours is in reach, and nothing can be fetched from anywhere.
 */
export const WEAK_POLICY = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; " +
  "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** Policy of the correct page: even a message that slipped through could not run. */
export const SAFE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; " +
  "base-uri 'none'; form-action 'none'";

const STYLE = "body{font:15px/1.5 system-ui,sans-serif;margin:1rem;color-scheme:light dark}" +
  "article{border-top:1px solid;padding:.5rem 0}h2{font-size:1em;margin:0}p{margin:0;overflow-wrap:anywhere}";

/**
 * Runs before any message: a demo cookie to steal, and functions that report to the page around instead of acting.
 * `parent.postMessage({ glasshouse: "guestbook", what, detail })` is the whole protocol.
 */
const WITNESS = `(() => {
  const tell = (what, detail) => parent.postMessage({ glasshouse: "guestbook", what, detail: String(detail).slice(0, 300) }, "*");
  Object.defineProperty(document, "cookie", {
    get() { tell("cookie-read", "demo_session=session-erin-demo"); return "demo_session=session-erin-demo"; },
    set() {},
  });
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (text = "") => tell("ran", name + "(" + text + ")");
  const sends = (name) => (target) => { tell("sent", name + " to " + target); return Promise.reject(new TypeError("blocked by the sandbox")); };
  window.fetch = sends("fetch");
  navigator.sendBeacon = (target) => { tell("sent", "sendBeacon to " + target); return false; };
  document.addEventListener("securitypolicyviolation", (event) => tell("sent", event.blockedURI));
  addEventListener("load", () => tell("loaded", document.querySelectorAll("article").length));
})();`;

/** The weak page: messages are part of the markup. */
export function weakPage(notes: readonly SqlRow[]): string {
  return document(notes.map((note) => article(String(note.name), String(note.message))), `<script>${WITNESS}</script>`);
}

/** The correct page: messages are text. */
export function safePage(notes: readonly SqlRow[]): string {
  return document(notes.map((note) => article(escapeHtml(String(note.name)), escapeHtml(String(note.message)))), "");
}

/** One message inside the page. */
export function article(name: string, message: string): string {
  return `<article><h2>${name}</h2><p>${message}</p></article>`;
}

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function document(articles: readonly string[], witness: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Guestbook</title><style>${STYLE}</style>` +
    `${witness}</head><body><main>${articles.join("")}</main></body></html>`;
}
