/**
 * Filters of published API standards and of the frameworks that made one of their own: SCIM, FHIR, OData, RSQL, JSON:API,
 * CQL2, geodata, brackets of every kind.
 * @module
 */
import { inSigns, inWords } from "./conditions.ts";
import { type Draft, type Family, get, json } from "./draft.ts";
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";
import { RESOURCES } from "./words.ts";

/** Name of a parameter → its value, both with slots. */
type Params = Readonly<Record<string, string>>;

const PARAMS: readonly Params[] = [
  // SCIM
  {
    filter: 'userName eq "{W}" and (emails co "@example.com" or emails.value sw "{n}")',
    startIndex: "{j}",
    count: "50",
  },
  {
    filter: 'userType ne "{W}" and not (emails[type eq "work" and value ew ".org"])',
    attributes: "name.familyName,id",
  },
  { filter: 'meta.lastModified gt "{T}" and title pr', sortBy: "userName", sortOrder: "descending" },
  {
    filter: 'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "{W}" or active eq false',
    excludedAttributes: "groups",
  },
  // OData as directories and offices speak it
  { $filter: "startswith(displayName,'{W}') and accountEnabled eq true", $count: "true", $select: "id,mail" },
  { $filter: "groupTypes/any(c:c eq '{W}') or mail ne null", $orderby: "displayName desc,id", $top: "{j}" },
  { $filter: "receivedDateTime ge {T} and from/emailAddress/address eq '{u}@example.com'", $search: '"subject:{n}"' },
  { $filter: "{n}/{F} in ('{W}','{n}') and {F} has Ns.Color'Red' and ({i} mod 5) eq 0", $expand: "{R}($levels=max)" },
  { $apply: "filter({n} gt {i})/groupby(({F}/Name),aggregate({n} with sum as Total))", $skiptoken: "X'{X}'" },
  { $apply: "groupby((Time),aggregate($count as N))/orderby(N desc)/top({j})", $compute: "Price mul 1.19 as Gross" },
  { $filter: "geo.distance({F},geography'POINT(-1{j}.13 4{j}.6)') le {j} and Id eq {X}-0000-4000-a000-000000000000" },
  {
    $filter: "cast({F},Edm.String) eq '{W}' and substringof('{n}',{F}) and {F} add 5 ge {j}",
    $inlinecount: "allpages",
  },
  {
    $search: '"{F}:{W}" AND ("{n}" OR NOT {n})',
    $select: "*,{R}/$ref",
    $format: "application/json;odata.metadata=none",
  },
  // RSQL and FIQL
  { filter: 'genres=in=(sci-fi,{W});director=="{n} {W}";year=ge=19{j}', sort: "+{F},-{n}" },
  { q: "{F}!={W}*,(status==OPEN;{n}=gt={i});createdAt=lt={T}", limit: "{j}" },
  { query: "{n}.{F}==*{W}*;tags=contains=({n},{W}),{n}=isnull=true" },
  { search: "({F}=={n},{F}=re='^{W}$');{n}=between=({j},{i})", page: "{j}" },
  { fiql: "lastModified=lt=-P{j}DT12H;title=={W}*", _s: "name=={W};age=le={j}" },
  { search: "{F}:{W},{n}>{j},{n}<{i},{F}~{n}*,(type:a,'type:b)" },
  // JSON:API, Strapi, Nest, Spring, Laravel, Ransack, Sequelize, qs
  {
    "filter[{n}.{F}][$contains]": "{W}",
    "filter[or][0][{F}][not-in][]": "{n}",
    "page[size]": "{j}",
    include: "{R}.{n}",
  },
  { "filter[{F}:lt]": "{i}", "filter[{n}_id]": "in:{j},{i}", "fields[{R}]": "{F},{n}", "page[after]": "{X}==" },
  {
    "filter[group][conjunction]": "OR",
    "filter[a][condition][path]": "field_{n}.{F}",
    "filter[a][condition][operator]": "STARTS_WITH",
  },
  { "filter[{n}][operator]": "<>", "filter[{n}][value][]": "{W}", "sort[0][field]": "{F}", "sort[0][dir]": "desc" },
  {
    "filters[$and][0][{n}][{F}][$notNull]": "true",
    "filters[$and][1][{F}][$startsWith]": "{W}",
    "populate[{R}][fields][0]": "{F}",
  },
  { "s": '{"$and":[{"{F}":{"$cont":"{W}"}},{"{n}":{"$notnull":true}}]}', "join": "{n}||{F},id||on[0]={F}||eq||{W}" },
  { "filter": "{F}||$cont||{W}", "or": "{n}||$between||{j},{i}", "sort": "{F},DESC" },
  { "q[{n}_{F}_not_eq]": "{W}", "q[g][0][m]": "or", "q[g][0][{F}_start]": "{n}", "q[s]": "{F} desc" },
  { "{F}[operator]": "ILIKE", "{F}[value]": "%{W}%", "{n}[!]": "{W}", "{n}[>=]": "{i}" },
  { "{F}~": "{W}", "{n}!": "null", "{n}__gte": "{D}", "{F}__in": "{n},{W}", "ordering": "-{n},{F}" },
  {
    "{n}.{F}": "like.%{W}*",
    "or": '({n}.is.null,{F}.not.in.("{W},x",{n}))',
    "{n}->>{F}": "eq.{W}",
    "select": "*,{R}!inner(*)",
  },
  {
    "{F}": "not.ilike(any).{%{W}%,{n}%}",
    "and": "({n}.lt.{i},{n}.gte.{j})",
    "{n}": "cs.{{W},{n}}",
    "order": "{n}.desc.nullsfirst",
  },
  { "where": '{"{F}":{"like":"%{W}%"},"or":[{"{n}":{"lt":{i}}},{"{n}":null}]}', "select": "{F},{n}", "skip": "{j}" },
  { "where": "({F},eq,{W})~and(({n},gt,{j})~or({n},isnot,null))", "sort": "-{n}", "viewId": "vw{X}" },
  { "filterByFormula": "AND({{n}}='{W}',OR({{F}}>{j},NOT({{n}}=BLANK())))", "sort[0][field]": "{F}" },
  { "filterByFormula": 'SEARCH("{W}",LOWER({{F}}))>0', "fields[]": "{n}", "maxRecords": "{j}", "cellFormat": "string" },
  {
    "rules[0][field]": "{n}.{F}",
    "rules[0][op]": "!contains",
    "rules[0][data]": "{W}",
    "groupOp": "AND",
    "_search": "true",
  },
  {
    "columns[0][search][value]": "^{W}$",
    "columns[0][search][regex]": "true",
    "order[0][column]": "{j}",
    "draw": "{j}",
  },
  // FHIR
  {
    "_filter": 'name co "{W}" or birthdate ge {D}',
    "code": "http://loinc.org|{i}-4",
    "_include": "Patient:{n}:Organization",
  },
  {
    "date": "ge{D}",
    "value-quantity": "gt{j}.4||mg",
    "identifier": "urn:oid:1.2.{i}|{X}",
    "_has:Observation:{n}:code": "{i}-{j}",
  },
  { "name:contains": "{W}", "_sort": "-date,{F}", "patient.birthdate": "lt{D}", "_elements": "id,{F}" },
  { "near": "42.{i}|-83.{j}|11|km", "type:not": "{W}", "_revinclude": "Provenance:target", "status": "active,on-hold" },
  // Geodata and catalogues
  { CQL_FILTER: "{F} LIKE '{W}%' AND BBOX(geom,-{j}.5,40,{j},{i}) AND {n} BETWEEN {j} AND {i}", typeNames: "topp:{R}" },
  {
    filter: "eo:cloud_cover<={j} AND datetime>=TIMESTAMP('{T}') AND platform IN ('{W}','{n}')",
    "filter-lang": "cql2-text",
  },
  {
    filter: "INTERSECTS(geom,POLYGON((0 0,{j} 0,{j} {j},0 0))) AND NOT {F} IS NULL",
    crs: "http://www.opengis.net/def/crs/EPSG/0/4326",
  },
  {
    where: "{F}='{W}' AND {n}>{i} AND UPPER({F}) LIKE '%{n}%'",
    outFields: "*",
    geometry: '{"x":-1{j}.2,"y":4{j}}',
    f: "pjson",
  },
  { where: "1=1", outFields: "{F},{n}", orderByFields: "{n} DESC", resultOffset: "{i}", f: "geojson" },
  { data: '[out:json];node["{n}"="{W}"](around:{i},5{j}.1,1{j}.7);out;', bbox: "-{j}.1,4{j}.2,0,50" },
  {
    data: '[out:json][timeout:25];(way[{n}~"^({W}|{F})$"]({j},7,{j},8);rel(if:count_tags()>{j}););out geom;',
    info: "no",
  },
];

function draft(random: Random): Draft {
  const params = Object.fromEntries(
    Object.entries(random.part(PARAMS)).map((pair) => pair.map((text) => filled(random, text)) as [string, string]),
  );
  const path = `${random.pick(["/api/v2", "/scim/v2", "/odata", "/rest/v1", "/fhir", ""])}/${random.pick(RESOURCES)}`;
  if (random.chance(0.15)) {
    const [key, condition] = random.pick([["$filter", inWords], ["filter", inWords], ["filter", inSigns], [
      "q",
      inSigns,
    ]]);
    return get(path, { [key]: condition(random), count: String(random.int(1, 99)) }, random.chance(0.5));
  }
  if (random.chance(0.8)) return get(path, params, random.chance(0.5));
  return json("POST", `${path}/${random.pick(["views", "search", "_query", "exports"])}`, {
    title: filled(random, "{n} {W}"),
    params,
  });
}

/** Filters of API standards and frameworks. */
export const standards: Family = { name: "standard-filter", weight: 8, draft };
