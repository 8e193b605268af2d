/**
 * Opaque values: tokens, hashes, cursors, data URLs, signatures, redirects of sign-in flows.
 * @module
 */
import { type Draft, type Family, form, get, json } from "./draft.ts";
import { person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { html } from "./richtext.ts";
import { HOSTS, NOUNS } from "./words.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function base64OfText(text: string): string {
  return base64(new TextEncoder().encode(text));
}

function url64(text: string): string {
  return base64OfText(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A JSON Web Token with honest claims. */
export function jwt(random: Random): string {
  const claims = {
    sub: random.uuid(),
    name: person(random),
    iat: random.int(1, 99_999_999),
    aud: `https://${random.pick(HOSTS)}`,
    scope: "openid profile email",
    roles: ["admin", "user"],
  };
  return `${url64('{"alg":"RS256","typ":"JWT","kid":"k1"}')}.${url64(JSON.stringify(claims))}.${
    random.chars(86, `${BASE64}-_`)
  }`;
}

const REDIRECTS: readonly ((random: Random) => string)[] = [
  (r) => `http://localhost:${r.pick([3000, 5173, 8080])}/callback`,
  (r) => `https://${r.pick(HOSTS)}/auth/callback?next=/${slug(r)}`,
  () => "http://127.0.0.1:33418/",
  (r) => `com.example.${r.pick(NOUNS)}://oauth2redirect`,
  (r) => `https://${r.pick(HOSTS)}/#/${slug(r)}?tab=2&q=a+b`,
  (r) => `/account/${slug(r)}?from=%2Flogin`,
  () => "urn:ietf:wg:oauth:2.0:oob",
  (r) => `https://staging-${r.int(1, 99)}.example.dev:8443/cb`,
];

const VALUES: readonly ((random: Random) => string)[] = [
  (r) => base64(r.bytes(r.int(12, 200))),
  (r) => `data:image/png;base64,${base64(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...r.bytes(120)]))}`,
  (r) =>
    `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${r.int(8, 64)}'%3E%3Cpath d='M0 0h${
      r.int(1, 9)
    }'/%3E%3C/svg%3E`,
  (r) => base64OfText(JSON.stringify({ offset: r.int(1, 999), filter: { name: person(r) }, dir: "desc" })),
  (r) => base64OfText(html(r)),
  (r) => r.chars(r.int(20, 60), `${BASE64}-_`),
  (r) => `${r.hex(64)}:${r.hex(32)}`,
  (r) => `$2b$12$${r.chars(53, `${BASE64}./`)}`,
  (r) => `$argon2id$v=19$m=65536,t=3,p=4$${r.chars(22, BASE64)}$${r.chars(43, `${BASE64}+/`)}`,
  (r) => `sha256-${base64(r.bytes(32))}`,
  (r) => `-----BEGIN PUBLIC KEY-----\n${base64(r.bytes(150)).replace(/.{64}/g, "$&\n")}\n-----END PUBLIC KEY-----`,
  (r) => `ssh-ed25519 ${r.chars(68, `${BASE64}+/`)} ${r.pick(NOUNS)}@host`,
  (r) => `arn:aws:iam::${r.int(100_000, 999_999)}:role/${slug(r)}`,
  (r) => `${r.chars(8, "abcdefghijkmnpqrstuvwxyz'\"<>;&|$()%#!*/\\=-+")}${r.hex(4)}`,
  (r) =>
    `otpauth://totp/Acme:${r.pick(NOUNS)}@example.com?secret=${
      r.chars(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    }&issuer=Acme`,
  (r) => `WyI${r.chars(r.int(30, 90), BASE64)}==`,
  jwt,
];

function signIn(random: Random): Draft {
  const common = {
    client_id: random.hex(20),
    redirect_uri: random.part(REDIRECTS)(random),
    state: random.part(VALUES)(random),
  };
  if (random.chance(0.5)) {
    return get("/oauth2/authorize", {
      response_type: "code",
      scope: "openid https://www.example.com/auth/drive.readonly offline_access",
      code_challenge: random.chars(43, BASE64),
      code_challenge_method: "S256",
      prompt: "login consent",
      ...common,
    });
  }
  return form("/oauth2/token", {
    grant_type: "authorization_code",
    code: `4/0A${random.chars(60, `${BASE64}-_`)}`,
    code_verifier: random.chars(64, `${BASE64}-._~`),
    client_secret: random.part(VALUES)(random),
    ...common,
  });
}

function saml(random: Random): Draft {
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${
    random.hex(20)
  }" Destination="https://${random.pick(HOSTS)}/acs"><saml:Assertion><saml:NameID>${
    random.pick(NOUNS)
  }@example.com</saml:NameID><saml:AttributeValue>${
    random.pick(NOUNS)
  } &amp; co</saml:AttributeValue></saml:Assertion></samlp:Response>`;
  return form("/saml/acs", { SAMLResponse: base64OfText(xml), RelayState: random.part(REDIRECTS)(random) });
}

function presigned(random: Random): Draft {
  return get(`/bucket/${slug(random)}/${random.uuid()}.jpg`, {
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `AKIA${random.hex(12).toUpperCase()}/20250101/us-east-1/s3/aws4_request`,
    "X-Amz-SignedHeaders": "host;x-amz-date",
    "X-Amz-Signature": random.hex(64),
    "response-content-disposition": `attachment; filename="${sentence(random).replaceAll('"', "'")}"`,
  }, false);
}

function draft(random: Random): Draft {
  const roll = random.int(0, 9);
  if (roll <= 2) return signIn(random);
  if (roll === 3) return saml(random);
  if (roll === 4) return presigned(random);
  if (roll === 5) {
    return get("/search", {
      cursor: random.part(VALUES)(random),
      [random.pick(["returnTo", "next", "redirect", "continue", "u"])]: random.part(REDIRECTS)(random),
    });
  }
  if (roll === 6) {
    return {
      ...get(`/api/${slug(random)}`, { v: random.hex(8) }),
      headers: {
        Authorization: `Bearer ${jwt(random)}`,
        "X-Request-Id": random.uuid(),
        "Idempotency-Key": random.pick([random.uuid(), base64(random.bytes(24))]),
      },
    };
  }
  if (roll === 7) {
    return form("/login", {
      username: person(random),
      password: random.part(VALUES)(random),
      csrf_token: random.part(VALUES)(random),
      __VIEWSTATE: base64(random.bytes(200)),
    });
  }
  return json("POST", "/api/secrets", {
    [random.pick(["token", "cursor", "image", "blob", "key", "hash"])]: random.part(VALUES)(random),
    checksum: random.part(VALUES)(random),
    label: sentence(random),
  });
}

/** Opaque values. */
export const tokens: Family = { name: "token", weight: 7, draft };
