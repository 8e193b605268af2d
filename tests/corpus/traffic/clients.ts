/**
 * The clients: browsers with hints and analytics cookies, mobile apps, servers, command lines.
 * @module
 */
import type { Random } from "./random.ts";
import { jwt } from "./tokens.ts";
import { LOCALES, NOUNS } from "./words.ts";

type Headers = Record<string, string>;

const BROWSERS: readonly ((random: Random) => Headers)[] = [
  (r) => {
    const version = r.int(118, 142);
    return {
      "sec-ch-ua": `"Chromium";v="${version}", "Google Chrome";v="${version}", "Not=A?Brand";v="99"`,
      "sec-ch-ua-mobile": "?0",
      "sec-ch-ua-platform": r.pick(['"Windows"', '"macOS"', '"Linux"']),
      "User-Agent":
        `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
      "Sec-Fetch-Site": "same-origin",
      "Sec-Fetch-Mode": "cors",
      "Sec-Fetch-Dest": "empty",
      Priority: "u=1, i",
    };
  },
  (r) => ({
    "User-Agent": `Mozilla/5.0 (X11; Linux x86_64; rv:${r.int(120, 145)}.0) Gecko/20100101 Firefox/${
      r.int(120, 145)
    }.0`,
    DNT: "1",
    "Sec-GPC": "1",
    TE: "trailers",
  }),
  (r) => ({
    "User-Agent": `Mozilla/5.0 (iPhone; CPU iPhone OS 18_${
      r.int(0, 6)
    } like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1`,
  }),
  (r) => ({
    "User-Agent":
      `Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/${
        r.int(118, 142)
      }.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/${r.int(400, 500)}.0.0;]`,
    "X-Requested-With": "com.example.app",
  }),
];

const PROGRAMS: readonly ((random: Random) => Headers)[] = [
  (r) => ({ "User-Agent": `okhttp/4.${r.int(9, 12)}.0` }),
  (r) => ({ "User-Agent": `python-requests/2.${r.int(28, 32)}.3` }),
  (r) => ({ "User-Agent": `curl/8.${r.int(1, 9)}.0` }),
  () => ({ "User-Agent": "node" }),
  (r) => ({ "User-Agent": `PostmanRuntime/7.${r.int(30, 49)}.0`, "Postman-Token": r.uuid() }),
  (r) => ({ "User-Agent": `Acme-Hookshot/${r.hex(7)} (+https://${r.pick(NOUNS)}.example.com/bot)` }),
  (r) => ({ "User-Agent": `Acme/5.${r.int(1, 99)} (iPhone; iOS 18.1; Scale/3.00)`, "X-Device-Id": r.uuid() }),
  (r) => ({ "User-Agent": `Go-http-client/2.0`, "X-B3-TraceId": r.hex(32) }),
];

function cookies(random: Random): string {
  const all = [
    `_ga=GA1.1.${random.int(1, 999_999)}.${random.int(1, 999_999)}`,
    `_gid=GA1.2.${random.int(1, 999_999)}`,
    `_fbp=fb.1.${random.int(1, 999_999)}.${random.int(1, 999_999)}`,
    `OptanonConsent=isGpcEnabled=0&datestamp=Mon+Jan+06+2025+10%3A11%3A12+GMT%2B0100+(CET)&version=202401.2.0&groups=C0001%3A1%2CC0002%3A0`,
    `ajs_user_id=%22${random.uuid()}%22`,
    `session=${random.pick([jwt(random), `s%3A${random.hex(32)}.${encodeURIComponent(btoa(random.hex(20)))}`])}`,
    `intercom-session-${random.hex(6)}=`,
    `prefs={"theme":"dark","cols":["a","b"]}`,
    `mp_${random.hex(8)}_mixpanel=%7B%22distinct_id%22%3A%20%22${random.uuid()}%22%2C%22%24device_id%22%3A%20%22${
      random.hex(16)
    }%22%7D`,
    `lastSearch=${encodeURIComponent(`${random.pick(NOUNS)} & ${random.pick(NOUNS)}'s`)}`,
    `__Host-csrf=${random.hex(64)}|${random.hex(64)}`,
    `AMCV_${random.hex(12)}%40AdobeOrg=179643557%7CMCIDTS%7C${random.int(1, 99_999)}%7CvVersion%7C5.5.0`,
  ];
  return random.some(1, 5, () => random.pick(all)).join("; ");
}

/** Headers of some client; `HOST` first, as clients send it. */
export function clientHeaders(random: Random): Headers {
  const headers: Headers = { Host: "app.example.test" };
  const isBrowser = random.chance(0.65);
  Object.assign(headers, (isBrowser ? random.pick(BROWSERS) : random.pick(PROGRAMS))(random));
  headers.Accept = random.pick([
    "application/json, text/plain, */*",
    "*/*",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
  ]);
  if (isBrowser) {
    headers["Accept-Language"] = `${random.pick(LOCALES)},en;q=0.${random.int(5, 9)}`;
    headers["Accept-Encoding"] = "gzip, deflate, br, zstd";
    headers.Referer = `https://app.example.test/${random.pick(NOUNS)}?q=${
      encodeURIComponent(`${random.pick(NOUNS)} ${random.pick(NOUNS)}`)
    }&page=${random.int(1, 9)}`;
    if (random.chance(0.6)) headers.Origin = random.pick(["https://app.example.test", "http://localhost:3000", "null"]);
    if (random.chance(0.6)) headers.Cookie = cookies(random);
  }
  if (random.chance(0.3)) headers.traceparent = `00-${random.hex(32)}-${random.hex(16)}-01`;
  if (random.chance(0.2)) headers.tracestate = `rojo=${random.hex(16)},congo=t61rcWkgMzE`;
  if (random.chance(0.1)) {
    headers.baggage = `userId=${random.int(1, 999)},sentry-environment=production,sentry-release=app%40${
      random.int(1, 9)
    }.2.0`;
  }
  if (random.chance(0.2)) headers["X-Forwarded-For"] = `203.0.113.${random.int(1, 254)}, 10.0.0.${random.int(1, 254)}`;
  if (random.chance(0.15)) headers["If-None-Match"] = `W/"${random.hex(20)}"`;
  if (random.chance(0.1)) headers["X-CSRF-Token"] = `${btoa(random.hex(30))}`;
  return headers;
}
