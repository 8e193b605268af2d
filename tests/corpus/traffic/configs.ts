/**
 * Configuration as JSON: projects, clusters, build tools, policies, gateways, editors. Full of paths, patterns and
 * commands that nobody runs here.
 * @module
 */
import { inCode, inDocument, inWords, nameOf } from "./conditions.ts";
import { type Draft, type Family, json } from "./draft.ts";
import { jsonPath, series, xpath } from "./paths.ts";
import { filled, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { template } from "./templates.ts";

const PATHS = [
  "../{n}/{W}.json",
  "./src/{n}/*.tsx",
  "../../{W}/lib/index.d.ts",
  "C:\\Users\\{W}\\AppData\\Local\\{n}",
  "D:\\{n}\\bin\\{W}.exe",
  "/opt/{n}/bin/{W}",
  "~/.{n}/config.toml",
  "%APPDATA%\\{W}\\{n}.ini",
  "$HOME/.local/share/{W}",
  "${workspaceFolder}/../{n}",
  "/var/lib/{W}/{n}.sock",
  "\\\\{W}\\{n}$\\{F}",
  "@/{n}/*",
  "/usr/share/{n}/{W}.d/",
  "file:../{W}",
  "{n}/**/!(*.{W}).js",
  "/srv/{n}/releases/../current",
  "node_modules/.cache/{W}",
  "HKLM\\Software\\{W}\\{n}",
  "s3://{W}/{n}/dt={D}/*.parquet",
] as const;

const COMMANDS = [
  "{n} --{v} --out=dist/{W} && {W} -p . --watch",
  "test -f .{n} || cp .{n}.example .{n}",
  "node scripts/{v}-{n}.js > {W}.log 2>&1",
  "cross-env NODE_OPTIONS='--max-old-space-size={i}' {W} build",
  "docker build -t {n}:$(git rev-parse --short HEAD) .",
  "{W} migrate up; {W} seed --{n}={j}",
  "find . -name '*.{W}' -not -path './{n}/*' | xargs -n1 {n}fmt -w",
  '/bin/sh -c "exec {W} --config /etc/{n}/{W}.yaml"',
  "pg_isready -U {n} -d {W} || exit 1",
  "wget -q --spider http://localhost:{k}/{n} || exit 1",
  'make -j{j} {n} CFLAGS="-O2 -D{W}={j}"',
  "poetry run {W} -k 'not {n}' -x",
  "cargo test --features {W},{n} -- --nocapture",
  "kubectl rollout status deploy/{W} -n {n} --timeout={j}s",
  'echo "{W}=${{ secrets.{n} }}" >> $GITHUB_ENV',
  "sleep {j}; {W} ping | grep -q {n}",
] as const;

const VALUES = [
  "${{n}_{W}:-default}",
  "{{ .Values.{n}.{W} | quote }}",
  "$(params.{n})/{W}",
  "{{ lookup('env', '{W}') }}",
  "#{ENV['{n}']}",
  "${env:{W}}",
  "!Sub '${{n}}-{W}'",
  "arn:aws:iam::{i}:role/{n}-{W}*",
  "ref('{W}', '{n}')",
  "${data.{n}.{W}.id}",
  "env(\"{W}\") ?: '{n}'",
  "%env(json:{W})%",
  "{{n}:{W}}",
  "<{W}>",
  "@Microsoft.KeyVault(SecretUri=https://{h}/{n})",
  "{{resolve:{n}:{W}:1}}",
  "^{W}-{n}$",
  "/^{n}\\/.+/",
  "*.{W}.svc,10.{j}.0.0/16",
  "{n}=={j}.*;python_version<'3.{j}'",
  "host={n} port={k} dbname={W} sslmode=disable",
  "Server={W};Database={n};Trusted_Connection=True;",
  "postgres://{n}:***@{h}:5432/{W}?sslmode=require",
  "jdbc:h2:mem:{W};MODE=MySQL;DB_CLOSE_DELAY=-1",
  "default-src 'none'; img-src 'self' data:; connect-src https://{h}",
  "max-age={i}, stale-while-revalidate={j}",
  '"{X}", W/"{X}"',
  "{n} (+https://{h}/{W}; {j})",
  '(http.request.uri.path matches "^/{n}/" and not ip.src in {10.0.0.0/8}) or cf.{W} lt {j}',
  "Host(`{h}`) && PathPrefix(`/{n}`) && !Query(`{W}=1`)",
  'req.url ~ "^/{n}" && req.http.{W} !~ "{n}="',
  '$request_method $uri?$args -> $upstream_addr "$http_user_agent"',
  "regex('(?i){W}|{n}', request.headers['x-{n}'])",
  "hdr(host) -i {h} and path_beg /{n} !{W}",
] as const;

const value = (r: Random): string => filled(r, r.part(VALUES));
const path = (r: Random): string => filled(r, r.part(PATHS));
const command = (r: Random): string => filled(r, r.part(COMMANDS));
const word = (r: Random): string => filled(r, r.pick(["{n}", "{W}", "{n}-{W}", "{n}_{F}", "{W}/{n}"]));

const DOCUMENTS: readonly ((random: Random) => unknown)[] = [
  (r) => ({
    extends: [path(r), `@${word(r)}/recommended`],
    compilerOptions: { baseUrl: ".", paths: { [`@${word(r)}/*`]: [path(r)] }, outDir: path(r), jsx: "react-jsx" },
    include: [path(r), path(r)],
    exclude: ["**/*.spec.ts"],
  }),
  (r) => ({
    root: true,
    rules: {
      [word(r)]: ["error", "always", { pattern: value(r) }],
      "no-restricted-imports": [2, { patterns: [path(r)] }],
    },
    overrides: [{ files: [path(r)], env: { node: true } }],
  }),
  (r) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: slug(r), annotations: { [`${word(r)}.example.io/checksum`]: value(r) } },
    spec: {
      template: {
        spec: {
          containers: [{
            image: `${word(r)}:v${r.int(1, 9)}`,
            command: ["/bin/sh", "-c"],
            args: [command(r)],
            env: [{ name: "X", value: value(r) }],
            volumeMounts: [{ mountPath: path(r) }],
          }],
          tolerations: [{ key: word(r), operator: "Exists", effect: "NoSchedule" }],
        },
      },
    },
  }),
  (r) => ({
    services: {
      [word(r)]: {
        command: command(r),
        healthcheck: { test: ["CMD-SHELL", command(r)] },
        volumes: [`${path(r)}:/data:ro`],
        environment: [`A=${value(r)}`],
      },
    },
  }),
  (r) => ({
    Version: "2012-10-17",
    Statement: [{
      Effect: "Allow",
      Action: [`${word(r)}:Get*`, "s3:List*"],
      Resource: [value(r), "*"],
      Condition: { StringLike: { "aws:PrincipalArn": value(r) }, Bool: { "aws:SecureTransport": "true" } },
    }],
  }),
  (r) => ({
    routes: r.some(
      1,
      4,
      () => ({
        match: value(r),
        rewrite: filled(r, "^/{n}/(.*)$ /{W}/$1?x=${j}"),
        headers: { "X-A": value(r) },
        upstream: filled(r, "http://{W}:{k}"),
      }),
    ),
    cors: { origins: ["https://*.example.com", "null"], methods: "GET,POST" },
  }),
  (r) => ({
    collection: word(r),
    validator: inDocument(r),
    indexes: [{ key: { [nameOf(r)]: 1 }, partialFilterExpression: inDocument(r), unique: r.chance(0.5) }],
  }),
  (r) => ({
    version: "2.0.0",
    tasks: r.some(
      1,
      4,
      () => ({
        label: word(r),
        type: "shell",
        command: command(r),
        problemMatcher: { regexp: "^(.*):(\\d+):(\\d+):\\s+(warning|error):\\s+(.*)$" },
        options: { cwd: path(r) },
      }),
    ),
  }),
  (r) => ({
    flags: r.some(
      1,
      5,
      () => ({
        key: word(r),
        rules: [{ if: value(r), serve: r.chance(0.5) }],
        variants: { a: value(r), b: r.int(0, 99) },
        rollout: `${r.int(1, 99)}%`,
      }),
    ),
  }),
  (r) => ({
    "settings.json": Object.fromEntries(
      r.some(2, 8, (i) => [`${word(r)}.${i}`, r.pick([value, path, command])(r)] as const),
    ),
  }),
  (r) => ({
    data: {
      "app.conf": r.some(2, 7, () => `${word(r)} = ${r.pick([value, path])(r)}`).join("\n"),
      "run.sh": `#!/bin/sh\nset -e\n${r.some(1, 3, () => command(r)).join("\n")}\n`,
    },
  }),
  (r) => ({
    variables: r.some(
      2,
      6,
      () => ({ key: word(r).toUpperCase(), value: r.pick([value, path])(r), masked: false, environment_scope: "*" }),
    ),
  }),
  (r) => ({
    resource_changes: [{
      address: filled(r, 'module.{n}["{W}"].x_{n}.this[0]'),
      change: {
        actions: ["update"],
        before: { policy: value(r) },
        after: { policy: value(r), tags: { path: path(r) } },
      },
    }],
  }),
];

