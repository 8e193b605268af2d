/**
 * What the limiter had left for the client when the request came, and where the guard's time went: as the answer says.
 * @module
 */
import { draft, exchange, opened } from "../draft.ts";
import { type Quota, quotasOf, timesOf } from "../quota.ts";

/** Words for the guard's stages. */
const STAGE_WORD: Readonly<Record<string, string>> = {
  limit: "limiter",
  read: "reading the body",
  examine: "rules and model",
  guard: "guard in all",
};

/** For the request as it was thrown; an answer that tells of neither leaves nothing to show. */
export function Limiter() {
  const last = exchange.value;
  if (!last || opened.value || last.draft !== draft.value) return null;
  const [quotas, times] = [quotasOf(last.headers), timesOf(last.headers)];
  if (quotas.length + times.length === 0) return null;
  return (
    <section class="block limiter" aria-label="Limiter and time">
      <h3>
        Limiter and time <span class="quiet">as the answer says</span>
      </h3>
      {quotas.map((quota) => <QuotaRow key={quota.name} quota={quota} />)}
      {times.length > 0 && (
        <p class="facts">
          {times.map(({ name, ms }) => (
            <span key={name}>
              {STAGE_WORD[name] ?? name} <b class="num">{ms.toFixed(2)} ms</b>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function QuotaRow({ quota: { name, limit, window, left, next } }: { readonly quota: Quota }) {
  return (
    <p class="quota">
      <meter min={0} max={limit} value={left} aria-label={`left of the quota ${name}`} />{" "}
      <span>
        <b class="num">{left}</b> of <b class="num">{limit}</b> left in {window} s
      </span>{" "}
      <span class="quiet">quota “{name}”, more in {next} s</span>
    </p>
  );
}
