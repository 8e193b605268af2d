/**
 * Accounts: sign-up, log-in, keys, addresses, payment. People choose passwords full of signs, and live in odd places.
 * @module
 */
import { inCode, inWords, nameOf } from "./conditions.ts";
import { type Draft, type Family, form, json } from "./draft.ts";
import { filled, person, sentence } from "./prose.ts";
import type { Random } from "./random.ts";
import { CITIES, COMPANIES, LOCALES } from "./words.ts";

const SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** What password managers make, and what people make up. */
const PASSWORDS: readonly ((random: Random) => string)[] = [
  (r) => r.chars(r.int(12, 28), LETTERS + SIGNS),
  (r) => r.chars(r.int(10, 20), LETTERS + "!@#$%^&*"),
  (r) => r.some(3, 5, () => filled(r, "{W}")).join(r.pick(["-", ".", " ", "_"])),
  (r) => filled(r, r.pick(["{W}{j}!", "{n}&{W}{j}", "!{W}*{n}!", "I<3{W}{j}", "{W}'s{n}#{j}"])),
  (r) => filled(r, r.pick(["{W}@{j}{n}$", 'My{n}is"{W}"', "({W}){j}=%", "{n}->{W};{j}", "x{j}||{W}?"])),
  (r) => `${r.chars(6, LETTERS)}-${r.chars(6, LETTERS)}-${r.chars(6, LETTERS)}`,
  (r) => r.chars(r.int(3, 6), SIGNS) + filled(r, "{W}") + r.chars(r.int(2, 5), SIGNS),
  (r) => filled(r, "{W}") + r.chars(r.int(1, 4), SIGNS) + String(r.int(1, 9999)),
];

const STREETS = [
  "{j} {W} St., Apt. #{j}",
  "Rue de l'{W} n° {j} bis",
  "{W}straße {j}/{j} (Hof)",
  "{j}½ {W} Ave & {j}th",
  'Unit {j}, "{W} House"; {n} Rd.',
  "C/ {W}, {j}, 3º-2ª",
  "ul. {W} {j} m. {j}",
  "Via dell'{W}, {j}/A",
  "{W} Bldg. <Rear>, Lot {j} = {j}B",
  "P.O. Box {i} c/o {p}",
  "{j}-{j}-{j} {W}, #{i}",
  "S/O {p}, H.No. {j}-{j}/{j}*",
] as const;

const password = (r: Random): string => r.part(PASSWORDS)(r);

function credentials(r: Random): Record<string, string> {
  return {
    [r.pick(["email", "username", "login", "user[email]"])]: filled(
      r,
      r.pick(["{W}@example.com", "{u}@example.org", "{W}.o'{W}@example.net", '"{W} {n}"@example.com']),
    ),
    [r.pick(["password", "passwd", "user[password]", "current_password"])]: password(r),
    ...(r.chance(0.3) ? { remember: "1", _csrf: r.chars(43, `${LETTERS}-_`) } : {}),
  };
}

function address(r: Random): Record<string, string> {
  return {
    name: person(r),
    street: filled(r, r.part(STREETS)),
    city: r.part(CITIES),
    company: r.part(COMPANIES),
    vat: r.pick([`DE${r.int(100_000_000, 999_999_999)}`, `IE${r.int(1_000_000, 9_999_999)}WA`, "-", "n/a"]),
    phone: `+${r.int(1, 99)} (0)${r.int(10, 999)}/${r.int(100, 999)}-${r.int(10, 99)} ext. ${r.int(1, 99)}`,
  };
}

const MADE: readonly ((random: Random) => Draft)[] = [
  (r) => form("/login", credentials(r)),
  (r) =>
    json("POST", "/api/sessions", {
      ...credentials(r),
      device: { name: filled(r, "{W}'s iPhone ({j})"), locale: r.pick(LOCALES) },
    }),
  (r) => form("/signup", { ...credentials(r), name: person(r), "security[answer]": sentence(r) }),
  (r) =>
    json("POST", "/api/users", {
      ...credentials(r),
      profile: address(r),
      preferences: { signature: filled(r, "-- \n{p} | {n} @ {W}") },
    }),
  (r) => json("PUT", "/api/account/password", { current: password(r), new: password(r), confirm: true }),
  (r) => form("/account/password", { old: password(r), new: password(r), _method: "put" }),
  (r) =>
    json("POST", "/oauth/token", {
      grant_type: "password",
      client_secret: r.chars(32, `${LETTERS}~._-`),
      password: password(r),
      scope: "openid profile:read *",
    }),
  (r) =>
    json("POST", "/api/vault/items", {
      title: filled(r, "{W} ({n})"),
      fields: r.some(1, 4, () => ({ label: filled(r, "{F}"), value: password(r), hidden: true })),
    }),
  (r) => form("/checkout", { ...address(r), "card[name]": person(r), note: sentence(r) }),
  (r) =>
    json("POST", "/api/addresses", {
      ...address(r),
      geo: [r.int(-90, 90), r.int(-180, 180)],
      instructions: filled(r, "ring twice; gate code #{i}* ({p})"),
    }),
];

/** Who may do what, and under which condition. */
function role(random: Random): Draft {
  return json("PUT", `/api/roles/${random.int(1, 99)}`, {
    name: filled(random, "{n} {v}"),
    grants: random.some(1, 3, () => ({
      resource: filled(random, random.pick(["{R}/*", "{R}:{n}", "projects/{W}/{R}"])),
      attributes: ["*", `!${nameOf(random)}`],
      when: random.pick([inCode, inWords])(random),
    })),
  });
}

function draft(random: Random): Draft {
  if (random.chance(0.06)) return role(random);
  return random.part(MADE)(random);
}

/** Accounts and addresses. */
export const accounts: Family = { name: "account", weight: 7, draft };
