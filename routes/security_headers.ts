/**
 * Headers that keep our own page from running what it shows.
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Where browsers report what the policy stopped. */
export const CSP_REPORT_PATH = "/glass/csp-report";

/**
 * The policy: scripts and styles from this origin only, none inline, no markup from strings (Trusted Types without a
 * policy). Frames only from this origin, for the sandboxed guestbook.
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
      frameSrc: ["'self'"],
      frameAncestors: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
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
    let own: string | null = null;
    await setHeaders(c, async () => {
      await next();
      own = c.res.headers.get("content-security-policy");
    });
    // The guestbook of the demo brings a sandbox of its own.
    if (own !== null) c.res.headers.set("content-security-policy", own);
  };
}
