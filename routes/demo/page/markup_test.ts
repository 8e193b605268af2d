import assert from "node:assert/strict";
import { activeParts, startTags } from "./markup.ts";

const runs = (html: string) => assert.notDeepEqual(activeParts(html), [], html);
const isText = (html: string) => assert.deepEqual(activeParts(html), [], html);

Deno.test("activeParts() sees what a browser would run", () => {
  const active = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.test>",
    "<img src=x onerror=alert(1)>",
    '<sVg/x=">"/oNloaD=confirm()//>',
    "<x onpointerrawupdate=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jav&Tab;ascript&colon;alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    "<a href='java\nscript:alert(1)'>x</a>",
    "<iframe srcdoc='<p>'>",
    "<<script>alert(1)</script>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<form action=x><button formaction=javascript:alert(1)>",
    "<title></title><img src=x onerror=alert(1)>",
  ];
  active.forEach(runs);
  assert.equal(active.length, 15);
});

Deno.test("activeParts() finds nothing in text and in harmless markup", () => {
  const texts = [
    "I like the teapot <3",
    "a < b and c > d",
    "<b>bold</b> and <i>slanted</i>",
    '<a href="https://example.test/?q=javascript:">link</a>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<img src=x onerror=alert(1)",
    "<!-- <script>alert(1)</script> -->",
    "<textarea><script>alert(1)</script></textarea>",
    "onclick=alert(1)",
    "< script>alert(1)</ script>",
    "</script>",
    '<p title="<img src=x onerror=alert(1)>">',
  ];
  texts.forEach(isText);
  assert.equal(texts.length, 12);
});

Deno.test("startTags() reads attributes as the HTML tokeniser does", () => {
  const [tag] = startTags(`<a b c=d e='f g' h = "i" b=2 /j>`);
  assert.deepEqual([...(tag?.attributes ?? [])], [["b", ""], ["c", "d"], ["e", "f g"], ["h", "i"], ["j", ""]]);
});
