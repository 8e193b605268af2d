/**
 * What is usual here: how far learning is, and for each endpoint what its parameters look like. Reset and roll back.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RouteSummary } from "../detectors/anomaly/profile/summary.ts";
import { followProfiles, profiles, progressText, refusal, resetProfiles, rollBackProfiles } from "./profiles.ts";
import { statusText, usualText } from "./profiles.ts";
import { Text } from "./Text.tsx";
import { clockOf, plural } from "./words.ts";

/** A line, and behind it the table. */
export function Profiles() {
  useEffect(followProfiles, []);
  const report = profiles.value;
  const { routes = [], more = 0, behaviour, problem } = report ?? {};
  return (
    <section class="block profiles" aria-label="Profiles">
      <h3>What is usual here</h3>
      <p class="profiles-status">
        <Text text={statusText(report)} />
      </p>
      {problem && <p class="note">{problem}</p>}
      {routes.length > 0 && (
        <details class="as-table">
          <summary>by endpoint and parameter</summary>
          {routes.map((route) => <Route key={route.route} route={route} />)}
          {more > 0 && <p class="note">and {plural(more, "endpoint")} more</p>}
          {behaviour && (
            <p class="quiet">
              Clients in a minute: {behaviour.progress.state === "known"
                ? `up to ${plural(behaviour.requests, "request")} to ${plural(behaviour.routes, "endpoint")}`
                : progressText(behaviour.progress).replace("requests", "quiet minutes")}
            </p>
          )}
        </details>
      )}
      <Buttons />
    </section>
  );
}

function Route({ route: { route, progress, parameters, more } }: { readonly route: RouteSummary }) {
  return (
    <table class="profile">
      <caption>
        <code>
          <Text text={route} />
        </code>{" "}
        <span class="quiet">{progressText(progress)}</span>
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">parameter</th>
          <th scope="col">usually</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={parameter.name}>
            <th scope="row" class="mono">
              <Text text={parameter.name} />
            </th>
            <td>{usualText(parameter, progress)}</td>
          </tr>
        ))}
        {parameters.length === 0 && (
          <tr>
            <td colSpan={2} class="quiet">no parameters</td>
          </tr>
        )}
        {more > 0 && (
          <tr>
            <td colSpan={2} class="quiet">and {plural(more, "parameter")} more</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Buttons() {
  const busy = useSignal(false);
  const report = profiles.value;
  const [newest] = report?.snapshots ?? [];
  const run = async (change: () => Promise<void>) => {
    busy.value = true;
    await change();
    busy.value = false;
  };
  if (!report || (report.routes.length === 0 && newest === undefined)) return null;
  return (
    <div class="profile-buttons">
      <button
        type="button"
        class="link"
        disabled={busy.value || report.routes.length === 0}
        title="Forgets what was learned, after taking a snapshot of it"
        onClick={() => run(resetProfiles)}
      >
        Learn anew
      </button>
      {newest !== undefined && (
        <button
          type="button"
          class="link"
          disabled={busy.value}
          title="Returns to what was known at the time of the last snapshot"
          onClick={() => run(() => rollBackProfiles(newest))}
        >
          Roll back to {clockOf(newest)}
        </button>
      )}
      {refusal.value && <p class="complaint" role="alert">{refusal.value}</p>}
    </div>
  );
}
