import assert from "node:assert/strict";
import { pointsIn, rulesIn } from "../testing.ts";
import { ssi } from "./detect.ts";

const ATTACKS: readonly (readonly [string, string])[] = [
  ["directive", '<!--#exec cmd="id"-->'],
  ["directive", '<!--#EXEC cgi="/cgi-bin/x" -->'],
  ["directive", '<!--#include virtual="/private.html"-->'],
  ["directive", '<!-- #include file="secret" -->'],
  ["directive", '<!--#echo var="DOCUMENT_ROOT" -->'],
  ["directive", "<!--#printenv -->"],
  ["directive", 'x"><!--#set var="a" value="b"-->'],
  ["directive", '<!--#config timefmt="%s"-->'],
  ["edge-include", '<esi:include src="//h.example/x"/>'],
  ["edge-include", "<esi:vars>$(HTTP_COOKIE)</esi:vars>"],
  ["edge-include", "<!--esi $(HTTP_HOST) -->"],
  ["edge-include", "x=<esi:assign name='a' value='b'/>"],
];

const INNOCENT: readonly string[] = [
  "<!-- include the footer here -->",
  "<!--#region imports-->",
  "<!-- #endregion -->",
  "<!--more-->",
  "<!-- #123: fix the header -->",
  "<p><!--[if mso]>x<![endif]--></p>",
  "#include <stdio.h>",
  "#exec is a directive",
  "x <-- #echo",
  "<esix:y>",
  'The directive `<!--#include virtual="x"-->` puts another file into the page, says the manual of the server.',
  "if #set then <b>",
];

for (const [rule, text] of ATTACKS) {
  Deno.test(`ssi.${rule} catches ${text}`, () => assert.ok(rulesIn(ssi, text).includes(`ssi.${rule}`)));
}

Deno.test("ssi passes innocent texts", () => {
  for (const text of INNOCENT) assert.equal(pointsIn(ssi, text), 0, `${text}: ${rulesIn(ssi, text)}`);
  assert.equal(INNOCENT.length, 12);
  assert.equal(ATTACKS.length, 12);
});