/** Rules of alerts, states of a workflow, limits of who may do what: conditions and ways in the middle of settings. */
const RULED: readonly ((random: Random) => unknown)[] = [
  (r) => ({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    spec: {
      groups: [{
        name: word(r),
        rules: r.some(1, 4, () => ({
          alert: slug(r),
          expr: series(r),
          for: `${r.int(1, 30)}m`,
          labels: { severity: r.pick(["page", "info"]) },
          annotations: { summary: `{{ $labels.${r.pick(["job", "pod"])} }} at {{ $value | humanize }}` },
        })),
      }],
    },
  }),
  (r) => ({
    StartAt: slug(r),
    States: Object.fromEntries(r.some(1, 4, () =>
      [slug(r), {
        Type: r.pick(["Task", "Choice", "Map"]),
        InputPath: jsonPath(r),
        ResultPath: `$.${nameOf(r)}`,
        Parameters: { [`${nameOf(r)}.$`]: jsonPath(r), [`${nameOf(r)}.$`]: `States.Format('{}/{}', ${jsonPath(r)})` },
        Choices: [{ Variable: jsonPath(r), StringEquals: word(r), Next: slug(r) }],
      }] as const)),
  }),
  (r) => ({
    bindings: r.some(1, 3, () => ({
      role: `roles/${word(r)}`,
      condition: { title: word(r), expression: inCode(r) },
    })),
    validations: [{ expression: inCode(r), message: `${nameOf(r)} must be set` }],
  }),
  (r) => ({
    locale: r.pick(["en", "de-AT", "pt-BR"]),
    messages: Object.fromEntries(r.some(1, 5, () => [nameOf(r), template(r)] as const)),
  }),
  (r) => ({
    sources: r.some(1, 3, () => ({
      type: r.pick(["xml", "json", "html"]),
      fields: { [nameOf(r)]: { path: r.pick([xpath, jsonPath])(r) }, [nameOf(r)]: { path: xpath(r) } },
      filter: r.pick([inWords, inCode])(r),
    })),
  }),
];

const PLACES = [
  "/api/v1/namespaces/default/configmaps",
  "/api/projects/config",
  "/api/v4/projects/7/variables",
  "/apis/apps/v1/deployments",
  "/api/gateway/routes",
  "/admin/settings",
] as const;

const made = (r: Random): (random: Random) => unknown => r.chance(0.25) ? r.pick(RULED) : r.part(DOCUMENTS);

function draft(random: Random): Draft {
  return json(random.pick(["PUT", "POST", "PATCH"]), random.pick(PLACES), made(random)(random));
}

/** Configuration of programs. */
export const configs: Family = { name: "config", weight: 8, draft };
