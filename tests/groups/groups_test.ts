import { deepEqual, equal, ok } from "node:assert/strict";
import { ROOT } from "../architecture/root.ts";
import { groupOf, GROUPS, TEST_FILES } from "./groups.ts";

Deno.test("every group is started by the task, takes in its own tests, and has some", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${ROOT}/deno.json`));
  const started = [...tasks.test.command.matchAll(/tests\/groups\/(\w+)\.ts/g)].map(([, name]) => name);
  deepEqual(started, [...GROUPS]);
  for (const group of GROUPS) {
    const text = await Deno.readTextFile(`${ROOT}/tests/groups/${group}.ts`);
    ok(text.includes(`await takeIn("${group}")`), group);
    ok(TEST_FILES.some((path) => groupOf(path) === group), `no test is in ${group}`);
  }
});

Deno.test("test files are found wherever they stand", () => {
  for (const path of ["tests/groups/groups_test.ts", "islands/Copy_test.tsx", "detectors/lex/sql_test.ts"]) {
    ok(TEST_FILES.includes(path), path);
  }
  equal(new Set(TEST_FILES).size, TEST_FILES.length);
  ok(TEST_FILES.length > 200, `${TEST_FILES.length} files`);
});
