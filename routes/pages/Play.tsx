/**
 * The one screen: Throw, Glass, House.
 * @module
 */
import type { Snapshot } from "../../guard/types.ts";
import { Answer } from "../../islands/Answer.tsx";
import { Counters } from "../../islands/Counters.tsx";
import type { Entry } from "../../islands/draft.ts";
import { Editor } from "../../islands/Editor.tsx";
import { Effect } from "../../islands/Effect.tsx";
import { Events } from "../../islands/Events.tsx";
import { Glass } from "../../islands/Glass.tsx";
import { GuardBar } from "../../islands/GuardBar.tsx";
import { Hello } from "../../islands/tour/Hello.tsx";
import { Help } from "../../islands/Help.tsx";
import { Lanes } from "../../islands/Lanes.tsx";
import { Library } from "../../islands/Library.tsx";
import { Matrix } from "../../islands/Matrix.tsx";
import { Notices } from "../../islands/Notices.tsx";
import { Profiles } from "../../islands/Profiles.tsx";
import { type Draft, draftOf } from "../../islands/request.ts";
import { ScenarioRunner } from "../../islands/ScenarioRunner.tsx";
import { StreamState } from "../../islands/StreamState.tsx";
import { Tabs } from "../../islands/Tabs.tsx";
import { Timeline } from "../../islands/Timeline.tsx";
import { Truth } from "../../islands/Truth.tsx";
import { Types } from "../../islands/Types.tsx";
import { Volley } from "../../islands/Volley.tsx";
import { Document } from "./Document.tsx";
import { Island } from "./Island.tsx";

export interface PlayProps {
  readonly snapshot: Snapshot;
  readonly attacks: readonly Entry[];
  /** `/` or `/test`. */
  readonly path: string;
}

/** The request of an empty library. */
const PLAIN: Draft = { method: "GET", target: "/api/search?q=tea", headers: [], body: "" };

/** Payloads of the matrix and of the volley at first: one of each kind that everyone knows. */
const PAYLOADS = [
  "' OR '1'='1",
  "' UNION SELECT email FROM users--",
  "<img src=x onerror=alert(1)>",
  "../../etc/passwd",
].join(
  "\n",
);

/** Attack that stands in the editor at first: every newcomer's first stone. */
const FIRST = "sqli/union-users";

/** The page; `/test` opens on the launcher, with the library in sight. */
export function Play({ snapshot, attacks, path }: PlayProps) {
  const { settings, totals, series, events, room } = snapshot;
  const first = attacks.find(({ id }) => id === FIRST) ?? attacks[0];
  const start = first?.requests[0] ? draftOf(first.requests[0]) : PLAIN;
  return (
    <Document
      title={path === "/test" ? "Launcher · Glasshouse" : "Glasshouse"}
      path={path}
      bar={<Island name="GuardBar" of={GuardBar} props={{ start: settings, room }} />}
    >
      <Island name="Hello" of={Hello} props={{}} />
      <main
        id="page"
        class={path === "/test" ? "panes is-launcher" : "panes"}
        data-props={JSON.stringify({ snapshot })}
      >
        <section id="throw" class="pane pane-throw" aria-labelledby="throw-title" tabIndex={-1}>
          <div class="pane-head">
            <h2 id="throw-title">Throw</h2>
            <Island name="Lanes" of={Lanes} props={{}} />
          </div>
          <div class="lane lane-one">
            <Island name="Library" of={Library} props={{ attacks, first: first?.id ?? "" }} />
          </div>
          <div class="lane lane-one lane-volley">
            <Island name="Editor" of={Editor} props={{ start }} />
          </div>
          <div class="lane lane-matrix">
            <Island name="Matrix" of={Matrix} props={{ start: PAYLOADS }} />
          </div>
          <div class="lane lane-volley">
            <Island name="Volley" of={Volley} props={{ start, payloads: PAYLOADS }} />
          </div>
          <div class="lane lane-scenario">
            <Island name="ScenarioRunner" of={ScenarioRunner} props={{}} />
          </div>
          <Island name="Answer" of={Answer} props={{}} />
        </section>
        <section id="glass" class="pane pane-glass" aria-labelledby="glass-title" tabIndex={-1}>
          <h2 id="glass-title">Glass</h2>
          <Island name="Glass" of={Glass} props={{}} />
        </section>
        <section id="house" class="pane pane-house" aria-labelledby="house-title" tabIndex={-1}>
          <div class="pane-head">
            <h2 id="house-title">House</h2>
            <Island name="StreamState" of={StreamState} props={{}} />
          </div>
          <Island name="Effect" of={Effect} props={{}} />
          <Island name="Counters" of={Counters} props={{ start: totals }} />
          <Island name="Timeline" of={Timeline} props={{ start: series }} />
          <Island name="Types" of={Types} props={{ start: totals }} />
          <Island name="Truth" of={Truth} props={{}} />
          <Island name="Profiles" of={Profiles} props={{}} />
          <Island name="Events" of={Events} props={{ start: events }} />
        </section>
      </main>
      <Island name="Tabs" of={Tabs} props={{}} />
      <Island name="Help" of={Help} props={{}} />
      <Island name="Notices" of={Notices} props={{}} />
    </Document>
  );
}
