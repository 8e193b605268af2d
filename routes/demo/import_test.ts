import assert from "node:assert/strict";
import { openRange } from "./testing.ts";
import { MAX_EXPANDED, readXml, XmlBomb, XmlError } from "./world/xml.ts";

const range = await openRange();

function fire(text: string, twin = false) {
  return range.fire("POST", twin ? "/api/safe/import" : "/api/import", { text });
}

const ORDER = '<?xml version="1.0"?><order><item>Tea &amp; cups</item><quantity>2</quantity></order>';

/** A document whose item is an entity. */
function orderWith(declarations: string): string {
  return `<!DOCTYPE order [${declarations}]><order><item>&x;</item></order>`;
}

Deno.test("import reads an order, and its twin the same one", async () => {
  for (const twin of [false, true]) {
    const { status, body, effect } = await fire(ORDER, twin);
    assert.equal(status, 201);
    assert.deepEqual(body, { imported: { item: "Tea & cups", quantity: "2" } });
    assert.equal(effect?.harmful, false);
  }
});

Deno.test("import opens files and addresses of the fake world for an entity; the twin refuses", async () => {
  const rows: [declarations: string, says: RegExp, harmful: boolean][] = [
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', /root:x:0:0/, true],
    ["<!ENTITY x PUBLIC '-' 'file:///etc/hosts'>", /localhost/, true],
    ['<!ENTITY x SYSTEM "http://169.254.169.254/latest/meta-data/">', /./, true],
    ['<!ENTITY x SYSTEM "http://shop.example.test/">', /./, false],
    ['<!ENTITY x SYSTEM "file:///no/such/file">', /no such file/, false],
    ['<!ENTITY y "tea"><!ENTITY x "&y; &y;">', /tea tea/, false],
    ['<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p; <!ENTITY x "">', /Admin/, true],
  ];
  for (const [declarations, says, harmful] of rows) {
    const weak = await fire(orderWith(declarations));
    assert.match(JSON.stringify([weak.body, weak.effect]), says, declarations);
    assert.equal(weak.effect?.harmful, harmful, declarations);
    const twin = await fire(orderWith(declarations), true);
    assert.deepEqual([twin.status, twin.effect?.harmful], [400, false], declarations);
  }
  assert.equal(rows.length, 7);
});

Deno.test("import stops a document that grows, and says that a real reader would not have", async () => {
  const laughs = ['<!ENTITY a0 "ha">'];
  for (let i = 1; i < 10; i++) laughs.push(`<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`);
  const { status, effect, ms } = await fire(orderWith(`${laughs.join("")}<!ENTITY x "&a9;">`));
  assert.deepEqual([status, effect?.harmful], [500, true]);
  assert.ok(ms < 250, `${ms} ms`);
  assert.throws(() => readXml(orderWith('<!ENTITY x "&x;">'), () => ""), XmlBomb);
  assert.throws(() => readXml(orderWith('<!ENTITY x SYSTEM "a">'), () => "a".repeat(MAX_EXPANDED + 1)), XmlBomb);
});

Deno.test("readXml() says why it cannot read", () => {
  for (const wrong of ["", "text", "<a", "<!DOCTYPE a [", "<a>&b;</a>", "<a>&b</a>", "<!DOCTYPE a [<!ENTITY >]><a/>"]) {
    assert.throws(() => readXml(wrong, () => ""), XmlError, wrong);
  }
});
