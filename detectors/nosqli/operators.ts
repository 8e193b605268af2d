/**
 * Operator objects in names: `password[$ne]=` and `{"password": {"$ne": null}}` make a question out of a value.
 * @module
 */

/** Query operators of MongoDB and of what speaks its language. */
export const OPERATORS: ReadonlySet<string> = new Set(
  "eq ne gt gte lt lte in nin regex options exists not or and nor where expr mod all elemMatch size text type comment function jsonSchema near within"
    .toLowerCase().split(" "),
);

/** Operators and stages that run code or write elsewhere; no client has a use for them. */
const DANGEROUS: ReadonlySet<string> = new Set(
  "where expr function accumulator out merge lookup unionwith graphlookup".split(" "),
);

/** Names under which a request proves who it is. */
const SECRETS =
  /^(?:.*[_-])?(?:pass|password|passwd|pwd|passphrase|passcode|token|accesstoken|access_token|secret|otp|pin|apikey|api_key|session|sessionid|hash|answer|mfa|captcha)\d?$/;

/** Names that say who is meant. */
const IDENTITIES =
  /^(?:.*[_-])?(?:user|username|userid|user_id|uname|usr|login|email|mail|e-mail|role|account|id|uid|name|phone|admin|isadmin|code|key)$/;

/** Fields whose purpose is to carry a query. */
const FILTERS: ReadonlySet<string> = new Set(
  "filter filters where query queries selector criteria match conditions condition search find pipeline aggregate rules mongo expression predicate must should metadata_filter lookup segment audience populate scope validator partialfilterexpression"
    .split(" "),
);

/** An operator, with the names on the way to it, outermost first. */
export interface OperatorUse {
  readonly operator: string;
  readonly path: readonly string[];
}

/** What a name says: `user[$ne]`, a JSON pointer that ends in `$ne`. Undefined when it is no operator. */
export function operatorOf(name: string): OperatorUse | undefined {
  const dollar = name.indexOf("$");
  if (dollar < 0 || name.length > 512) return undefined;
  const path = name.toLowerCase().split(/[/[\].]/, 64).filter((piece) => piece !== "" && !/^[0-9]{1,6}$/.test(piece));
  const isOperator = (piece: string) =>
    piece.startsWith("$") && (OPERATORS.has(piece.slice(1)) || DANGEROUS.has(piece.slice(1)));
  // `$or[1].$where` is code.
  const code = path.findIndex((piece) => piece === "$where" || piece === "$function" || piece === "$accumulator");
  const at = code >= 0 ? code : path.findIndex(isOperator);
  if (at < 0) return undefined;
  return { operator: path[at]!.slice(1), path: path.slice(0, at) };
}

/** How sure an operator in this place is an attack. */
export type OperatorJudgement = "code" | "secret" | "identity" | "always-true" | "operator" | "filter";

/** Judges an operator by the name that it stands under and, where there is one, the value that it has. */
export function judgeOperator({ operator, path }: OperatorUse, value: string | undefined): OperatorJudgement {
  const parent = path[path.length - 1] ?? "";
  const filtered = path.some((piece) => FILTERS.has(piece.replace(/^\$/, "")));
  if (operator === "where" || operator === "function" || operator === "accumulator") return "code";
  if (DANGEROUS.has(operator)) return filtered ? "filter" : "code";
  if (SECRETS.test(parent)) return "secret";
  if (filtered) return "filter";
  const asksForMany = operator !== "in" && operator !== "eq" && operator !== "lt" && operator !== "lte";
  if (IDENTITIES.test(parent)) {
    if (parent === "id" || parent === "name" || parent === "code" || parent === "key") {
      return isAlwaysTrue(operator, value) || operator === "ne" || isFromStart(operator, value)
        ? "identity"
        : "operator";
    }
    return asksForMany || parent !== "email" ? "identity" : "operator";
  }
  return isAlwaysTrue(operator, value) ? "always-true" : "operator";
}

/** `id > 0` is every id. */
function isFromStart(operator: string, value: string | undefined): boolean {
  return (operator === "gt" || operator === "gte") && (value === "0" || value === "-1");
}

/** Shapes that match whatever is stored. */
function isAlwaysTrue(operator: string, value: string | undefined): boolean {
  switch (operator) {
    case "ne":
    case "gt":
    case "gte":
      return value === undefined || value === "" || value === "null";
    case "regex":
      return value !== undefined && /^(?:\^|\.\*|\^\.\*|\.\*\$|\.|\.\+|\^\.\*\$|\^\.\+|\^[a-z0-9])$/i.test(value);
    case "exists":
      return value === undefined || value === "true" || value === "1";
    default:
      return false;
  }
}

/** Whether the field of this name is there to carry a query. */
export function carriesFilter(name: string): boolean {
  return FILTERS.has(name.slice(name.lastIndexOf("/") + 1).replace(/^\$/, "").toLowerCase());
}
