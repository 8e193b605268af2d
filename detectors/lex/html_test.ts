import assert from "node:assert/strict";
import { eachTag } from "./html.ts";
import { activeCss } from "./html_css.ts";
import { plainStart } from "./html_scheme.ts";

/** Tags as `name[attribute=value …]`, `/` before a closing one, `>` behind one that ended. */
function tags(text: string): string {
  const lower = text.toLowerCase();
  const out: string[] = [];
  eachTag(lower, ({ name, closing, ended, attributes }) => {
    const list = attributes.map(({ name, valueAt, valueEnd }) => {
      return valueEnd > valueAt ? `${name}=${lower.slice(valueAt, valueEnd)}` : name;
    });
    out.push(`${closing ? "/" : ""}${name}[${list.join(" ")}]${ended ? ">" : ""}`);
  });
  return out.join(" ");
}

const TAGS: readonly (readonly [string, string])[] = [
  ["<a href=x>", "a[href=x]>"],
  ["<A/HREF='x y'/b>", "a[href=x y b]>"],
  ["<img src=x onerror=f()", "img[src=x onerror=f()]"],
  ['<svg/x=">"/onload=f()//', "svg[x=> onload=f()//]"],
  ["<<b>", "b[]>"],
  ["<!<b>", "b[]>"],
  ["<scr<script>ipt>", "scr[] script[]>"],
  ["<b <i>", "b[] i[]>"],
  ["a < b and <3 and </ x>", ""],
  ["</b x=1>", "/b[x=1]>"],
  ['<a b="<i c=1>">', "a[b=<i c=1>]> i[c=1]>"],
  ["<a b='open", "a[b=open]"],
  ["<svg:script>", "svg:script[]>"],
  ["<a\tb\n=\n'c'>", "a[b=c]>"],
  ["<a =b>", "a[=b]>"],
  ['<img """><b>', 'img["""]> b[]>'],
  ["<Ana@mail.example>", "ana@mail.example[]>"],
  ["<scr\\0ipt>", "script[]>"],
  ['<b style=""x:y"">', 'b[style=x:y ""]>'],
];

Deno.test("eachTag() reads malformed tags as a browser does, or sees more", () => {
  for (const [text, expected] of TAGS) assert.equal(tags(text), expected, text);
  assert.equal(TAGS.length, 19);
});

const STARTS: readonly (readonly [string, string])[] = [
  ["java\nscript:f()", "javascript:f()"],
  ["&#106;&#x61;vascript&colon;f", "javascript:f"],
  ["&#0000106avascript:", "javascript:"],
  ["jav&Tab;ascript:", "javascript:"],
  ["\\x6aavascript:", "javascript:"],
  [" \u0001javascript:", "javascript:"],
  ["`javascript:", "javascript:"],
  ["java\\0script:", "javascript:"],
  ["https://a.example/?x=1&amp;y", "https://a.example/?x=1&y"],
];

Deno.test("plainStart() drops what splits a scheme", () => {
  for (const [text, expected] of STARTS) {
    const lower = text.toLowerCase();
    assert.equal(plainStart(lower, 0, lower.length), expected, text);
  }
  assert.equal(STARTS.length, 9);
});

const STYLES: readonly (readonly [string, boolean])[] = [
  ["width:expression(f())", true],
  ["x:ex/**/pression(f())", true],
  ["x:\\65xpression(f())", true],
  ["background:url( javascript:f())", true],
  ["-moz-binding : url(//h.example)", true],
  ["@import '//h.example/x'", true],
  ["color:red;background:url(https://a.example/b.png)", false],
  ["@import url('https://fonts.example/css')", false],
  ["width:calc(100% - 2em)", false],
];

Deno.test("activeCss() tells script in a style from style", () => {
  for (const [text, expected] of STYLES) assert.equal(activeCss(text, 0, text.length) !== undefined, expected, text);
  assert.equal(STYLES.length, 9);
});
