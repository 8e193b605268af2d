/**
 * `/learn`: the course, and how far one is.
 * @module
 */
import type { LoadedLesson } from "../../../attacks/load.ts";
import type { Snapshot } from "../../../guard/types.ts";
import type { Entry } from "../../../islands/draft.ts";
import { GuardBar } from "../../../islands/GuardBar.tsx";
import { Help } from "../../../islands/Help.tsx";
import { Course } from "../../../islands/learn/Course.tsx";
import { Document } from "../Document.tsx";
import { Island } from "../Island.tsx";

export interface LearnProps {
  readonly lessons: readonly LoadedLesson[];
  readonly attacks: ReadonlyMap<string, Entry>;
  readonly snapshot: Snapshot;
}

/** The page. */
export function Learn({ lessons, attacks, snapshot }: LearnProps) {
  const { settings, room } = snapshot;
  const contents = lessons.map(({ id, order, title, minutes, attack, story }) => ({
    id,
    order,
    title,
    minutes,
    difficulty: attacks.get(attack)?.difficulty ?? 1,
    teaser: firstSentence(story),
  }));
  return (
    <Document
      title="Lessons · Glasshouse"
      path="/learn"
      skip={["#page", "Skip to the lessons"]}
      bar={<Island name="GuardBar" of={GuardBar} props={{ start: settings, room }} />}
    >
      <main id="page" class="learn" tabIndex={-1} data-props={JSON.stringify({ snapshot })}>
        <div class="learn-text">
          <h2>Lessons</h2>
          <p class="lead">
            Attack it, see it work, see it caught, see why, and fix it: {lessons.length} lessons of about{" "}
            {Math.round(lessons.reduce((sum, { minutes }) => sum + minutes, 0) / Math.max(1, lessons.length))}{" "}
            minutes, each on a real weak endpoint.
          </p>
          <Island name="Course" of={Course} props={{ lessons: contents }} />
        </div>
      </main>
      <Island name="Help" of={Help} props={{}} />
    </Document>
  );
}

/** The first sentence of a text in one line. */
export function firstSentence(text: string): string {
  const line = text.replaceAll("\n", " ");
  const end = line.search(/[.?!]["”]?( |$)/);
  return end < 0 ? line : line.slice(0, end + (/["”]/.test(line[end + 1] ?? "") ? 2 : 1));
}
