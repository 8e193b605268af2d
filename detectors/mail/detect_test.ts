import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { mail } from "./detect.ts";

const ATTACKS: readonly string[] = [
  "q=x%0d%0aEHLO%20mail.example.org",
  "q=INBOX%0d%0aa001%20authenticate%20PLAIN%0d%0a",
  "email=a@example.org%0aBcc:b@example.org",
  "email=a@example.org%0d%0aCc:%20b@example.org",
  "from=a@example.org%0aTo:b@example.org",
  "subject=hello%0aBcc:%20b@example.org",
  "name=Ann%0d%0aContent-Type:%20text/html",
  "name=Ann%0aMIME-Version:%201.0",
  "q=x%0abcc:b@example.org",
  "email=a@example.org%250aBcc:b@example.org",
  "email=a@example.org%5CnBcc:b@example.org",
  "email=a@example.org%0aReply-To:b@example.org",
  "email=a@example.org%0aSubject:%20buy",
  "from=x%0d%0aRCPT%20TO:%3Cb@example.org%3E",
  "mailbox=INBOX%22%0d%0aA001%20SELECT%20%22INBOX",
];

const INNOCENT: readonly string[] = [
  "email=a@example.org",
  "name=Ann%20Lee",
  "message=Hi%0aTo:%20everyone%20here%0athanks",
  "message=Hello%20all%20of%20you%20there%0aCc:%20b@example.org",
  "address=Street%201%0aTown%0aCountry",
  "subject=Re:%20Bcc:%20and%20Cc:",
  "q=cc:ann@example.org",
  "q=from:ann@example.org%20to:ben@example.org",
  "text=From:%20here%0aTo:%20there",
  "note=Subject:%20hello",
  "emails=a@example.org,b@example.org",
  "name=a%0ab",
  "to=a@example.org;b@example.org",
];

function rulesOf(query: string): string[] {
  const request = inspect({ method: "GET", path: "/contact", query, headers: [] });
  return mail.detect(request).filter((finding) => finding.level === 1).map((finding) => finding.rule);
}

Deno.test("mail detects headers and commands behind a line break", () => {
  for (const query of ATTACKS) assert.equal(rulesOf(query).length, 1, query);
  assert.equal(ATTACKS.length, 15);
});

Deno.test("mail lets addresses and letters pass", () => {
  for (const query of INNOCENT) assert.deepEqual(rulesOf(query), [], query);
  assert.equal(INNOCENT.length, 13);
});

Deno.test("mail reports a long list of recipients at level 2", () => {
  const list = Array.from({ length: 12 }, (_, i) => `u${i}@example.org`).join(",");
  const found = mail.detect(inspect({ method: "GET", path: "/", query: `to=${list}`, headers: [] }));
  assert.deepEqual(found.map((finding) => finding.rule), ["mail.many-recipients"]);
});
