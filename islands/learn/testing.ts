/**
 * Words for the tests of the lessons: a lesson with what matters overridden.
 * @module
 */
import type { LoadedLesson } from "../../attacks/load.ts";

const QUESTION = {
  text: "What happens?",
  choices: [{ text: "Nothing.", right: false, why: "It does." }, { text: "This.", right: true, why: "So it is." }],
};

/** A lesson that ends at the correct twin. */
export function lessonWith(part: Partial<LoadedLesson> = {}): LoadedLesson {
  return {
    id: "sql-login",
    order: 1,
    title: "Log in without a password",
    minutes: 8,
    attack: "sqli/quote",
    refs: ["CWE-89", "API8:2023"],
    goals: { attack: "harmful", defend: "twin" },
    setup: {},
    fix: "SQL_Injection_Prevention",
    catch: ["sqli/quote"],
    pass: [],
    story: "The shop's login was written on a *Friday*.",
    predict: QUESTION,
    task: "Log in.",
    hints: ["A quote.", "Two quotes.", "`' OR 1`"],
    observe: "Look at the query.",
    explain: QUESTION,
    defend: "Fire it at the twin.",
    verify: "Run the check.",
    reflect: "What did you learn?",
    ...part,
  };
}
