/**
 * Headers that keep our own page from running what it shows.
 * @module
 */
import type { Context, MiddlewareHandler, Next } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Where browsers report what the policy stopped. */
export const CSP_REPORT_PATH = "/glass/csp-report";

/**
 * The policy: scripts and styles from this origin only, none inline, no markup from strings (Trusted Types, with one
 * policy that knows two addresses of ours). Frames only from this origin, for the sandboxed guestbook.
 */
export function pageHeaders(): MiddlewareHandler {
  const setHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      frameSrc: ["'self'"],
      frameAncestors: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["glass-script"],
      reportTo: "glass",
      reportUri: CSP_REPORT_PATH,
    },
    reportingEndpoints: [{ name: "glass", url: CSP_REPORT_PATH }],
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    referrerPolicy: "no-referrer",
    strictTransportSecurity: false,
    xFrameOptions: "SAMEORIGIN",
    xXssProtection: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
  return async function pageHeaders(c, next) {
    if (c.req.path.startsWith("/api/")) return await apiHeaders(c, next);
    let own: string | null = null;
    await setHeaders(c, async () => {
      await next();
      own = c.res.headers.get("content-security-policy");
    });
    // The guestbook of the demo brings a sandbox of its own.
    if (own !== null) c.res.headers.set("content-security-policy", own);
  };
}

/** Answers of the API are data. Should a browser show one all the same, nothing in it runs. */
async function apiHeaders(c: Context, next: Next): Promise<void> {
  await next();
  const { headers } = c.res;
  headers.set("x-content-type-options", "nosniff");
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", API_POLICY);
}

const API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
