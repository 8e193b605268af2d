/**
 * `/learn/:id`: one lesson beside the bench and the glass.
 * @module
 */
import type { LoadedLesson } from "../../../attacks/load.ts";
import type { Snapshot } from "../../../guard/types.ts";
import { Answer } from "../../../islands/Answer.tsx";
import type { Entry } from "../../../islands/draft.ts";
import { Editor } from "../../../islands/Editor.tsx";
import { Effect } from "../../../islands/Effect.tsx";
import { Glass } from "../../../islands/Glass.tsx";
import { GuardBar } from "../../../islands/GuardBar.tsx";
import { Help } from "../../../islands/Help.tsx";
import { LessonPane } from "../../../islands/learn/LessonPane.tsx";
import { PaneTabs } from "../../../islands/learn/PaneTabs.tsx";
import { Presets } from "../../../islands/learn/Presets.tsx";
import { Task } from "../../../islands/learn/Task.tsx";
import { draftOf } from "../../../islands/request.ts";
import { StreamState } from "../../../islands/StreamState.tsx";
import { Document } from "../Document.tsx";
import { Island } from "../Island.tsx";

export interface LessonPageProps {
  readonly lesson: LoadedLesson;
  readonly attack: Entry;
  readonly entries: readonly Entry[];
  readonly lessons: readonly { readonly id: string; readonly title: string }[];
  readonly snapshot: Snapshot;
}

/** The page. */
export function LessonPage({ lesson, attack, entries, lessons, snapshot }: LessonPageProps) {
  const { settings, room } = snapshot;
  const first = lesson.start ?? attack.requests[0];
  const start = first ? draftOf(first) : undefined;
  return (
    <Document
      title={`${lesson.title} · Glasshouse`}
      path="/learn"
      skip={["#lesson", "Skip to the lesson"]}
      bar={<Island name="GuardBar" of={GuardBar} props={{ start: settings, room }} />}
    >
      <main id="page" class="panes is-lesson" data-props={JSON.stringify({ snapshot })}>
        <section id="lesson" class="pane pane-lesson" aria-label="Lesson" tabIndex={-1}>
          <Island name="LessonPane" of={LessonPane} props={{ lesson, attack, entries, lessons }} />
        </section>
        <section id="throw" class="pane pane-throw" aria-labelledby="throw-title" tabIndex={-1}>
          <div class="pane-head">
            <h2 id="throw-title">Bench</h2>
            <Island name="StreamState" of={StreamState} props={{}} />
          </div>
          <Island name="Task" of={Task} props={{}} />
          <Island
            name="Presets"
            of={Presets}
            props={{
              attacks: entries,
              first: lesson.start ? "" : attack.id,
              offered: offeredIn(lesson, entries),
              ...(lesson.start && start ? { start } : {}),
            }}
          />
          {start && <Island name="Editor" of={Editor} props={{ start }} />}
          <Island name="Answer" of={Answer} props={{}} />
          <Island name="Effect" of={Effect} props={{}} />
        </section>
        <section id="glass" class="pane pane-glass" aria-labelledby="glass-title" tabIndex={-1}>
          <h2 id="glass-title">Glass</h2>
          <Island name="Glass" of={Glass} props={{}} />
        </section>
      </main>
      <Island name="PaneTabs" of={PaneTabs} props={{}} />
      <Island name="Help" of={Help} props={{}} />
    </Document>
  );
}

/** Where the task is to fire a preset, the attack and whatever else meets a limit; else nothing is given away. */
function offeredIn(lesson: LoadedLesson, entries: readonly Entry[]): readonly string[] {
  if (lesson.start) return [];
  const limited = entries.filter(({ id, expect }) => expect.action === "limit" && lesson.catch.includes(id));
  return [...new Set([lesson.attack, ...limited.map(({ id }) => id)])];
}
