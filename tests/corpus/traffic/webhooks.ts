/**
 * Webhooks: what code hosts, payment providers, chats, monitors, mail and CI services post.
 * @module
 */
import { inCode, inDocument, inSearch, inSigns, inWords, nameOf } from "./conditions.ts";
import { type Draft, type Family, form, json } from "./draft.ts";
import { markdown } from "./markdown.ts";
import { jsonPath, series, xpath } from "./paths.ts";
import { paragraph, person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { html } from "./richtext.ts";
import { developerMessage, snippet } from "./snippets.ts";
import { template } from "./templates.ts";
import { HOSTS, NOUNS, PRODUCTS } from "./words.ts";

function signed(random: Random, draft: Draft, event: string): Draft {
  const name = random.pick(["X-Hub-Signature-256", "X-Signature", "Webhook-Signature", "X-Webhook-Signature"]);
  const headers = {
    ...draft.headers,
    [name]: `t=${random.int(1, 99_999_999)},v1=${random.hex(64)}`,
    "X-Event-Key": event,
  };
  return { ...draft, headers };
}

/** What a subscription asks for, and the alert of a monitor with the question that raised it. */
const ASKED: readonly ((random: Random) => unknown)[] = [
  (r) => ({
    subscription: {
      target: `https://${r.pick(HOSTS)}/hooks/${r.hex(12)}`,
      filters: r.some(1, 3, () => r.pick([inCode, inSearch, inSigns, inWords])(r)),
      mapping: { [nameOf(r)]: jsonPath(r), [nameOf(r)]: r.pick([jsonPath, xpath])(r) },
    },
  }),
  (r) => {
    const expr = series(r);
    return {
      status: r.pick(["firing", "resolved"]),
      alerts: [{
        labels: { alertname: slug(r), instance: `10.0.0.${r.int(1, 254)}:9100` },
        annotations: { description: `${expr} for ${r.int(1, 60)}m`, summary: sentence(r) },
        generatorURL: `https://${r.pick(HOSTS)}/graph?g0.expr=${encodeURIComponent(expr)}&g0.tab=1`,
      }],
      query: r.pick([expr, inSearch(r)]),
    };
  },
  (r) => ({
    template: { id: r.int(1, 999), subject: template(r), body: r.some(1, 3, () => template(r)).join("\n\n") },
    to: [`${r.pick(NOUNS)}@example.com`],
    version: r.int(1, 40),
  }),
];

const BODIES: readonly (readonly [event: string, make: (random: Random) => unknown])[] = [
  ["push", (r) => ({
    ref: `refs/heads/feature/${slug(r)}`,
    before: r.hex(40),
    after: r.hex(40),
    commits: r.some(1, 5, () => ({
      id: r.hex(40),
      message: r.pick([
        `fix(${r.pick(NOUNS)}): don't eval() user input`,
        `Merge branch 'main' into ${slug(r)}`,
        developerMessage(r),
        sentence(r),
      ]),
      author: { name: person(r), email: `${r.pick(NOUNS)}@users.noreply.example.com` },
      added: [`src/${r.pick(NOUNS)}/index.php`, "../shared/.env.example", `docs/${slug(r)}.md`],
      url: `https://${r.pick(HOSTS)}/${slug(r)}/commit/${r.hex(40)}`,
    })),
    repository: {
      full_name: `acme/${slug(r)}`,
      clone_url: `https://${r.pick(HOSTS)}/acme/x.git`,
      keys_url: "https://api.example.io/repos/acme/x/keys{/key_id}",
      ssh_url: "git@git.example.org:acme/x.git",
    },
  })],
  ["pull_request", (r) => ({
    action: "opened",
    number: r.int(1, 9999),
    pull_request: {
      title: sentence(r),
      body: markdown(r),
      head: { ref: slug(r), label: `acme:${slug(r)}` },
      diff_url: `https://${r.pick(HOSTS)}/pull/${r.int(1, 99)}.diff`,
    },
    sender: { login: `${r.pick(NOUNS)}[bot]`, avatar_url: `https://${r.pick(HOSTS)}/u/${r.int(1, 99)}?v=4` },
  })],
  [
    "issue_comment",
    (r) => ({
      action: "created",
      comment: {
        body: `${developerMessage(r)}\n\n\`\`\`${snippet(r).language}\n${snippet(r).code}\n\`\`\``,
        user: { login: r.pick(NOUNS) },
      },
    }),
  ],
  ["payment_intent.succeeded", (r) => ({
    id: `evt_${r.hex(24)}`,
    object: "event",
    type: "payment_intent.succeeded",
    livemode: false,
    data: {
      object: {
        id: `pi_${r.hex(24)}`,
        amount: r.int(100, 99_999),
        currency: "eur",
        description: r.part(PRODUCTS),
        receipt_email: null,
        shipping: { name: person(r), address: { line1: "O'Connell St. 5", country: "IE" } },
        metadata: { order_id: String(r.int(1, 9999)), note: sentence(r) },
      },
    },
  })],
  ["event_callback", (r) => ({
    token: r.hex(24),
    type: "event_callback",
    event: {
      type: "message",
      user: `U0${r.hex(8).toUpperCase()}`,
      text: `<@U0123ABC> ${developerMessage(r)} <https://${r.pick(HOSTS)}/a?b=1&amp;c=2|link> &lt;ok&gt; :tada:`,
      ts: `${r.int(1, 99_999)}.000200`,
      blocks: [{ type: "rich_text", elements: [{ type: "text", text: sentence(r) }] }],
    },
  })],
  ["alert", (r) => ({
    version: "4",
    status: "firing",
    groupKey: `{}/{severity="critical"}:{alertname="${slug(r)}"}`,
    alerts: [{
      labels: { alertname: slug(r), instance: `10.0.0.${r.int(1, 254)}:9100` },
      annotations: { description: `{{ $labels.instance }} has > ${r.int(1, 99)}% CPU; ${sentence(r)}` },
      generatorURL: `http://prometheus:9090/graph?g0.expr=rate%28x%5B5m%5D%29+%3E+${r.int(1, 9)}&g0.tab=1`,
    }],
  })],
  [
    "build.finished",
    (r) => ({
      build: {
        id: r.int(1, 9999),
        status: "failed",
        steps: [{
          name: "test",
          command: snippet(r).code,
          exit_code: 1,
          log_tail: `> npm test\n\u001b[31m✗ ${sentence(r)}\u001b[39m\n`,
        }],
        env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/root", CI: "true" },
      },
    }),
  ],
  ["document.changed", (r) => ({
    subscription: { id: r.hex(12), match: inDocument(r), fullDocument: "updateLookup" },
    change: { operationType: "update", documentKey: { _id: r.hex(24) }, updatedFields: { note: sentence(r) } },
  })],
  ["inbound_mail", (r) => ({
    From: `"${person(r).replaceAll('"', "")}" <${r.pick(NOUNS)}@example.com>`,
    Subject: `Re: ${sentence(r)}`,
    TextBody: `${paragraph(r)}\n\nOn Mon, ${person(r)} wrote:\n> ${sentence(r)}\n-- \nSent from my phone`,
    HtmlBody: `<html><body>${html(r)}</body></html>`,
    Headers: [{ Name: "Received", Value: "from mail (localhost [127.0.0.1]) by mx (Postfix) with ESMTP id 1; Mon" }],
    Attachments: [{ Name: "cv.pdf", Content: btoa(r.hex(90)) }],
  })],
  [
    "calendar",
    (r) => ({
      kind: "calendar#event",
      summary: sentence(r),
      description: html(r),
      recurrence: ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T000000Z"],
      organizer: { email: "a@example.com" },
      start: { dateTime: r.date().toISOString() },
    }),
  ],
  ["order/create", (r) => ({
    id: r.int(1, 99_999),
    line_items: r.some(1, 4, () => ({ title: r.part(PRODUCTS), properties: [{ name: "_gift", value: sentence(r) }] })),
    note_attributes: [],
    landing_site: `/collections/all?sort_by=price&filter.p.tag=${r.pick(NOUNS)}`,
    customer: { first_name: person(r), tags: "VIP, newsletter" },
  })],
  [
    "form.submitted",
    (r) => ({
      form_id: r.hex(8),
      answers: r.some(2, 6, () => ({ field: { ref: r.uuid(), type: "long_text" }, text: paragraph(r, 2) })),
    }),
  ],
  ["deployment", (r) => ({
    kind: "AdmissionReview",
    request: {
      uid: r.uuid(),
      object: {
        spec: {
          containers: [{
            name: slug(r),
            image: `${r.pick(HOSTS)}/${slug(r)}:v1.${r.int(1, 99)}`,
            command: ["/bin/sh", "-c", snippet(r).code],
            env: [{ name: "DB", value: "postgres://app:pw@db:5432/app?sslmode=disable" }],
          }],
        },
      },
    },
  })],
];

function draft(random: Random): Draft {
  const [event, make] = random.part(BODIES);
  const body = random.chance(0.12) ? random.pick(ASKED)(random) : make(random);
  const path = random.pick([
    "/webhook",
    "/webhooks/incoming",
    "/hooks/ci",
    `/api/webhooks/${random.uuid()}`,
    "/integrations/events",
  ]);
  if (random.chance(0.12)) return signed(random, form(path, { payload: JSON.stringify(body) }), event);
  if (random.chance(0.08)) {
    return form(path, {
      token: random.hex(24),
      team_domain: "acme",
      command: "/deploy",
      text: `${slug(random)} --force; ${sentence(random)}`,
      response_url: `https://${random.pick(HOSTS)}/commands/${random.hex(12)}`,
      user_name: person(random),
    });
  }
  return signed(random, json("POST", path, body), event);
}

/** Webhooks. */
export const webhooks: Family = { name: "webhook", weight: 10, draft };
