/**
 * The routes of the model page: the page, the weights, what a lesson needs.
 * @module
 */
import { Hono } from "hono";
import { renderToString } from "preact-render-to-string";
import { scoredValues } from "../../../detectors/anomaly/model.ts";
import { heaviest } from "../../../detectors/anomaly/parts.ts";
import { type Model as Weighed, writeWeights } from "../../../detectors/anomaly/weights.ts";
import { type Practice, rawOf } from "../../../islands/model/practice.ts";
import { inspect } from "../../../detectors/request/mod.ts";
import baseline from "../../../tests/baseline.json" with { type: "json" };
import type { AppDeps, AppEnv } from "../../deps.ts";
import { readModelFiles } from "./files.ts";
import { type Described, Model } from "./Model.tsx";
import { practiceOf } from "./practice.ts";

/** Weights of each sign that are shown. */
const SHOWN = 20;

/** Largest weight of one byte. */
const LIMIT = 127;

/** Builds the routes below `/model`; nothing is computed before the page is asked for. */
export function createModel(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const weights = once(() => deps.model && writeWeights(deps.model));
  const practice = once(() => practiceOf(deps.attacks));
  const described = once(() => deps.model && describe(deps.model, practice()));
  app.get("/", async (c) => {
    const snapshot = { ...await deps.snapshot(c.get("room")), events: [] };
    const { evaluations } = baseline;
    const props = { described: await described(), evaluations, practice: practice(), snapshot };
    c.header("cache-control", "no-store");
    return c.html(`<!doctype html>${renderToString(<Model {...props} />)}`);
  });
  app.get("/weights.bin", async (c) => {
    const bytes = await weights();
    if (!bytes) return c.notFound();
    // The page asks once a visit; a model is trained anew with the server.
    return c.body(bytes.slice(), 200, { "content-type": "application/octet-stream", "cache-control": "no-cache" });
  });
  app.get("/practice.json", (c) => c.json(practice(), 200, { "cache-control": "no-cache" }));
  return app;
}

/** What the page says of a model, with what of these values its heaviest weights are used for. */
export async function describe(model: Weighed, { library }: Pick<Practice, "library">): Promise<Described> {
  const file = await writeWeights(model);
  const values = library.flatMap(({ request }) => scoredValues(inspect(rawOf(request))));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file.slice()));
  return {
    model,
    bytes: file.length,
    sha256: digest.toHex(),
    heaviest: {
      ...heaviest(model, values, SHOWN),
      values: values.length,
      limit: LIMIT * model.header.scale,
      atLimit: model.weights.reduce((count, weight) => Math.abs(weight) === LIMIT ? count + 1 : count, 0),
    },
    files: await readModelFiles(),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
