/**
 * GraphQL over HTTP: queries, mutations, fragments, batches, persisted queries, in bodies and in query strings.
 * @module
 */
import { type Draft, type Family, get, json } from "./draft.ts";
import { paragraph, person, sentence } from "./prose.ts";
import type { Random } from "./random.ts";
import { developerMessage } from "./snippets.ts";
import { NOUNS, PRODUCTS, VERBS } from "./words.ts";

const SCALARS = [
  "id",
  "name",
  "title",
  "createdAt",
  "__typename",
  "totalCount",
  "slug",
  "email",
  "status",
  "price { amount currency }",
] as const;

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

function selection(random: Random, depth: number, pretty: boolean): string {
  const fields = random.some(1, 4, () => random.pick(SCALARS) as string);
  if (depth > 0 && random.chance(0.7)) {
    const noun = random.pick(NOUNS);
    const arguments_ = random.pick([
      "",
      `(first: ${random.int(1, 50)}, after: "${btoa(`cursor:${random.int(1, 999)}`)}")`,
      `(where: {${noun}: {_eq: $id}, _or: [{name: {_ilike: "%${random.pick(NOUNS)}%"}}, {price: {_lte: ${
        random.int(1, 99)
      }}}]})`,
      `(orderBy: {field: CREATED_AT, direction: DESC})`,
      ` @include(if: $with${capital(noun)})`,
    ]);
    const alias = random.chance(0.2) ? `${random.pick(VERBS)}${random.int(1, 9)}: ` : "";
    fields.push(`${alias}${noun}s${arguments_} ${selection(random, depth - 1, pretty)}`);
  }
  if (random.chance(0.15)) fields.push(`... on ${capital(random.pick(NOUNS))} { id }`);
  return pretty ? `{\n${fields.join("\n").replace(/^/gm, "  ")}\n}` : `{ ${fields.join(" ")} }`;
}

function operation(random: Random): { query: string; name: string; isMutation: boolean } {
  const isMutation = random.chance(0.35);
  const noun = random.pick(NOUNS);
  const name = `${capital(random.pick(isMutation ? VERBS : NOUNS))}${capital(noun)}`;
  const variables = isMutation ? `$input: ${name}Input!` : `$id: ID!, $with${capital(noun)}: Boolean = false`;
  const field = isMutation ? `${random.pick(VERBS)}${capital(noun)}(input: $input)` : `${noun}(id: $id)`;
  const pretty = random.chance(0.7);
  const body = selection(random, random.int(1, 4), pretty);
  const gap = pretty ? "\n  " : " ";
  let query = `${isMutation ? "mutation" : "query"} ${name}(${variables}) {${gap}${field} ${body}${
    pretty ? "\n" : " "
  }}`;
  if (random.chance(0.3)) {
    query += `\n\nfragment ${capital(noun)}Fields on ${capital(noun)} ${selection(random, 1, pretty)}`;
  }
  if (random.chance(0.15)) query = `# ${sentence(random).replaceAll("\n", " ")}\n${query}`;
  return { query, name, isMutation };
}

function variablesOf(random: Random, isMutation: boolean): unknown {
  if (!isMutation) {
    return { id: random.pick([random.uuid(), String(random.int(1, 9999)), btoa(`User:${random.int(1, 999)}`)]) };
  }
  return {
    input: {
      title: random.pick([sentence(random), random.part(PRODUCTS)]),
      body: random.chance(0.3) ? developerMessage(random) : paragraph(random, 5),
      author: { name: person(random), tags: random.some(0, 4, () => `#${random.pick(NOUNS)}`) },
      clientMutationId: random.uuid(),
    },
  };
}

/** An introspection as IDEs and code generators send it. */
const INTROSPECTION =
  "query IntrospectionQuery { __schema { queryType { name } types { kind name fields(includeDeprecated: true) { name args { name type { kind name ofType { name } } } } } directives { name locations } } }";

function draft(random: Random): Draft {
  const { query, name, isMutation } = operation(random);
  const one = { operationName: name, query, variables: variablesOf(random, isMutation) };
  const roll = random.int(0, 19);
  if (roll === 0) {
    return json("POST", "/graphql", { operationName: "IntrospectionQuery", query: INTROSPECTION, variables: {} });
  }
  if (roll <= 2) return json("POST", "/graphql", [one, { ...one, variables: variablesOf(random, isMutation) }]);
  if (roll <= 4) {
    return json("POST", "/api/graphql", {
      ...one,
      extensions: { persistedQuery: { version: 1, sha256Hash: random.hex(64) } },
    });
  }
  if (roll <= 8 && !isMutation) {
    return get(
      "/graphql",
      { query, operationName: name, variables: JSON.stringify(one.variables) },
      random.chance(0.5),
    );
  }
  if (roll === 9) {
    return {
      method: "POST",
      path: "/graphql",
      headers: { "Content-Type": "application/graphql" },
      body: query,
      carrier: "full",
    };
  }
  return json("POST", random.pick(["/graphql", "/api/graphql", "/v1/graphql", "/query"]), one);
}

/** GraphQL. */
export const graphql: Family = { name: "graphql", weight: 10, draft };
