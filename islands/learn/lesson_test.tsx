import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { loadAttacks, loadLessons } from "../../attacks/mod.ts";
import { entryWith } from "../testing.ts";
import { check } from "./check.ts";
import { Choices } from "./Choices.tsx";
import { Confusion } from "./Confusion.tsx";
import { Course } from "./Course.tsx";
import { LessonPane } from "./LessonPane.tsx";
import { NOT_BEGUN, STEPS } from "./progress.ts";
import { StepBody } from "./Step.tsx";
import { lessonWith } from "./testing.ts";

Deno.test("LessonPane shows the story first, and a way to every step", () => {
  const html = renderToString(
    <LessonPane lesson={lessonWith()} attack={entryWith()} entries={[]} lessons={[{ id: "sql-login", title: "x" }]} />,
  );
  assert.match(html, /written on a <em>Friday<\/em>/);
  for (const step of STEPS) assert.match(html, new RegExp(`href="#${step}"`));
  assert.match(html, /0 of 100 points/);
  assert.doesNotMatch(html, / style=/);
});

Deno.test("StepBody draws every step of every lesson, as text", async () => {
  const [lessons, attacks] = [await loadLessons(), new Map((await loadAttacks()).map((attack) => [attack.id, attack]))];
  let drawn = 0;
  for (const lesson of lessons) {
    const attack = attacks.get(lesson.attack) ?? assert.fail(lesson.attack);
    const opened = { lesson, attack, entries: [attack], ids: [lesson.id] };
    for (const step of STEPS) {
      const html = renderToString(<StepBody opened={opened} step={step} progress={NOT_BEGUN} />);
      assert.doesNotMatch(html, / style=|<script|<img|<svg onload/, `${lesson.id} ${step}`);
      assert.ok(html.length > 100, `${lesson.id} ${step}`);
      drawn++;
    }
  }
  assert.equal(drawn, 16 * 7);
});

Deno.test("Choices tell nothing before one answers, and all of it afterwards", () => {
  const { predict } = lessonWith();
  const draw = (answered: boolean) =>
    renderToString(<Choices question={predict} answered={answered} onPick={() => {}} />);
  assert.doesNotMatch(draw(false), /So it is/);
  assert.match(draw(true), /Right\.<\/b> So it is/);
  assert.match(draw(true), /Not quite\.<\/b> It does/);
});

Deno.test("Confusion counts the check in four words and names each request", () => {
  const row = { requests: 1, blocked: 1, limited: 0, rules: ["sqli.union"] };
  check.value = {
    state: "done",
    last: {
      rows: [
        { ...row, id: "a/b", title: "Union", truth: "attack", stopped: true },
        { ...row, id: "c/d", title: "Chat", truth: "benign", stopped: true },
      ],
      twin: { harmful: false, statuses: [404] },
    },
  };
  const html = renderToString(<Confusion />).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  check.value = { state: "none" };
  assert.match(html, /1 mistake left/);
  assert.match(html, /1 caught 0 missed/);
  assert.match(html, /1 false alarm 0 rightly allowed/);
  assert.match(html, /Union.*sqli\.union/);
  assert.match(html, /no harm, 404/);
});

Deno.test("Course lists the lessons with their difficulty and where one stands", () => {
  const entry = {
    id: "sql-login",
    order: 1,
    title: "Log in",
    minutes: 8,
    difficulty: 1,
    teaser: "A `quote`.",
  } as const;
  const html = renderToString(<Course lessons={[entry, { ...entry, id: "ssrf", order: 2 }]} />);
  assert.match(html, /data-lesson="sql-login" data-state="not begun"/);
  assert.match(html, /of 200 points/);
  assert.match(html, /<code class="bytes">quote<\/code>/);
  assert.match(html, /href="\/learn\/ssrf"/);
});
