/**
 * What people and consoles type into search boxes that understand more than words: mail, issues, logs, code, photos.
 * @module
 */
import { inSearch } from "./conditions.ts";
import { type Draft, type Family, get, json } from "./draft.ts";
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";

const SEARCHES = [
  // Code hosts, trackers, chats
  "repo:acme/{n} is:pr is:merged author:@me review:approved -label:{n} updated:>{D}",
  'repo:acme/{W} is:issue is:open no:assignee sort:comments-desc "{n} {v}" created:<{D}',
  "path:src/**/*.ts /new {n}\\(.*\\)/ NOT is:archived language:TypeScript",
  'path:/(^|\\/)Makefile$/ symbol:{W} OR content:"{n}=" NOT path:vendor/*',
  "assignee:{W} status:open,review priority>=3 -tag:({n} {n}) due<{D}",
  "project: {W} #Unresolved #{-Minor} for: me updated: {-2w} .. Today sort by: priority desc",
  'from:@{W} in:#{n} has:link before:{D} -has::eyes: "{n}"',
  "from:{n} mentions:{W} has:file during:2025 pinned:true after:{D}",
  // Mail and drives
  'from:({W}@example.com OR {n}@example.org) subject:"{n} {v}" has:attachment larger:{j}M -in:chats',
  "to:me older_than:{j}d {from:{W} from:{n}} filename:(pdf OR docx) label:^starred",
  'type:document owner:me title:"{n} ({i})" modifieddate>={D} -is:trashed',
  "name contains '{n}' and mimeType != 'application/pdf' and trashed = false and '{W}' in owners",
  "fullText contains '\"{n} {n}\"' and (modifiedTime > '{T}' or starred = true)",
  "kind:=picture AND datetaken:last week AND (size:>{j}MB OR ext:.heic)",
  'System.Author:({W} OR "{n}") System.ItemDate:{D}..{D} NOT *.tmp',
  // Lucene and what grew out of it
  "({n}:{W} AND {F}:[{j} TO {i}]) OR _exists_:{n} && !{F}:({n}~ || {W}^{j})",
  '{F}:/[a-z]{2,{j}}-\\d+/ AND {n}.{F}:"{W} {n}"~{j} -{n}:*{W}?',
  '+{F}:{n} +({W}* "{n} {n}"~3) -{n}:{{j} TO {i}] @timestamp:>now-{j}h',
  '{n}.{F}:(>={j} AND <{i}) AND NOT _type:{W} OR {F}:"it\\\'s \\"{n}\\""',
  // Kusto-like and log consoles
  '{n}.keyword : "{W}" and not response.code : (404 or 50?) and bytes >= {i}',
  '{n} : * and ( http.request.method : "GET" or url.path : "/{R}/*" ) and not tags : {W}',
  "source:{W} @http.status_code:[400 TO 499] -service:{n} @duration:>{j}ms env:(prod OR stage*)",
  'service:{n} status:(warn OR error) @usr.id:"{X}" *{W}* -@http.url_details.path:\\/health*',
  'index={W} sourcetype="{n}:json" {F}!="-" | stats avg({n}) AS {W} BY {F} | where {W} > {j} | sort - {W}',
  'index=_internal host=web* NOT ({n}={i}) | rex field=_raw "id=(?<id>\\d+)" | eval x=if(id>{j},"a",\'{n}\') | head {j}',
  "fields @timestamp, @message | filter @message like /{W}|{n}/ and {F} != '' | sort @timestamp desc | limit {j}",
  'fields {n}, {F} | parse @message "[*] * - *" as level, id, msg | filter level in ["WARN","ERROR"] | stats count(*) by bin({j}m)',
  '_sourceCategory={n}/{W} | json "{F}", "id" as a, b nodrop | timeslice {j}m | count by _timeslice, a',
  '_collector="{W}" and (error or "{n} failed") | parse regex "(?<ip>\\d{1,3}(\\.\\d+){3})" | count_distinct(ip)',
  'is:unresolved release:{W}@{j}.1.* !browser.name:{n} level:[error,fatal] age:-{j}d {n}.{F}:"*{W}*"',
  "is:ignored times_seen:>{i} url:https://{h}/* stack.function:{n}.* has:!user",
  // Shops, libraries, photos, play lists
  '{n} <{i}€ brand:"{W} & {n}" colour:(red|blue) rating:>=4.{j} -refurbished in:stock',
  'ti:"{n} {n}" and au:{W}, J* not py={j} or isbn:978-0-{i}-{j}-1',
  "ti=({n} w/{j} {W}) AND ab,kw=({v}? OR {n}#) AND dt=(article NOT review)",
  'TITLE-ABS-KEY ( "{n}" PRE/{j} {W} ) AND PUBYEAR > 20{j} AND NOT DOCTYPE(re)',
  '("{n}"[MeSH Terms] OR {W}[tiab]) AND ("{D}"[PDAT] : "3000"[PDAT]) NOT {n}[sb]',
  "genre:\"{n}+{W}\" year:19{j}-20{j} artist:'{W}' tag:new NOT live",
  '"{n} {v}" "{W}" -"{n}" intitle:{F} inurl:/{R}/ after:20{j} ({n} | {W}) * {n}',
  'title.raw:"{W}" {n}~{j} #{n} @{W} ${j}..${i} !{v} ^{n} "{n}"*{j}',
  "'{W} ^{n} .{F}$ !{v} | !{n}$",
  'e:{W} t:{n} -t:{n} c>=2 pow<{j} (o:"{v} a {n}" or o:/^{W}:/) is:{n}',
  '{n} NEAR/{j} {W} OR ({n}* AND "{v} the {n}" <-> {W}:*)',
  "{n} & ({W} | !{F}) <{j}> {n}:*A",
  '@{F} "{n} {W}"/{j} @!({n}) -{v} << {W} ={n}',
  "@{F}:{{W} | {n}} -@{n}:[{j} ({i}] (%{W}%) => {$weight: {j}.5}",
] as const;

const KEYS = ["q", "query", "search", "s", "term", "filter", "kql", "searchText", "$search", "text"] as const;

function draft(random: Random): Draft {
  const text = random.chance(0.15) ? inSearch(random) : filled(random, random.part(SEARCHES));
  const key = random.pick(KEYS);
  if (random.chance(0.7)) {
    const page = {
      [random.pick(["page", "from", "cursor"])]: String(random.int(0, 90)),
      [random.pick(["tz", "lang"])]: "en",
    };
    return get(
      random.pick(["/search", "/api/search", "/api/v3/issues", "/logs", "/suggest"]),
      { [key]: text, ...page },
      random.chance(0.5),
    );
  }
  return json(
    "POST",
    random.pick(["/api/search", "/api/v2/logs/events/search", "/api/saved-searches", "/api/alerts"]),
    {
      name: filled(random, random.pick(["{n} {v} ({i})", "{W}", "{n}: {W}"])),
      [key]: text,
      range: { from: random.pick(["now-15m", "now-7d/d"]), to: "now" },
      columns: random.some(1, 4, () => filled(random, random.pick(["{n}.{F}", "@{n}", "{W}", "-{F}"]))),
    },
  );
}

/** Search boxes that understand operators. */
export const searches: Family = { name: "search", weight: 8, draft };
