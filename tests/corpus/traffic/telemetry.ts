/**
 * Telemetry: errors with stack traces, traces, metrics, log lines, analytics, browser reports.
 * @module
 */
import { inCode, inSearch } from "./conditions.ts";
import { type Draft, type Family, get, json } from "./draft.ts";
import { element } from "./pages.ts";
import { jsonPath, series } from "./paths.ts";
import { sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { snippet } from "./snippets.ts";
import { HOSTS, NOUNS, RESOURCES, VERBS } from "./words.ts";

const ERRORS: readonly ((random: Random) => string)[] = [
  (r) =>
    `TypeError: Cannot read properties of undefined (reading '${r.pick(NOUNS)}')\n    at ${
      r.pick(VERBS)
    } (webpack-internal:///./src/${r.pick(NOUNS)}.tsx:${r.int(1, 99)}:${
      r.int(1, 80)
    })\n    at async Promise.all (index 0)\n    at <anonymous>`,
  (r) =>
    `SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON\n    at JSON.parse (<anonymous>)\n    at file:///app/node_modules/${
      r.pick(NOUNS)
    }/lib/index.js:${r.int(1, 999)}:7`,
  (r) =>
    `Traceback (most recent call last):\n  File "/usr/lib/python3.12/site-packages/${r.pick(NOUNS)}/base.py", line ${
      r.int(1, 99)
    }, in execute\n    return self.cursor.execute(sql, params)\npsycopg2.errors.UndefinedColumn: column "${
      r.pick(NOUNS)
    }" does not exist\nLINE 1: SELECT ${r.pick(NOUNS)} FROM users WHERE id = 1`,
  (r) =>
    `java.lang.NullPointerException: Cannot invoke "String.length()" because "<local${
      r.int(1, 9)
    }>" is null\n\tat com.example.${r.pick(NOUNS)}.Main$1.run(Main.java:${
      r.int(1, 99)
    })\n\tat java.base/java.lang.Thread.run(Thread.java:1583)\nCaused by: java.io.IOException: /tmp/${
      r.pick(NOUNS)
    } (Permission denied)`,
  (r) =>
    `PHP Fatal error:  Uncaught PDOException: SQLSTATE[42000]: Syntax error or access violation: 1064 You have an error in your SQL syntax near ''${
      r.pick(NOUNS)
    }'' at line 1 in /var/www/html/${r.pick(NOUNS)}.php:${r.int(1, 99)}\nStack trace:\n#0 {main}`,
  (r) =>
    `panic: runtime error: index out of range [${
      r.int(1, 9)
    }] with length 0\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/ci/${r.pick(NOUNS)}/main.go:${r.int(1, 99)} +0x1d`,
  (r) =>
    `thread 'main' panicked at src/${r.pick(NOUNS)}.rs:${
      r.int(1, 99)
    }:5:\ncalled \`Option::unwrap()\` on a \`None\` value`,
  (r) =>
    `System.InvalidOperationException: Sequence contains no elements\r\n   at System.Linq.Enumerable.First[TSource](IEnumerable\`1 source)\r\n   at C:\\agent\\_work\\1\\s\\${
      r.pick(NOUNS)
    }\\Program.cs:line ${r.int(1, 99)}`,
  (r) =>
    `NoMethodError: undefined method \`${r.pick(VERBS)}' for nil:NilClass\n/app/vendor/bundle/ruby/3.3.0/gems/${
      r.pick(NOUNS)
    }-1.2.3/lib/x.rb:${r.int(1, 99)}:in \`block (2 levels) in <top (required)>'`,
  (r) => `ENOENT: no such file or directory, open '../../${r.pick(NOUNS)}/config.json'`,
];

const LINES: readonly ((random: Random) => string)[] = [
  (r) =>
    `${r.date().toISOString()} ERROR [http-nio-8080-exec-${r.int(1, 9)}] c.e.${r.pick(NOUNS)}.Api - ${sentence(r)}`,
  (r) =>
    `10.0.${r.int(0, 9)}.${r.int(1, 254)} - - [${r.date().toUTCString()}] "GET /wp-login.php?x=${
      r.int(1, 99)
    } HTTP/1.1" 404 ${r.int(100, 999)} "-" "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"`,
  (r) =>
    `level=info ts=${r.int(1, 99_999)}.5 caller=main.go:${r.int(1, 99)} msg="${
      r.pick(VERBS)
    } done" sql="SELECT id FROM ${r.pick(NOUNS)}s WHERE name = $1" duration=${r.int(1, 99)}ms`,
  (r) =>
    `<34>1 ${r.date().toISOString()} web-${r.int(1, 9)} su - ID47 - 'su root' failed for ${
      r.pick(NOUNS)
    } on /dev/pts/8`,
  (r) =>
    `Oct 11 22:14:15 host sudo: deploy : TTY=pts/0 ; PWD=/home/deploy ; USER=root ; COMMAND=/usr/bin/systemctl restart ${
      r.pick(NOUNS)
    }`,
  (r) => `npm ERR! code ELIFECYCLE; npm ERR! ${r.pick(NOUNS)}@1.0.0 build: \`tsc && vite build\``,
  (r) => `+ docker build -t ${r.pick(NOUNS)}:$(git rev-parse --short HEAD) . && echo ok`,
  (r) =>
    `UPDATE "${r.pick(NOUNS)}s" SET "updated_at" = '${r.date().toISOString()}' WHERE "id" = ${
      r.int(1, 999)
    } [["LIMIT", 1]]`,
];

function crash(random: Random): unknown {
  const value = random.part(ERRORS)(random);
  return {
    event_id: random.hex(32),
    timestamp: random.date().getTime() / 1000,
    exception: {
      values: [{ type: value.split(":")[0], value, mechanism: { type: "onunhandledrejection", handled: false } }],
    },
    breadcrumbs: random.some(1, 5, () => ({
      category: random.pick(["ui.click", "fetch", "console", "query"]),
      message: random.pick([
        `body > div#root > button.${random.pick(NOUNS)}[type="submit"]`,
        random.part(LINES)(random),
        snippet(random).code.split("\n")[0],
      ]),
      data: {
        url: `http://localhost:5173/${slug(random)}?id=${random.int(1, 99)}`,
        status_code: random.pick([200, 404, 500]),
      },
    })),
    request: {
      url: `https://${random.pick(HOSTS)}/${slug(random)}`,
      headers: { "User-Agent": "Mozilla/5.0", Referer: `https://${random.pick(HOSTS)}/?q='${random.pick(NOUNS)}'` },
    },
    tags: { os: "Windows 10", "browser.name": "Chrome", env: "production" },
  };
}

function spans(random: Random): unknown {
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  return {
    resourceSpans: [{
      resource: {
        attributes: [
          attribute("service.name", slug(random)),
          attribute("process.command_line", "node --enable-source-maps /app/server.js --port=8080"),
          attribute("process.executable.path", "/usr/local/bin/node"),
        ],
      },
      scopeSpans: random.some(1, 4, () => ({
        spans: [{
          traceId: random.hex(32),
          spanId: random.hex(16),
          name: random.pick(["GET /users/{id}", "SELECT shop.orders", "redis-GET"]),
          attributes: [
            attribute("db.statement", snippet(random).code),
            attribute("http.url", `http://10.0.0.${random.int(1, 254)}:8080/${slug(random)}?x=1`),
            attribute("exception.stacktrace", random.part(ERRORS)(random)),
          ],
        }],
      })),
    }],
  };
}

function analytics(random: Random): Draft {
  const page = `https://${random.pick(HOSTS)}/${slug(random)}?utm_source=news&utm_campaign=${slug(random)}`;
  if (random.chance(0.5)) {
    return get("/collect", {
      v: "2",
      tid: `G-${random.hex(10).toUpperCase()}`,
      dl: page,
      dt: sentence(random),
      sr: "1920x1080",
      _ee: "1",
      "ep.selector": `main>a[href^="/${random.pick(NOUNS)}"]:nth-child(2)`,
      cid: `${random.int(1, 99_999)}.${random.int(1, 99_999)}`,
    });
  }
  return json("POST", "/v1/batch", {
    batch: random.some(
      1,
      5,
      () => ({
        type: "track",
        event: `${random.pick(NOUNS)} ${random.pick(VERBS)}`,
        properties: {
          url: page,
          referrer: "android-app://com.example/",
          text: sentence(random),
          path: "$el.parent > *",
        },
        timestamp: random.date().toISOString(),
      }),
    ),
    sentAt: random.date().toISOString(),
  });
}

function browserReport(random: Random): Draft {
  const report = {
    "document-uri": `https://${random.pick(HOSTS)}/${slug(random)}`,
    "blocked-uri": random.pick(["inline", "eval", "data", "http://127.0.0.1:1337/"]),
    "violated-directive": "script-src-elem",
    "original-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' https:; report-uri /csp",
    "script-sample": random.pick([
      "(function(){var a=window.b;a&&a()})()",
      "gtag('config', 'G-1');",
      "!function(t,e){t._q=[]}(window)",
    ]),
    "line-number": random.int(1, 999),
  };
  return json("POST", "/csp-report", { "csp-report": report }, "application/csp-report");
}

/** What a recorder of sessions saw change on a page. */
function replay(random: Random): Draft {
  return json("POST", "/rec/v2", {
    session: random.uuid(),
    events: random.some(2, 8, () => ({
      type: random.int(2, 5),
      data: { source: random.int(0, 3), adds: [{ parentId: random.int(1, 999), html: element(random) }] },
      timestamp: random.date().getTime(),
    })),
  });
}

/** What a collector is told to keep, to drop and to take out of a line. */
function pipelineRules(random: Random): unknown {
  return {
    processors: random.some(1, 4, () => ({
      type: random.pick(["filter", "transform", "sampling"]),
      condition: random.pick([inCode, inSearch])(random),
      statements: [`set(attributes["${random.pick(NOUNS)}"], ${random.pick([jsonPath, inCode])(random)})`],
    })),
    recording: { record: `${random.pick(NOUNS)}:rate5m`, expr: series(random) },
  };
}

function draft(random: Random): Draft {
  if (random.chance(0.08)) return json("PUT", "/api/pipelines/collector", pipelineRules(random));
  const roll = random.int(0, 9);
  if (roll <= 2) return json("POST", `/api/${random.int(1, 9999)}/store/`, crash(random));
  if (roll <= 4) return json("POST", "/v1/traces", spans(random));
  if (roll <= 6) {
    return json(
      "POST",
      "/logs",
      random.some(
        1,
        12,
        () => ({
          level: random.pick(["info", "warn", "error"]),
          host: slug(random),
          message: random.part(random.chance(0.3) ? ERRORS : LINES)(random),
        }),
      ),
    );
  }
  if (roll === 7) return random.chance(0.5) ? browserReport(random) : replay(random);
  if (roll === 8) return analytics(random);
  const text = random.some(2, 20, () => random.part(LINES)(random)).join("\n");
  return {
    method: "POST",
    path: `/ingest/${random.pick(RESOURCES)}`,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
    body: text,
    carrier: "full",
  };
}

/** Telemetry. */
export const telemetry: Family = { name: "telemetry", weight: 10, draft };
