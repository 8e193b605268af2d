/**
 * Stand-in for `@std/testing/bdd`: a top-level `describe` is one Deno test, everything inside it is a step.
 * @module
 */

type Body = () => void | Promise<void>;
type Test = (context: Deno.TestContext) => void | Promise<void>;

interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly children: (Suite | { readonly name: string; readonly test: Test })[];
  readonly hooks: Record<Hook, Body[]>;
}

type Hook = "beforeAll" | "afterAll" | "beforeEach" | "afterEach";

let open: Suite | undefined;

/** Groups tests; may be nested. */
export function describe(name: string, body: () => void): void {
  const parent = open;
  const hooks = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
  const suite: Suite = { name, parent, children: [], hooks };
  open = suite;
  try {
    body();
  } finally {
    open = parent;
  }
  if (parent) parent.children.push(suite);
  else Deno.test(name, (context) => run(suite, context));
}

/** Defines a test. */
export function it(name: string, test: Test): void {
  if (open) open.children.push({ name, test });
  else Deno.test(name, test);
}

/** Runs once before the tests of the suite. */
export const beforeAll = (body: Body): void => hook("beforeAll", body);
/** Runs once after the tests of the suite. */
export const afterAll = (body: Body): void => hook("afterAll", body);
/** Runs before each test of the suite and of the suites inside it. */
export const beforeEach = (body: Body): void => hook("beforeEach", body);
/** Runs after each test of the suite and of the suites inside it. */
export const afterEach = (body: Body): void => hook("afterEach", body);

function hook(name: Hook, body: Body): void {
  if (!open) throw new Error(`Cannot register ${name}: no describe is open`);
  open.hooks[name].push(body);
}

async function run(suite: Suite, context: Deno.TestContext): Promise<void> {
  try {
    for (const body of suite.hooks.beforeAll) await body();
    for (const child of suite.children) {
      if ("test" in child) await context.step(child.name, (step) => runTest(suite, child.test, step));
      else await context.step(child.name, (step) => run(child, step));
    }
  } finally {
    for (const body of suite.hooks.afterAll) await body();
  }
}

async function runTest(suite: Suite, test: Test, step: Deno.TestContext): Promise<void> {
  const line = lineage(suite);
  try {
    for (const { hooks } of line) for (const body of hooks.beforeEach) await body();
    await test(step);
  } finally {
    for (const { hooks } of line.reverse()) for (const body of hooks.afterEach) await body();
  }
}

/** The suite and those around it, outermost first. */
function lineage(suite: Suite): Suite[] {
  return suite.parent ? [...lineage(suite.parent), suite] : [suite];
}
