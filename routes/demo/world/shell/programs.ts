/**
 * The programs of the fake shell. They read the fake file tree and the fake network and nothing else.
 * @module
 */
import { listFolder, readFile, toAbsolute } from "../file_tree.ts";
import { addressOf, fetchInside } from "../network.ts";

/** What a program is given. */
export interface Invocation {
  readonly args: readonly string[];
  readonly input: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Runs a command line: `sh` needs it. */
  readonly run: (source: string) => string;
}

/** What a program says. */
export interface Printed {
  readonly text: string;
  readonly status: number;
}

/** A program. */
export type Program = (invocation: Invocation) => Printed;

const HOME = "/var/www";

const ok = (text: string): Printed => ({ text, status: 0 });
const failed = (text: string, status = 1): Printed => ({ text: `${text}\n`, status });

/** Arguments that are no options. */
const operands = (args: readonly string[]) => args.filter((arg) => !arg.startsWith("-") || arg === "-");

/** Text of the named files, or the input where none is named. */
function read(name: string, { args, input }: Invocation, files = operands(args)): Printed {
  if (files.length === 0) return ok(input);
  let text = "";
  for (const file of files) {
    const path = toAbsolute(HOME, file);
    const content = readFile(path);
    if (content === undefined) {
      return failed(`${text}${name}: ${file}: ${listFolder(path) ? "Is a directory" : "No such file or directory"}`);
    }
    text += content;
  }
  return ok(text);
}

function fetchText({ args }: Invocation): Printed {
  const [address = ""] = operands(args);
  const { body, error } = fetchInside(address.includes("://") ? address : `http://${address}`);
  return body === undefined ? failed(`curl: ${error}`, 7) : ok(body);
}

/** Every program by name. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  ping({ args }) {
    const host = operands(args.filter((_arg, index) => args[index - 1] !== "-c"))[0];
    if (host === undefined || host === "") return failed("ping: usage error: Destination address required", 2);
    if (!/^[\w.:[\]-]{1,100}$/.test(host)) return failed(`ping: ${host}: Name or service not known`, 2);
    return ok(
      `PING ${host} (${addressOf(host)}): 56 data bytes\n` +
        "1 packets transmitted, 1 packets received, 0.0% packet loss\n",
    );
  },
  cat: (invocation) => read("cat", invocation),
  head: (invocation) => {
    const files = operands(invocation.args.filter((_arg, index) => invocation.args[index - 1] !== "-n"));
    const printed = read("head", invocation, files);
    return { ...printed, text: printed.text.split("\n").slice(0, 10).join("\n") };
  },
  grep: (invocation) => {
    const [wanted = "", ...files] = operands(invocation.args);
    const { text, status } = read("grep", invocation, files);
    const lines = text.split("\n").filter((line) => line.includes(wanted));
    return status !== 0
      ? { text, status }
      : { text: lines.map((line) => `${line}\n`).join(""), status: lines[0] ? 0 : 1 };
  },
  wc: (invocation) => {
    const { text, status } = read("wc", invocation);
    return status !== 0 ? { text, status } : ok(`${text.split("\n").length - 1} ${text.length}\n`);
  },
  ls({ args }) {
    const folder = operands(args)[0] ?? ".";
    const path = toAbsolute(HOME, folder);
    const names = listFolder(path) ?? (readFile(path) === undefined ? undefined : [folder]);
    if (names === undefined && path !== HOME) return failed(`ls: ${folder}: No such file or directory`, 2);
    return ok((names ?? []).map((name) => `${name}\n`).join(""));
  },
  id: () => ok("uid=33(www-data) gid=33(www-data) groups=33(www-data)\n"),
  whoami: () => ok("www-data\n"),
  uname: ({ args }) => ok(args.includes("-a") ? "Linux glasshouse-demo 0.0-fake x86_64\n" : "Linux\n"),
  pwd: () => ok(`${HOME}\n`),
  env: ({ variables }) => ok(Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join("")),
  echo: ({ args }) => ok(`${args.filter((arg, index) => index > 0 || arg !== "-n").join(" ")}\n`),
  true: () => ok(""),
  false: () => ({ text: "", status: 1 }),
  sleep: ({ args }) => ok(`(the fake shell would sleep ${args[0] ?? "0"} s here)\n`),
  curl: fetchText,
  wget: fetchText,
  base64(invocation) {
    const { text, status } = read("base64", invocation);
    if (status !== 0) return { text, status };
    try {
      return ok(invocation.args.some((arg) => /^(-d|--decode)$/.test(arg)) ? atob(text.trim()) : `${btoa(text)}\n`);
    } catch {
      return failed("base64: invalid input");
    }
  },
  sh: ({ args, input, run }) => ok(run(args[0] === "-c" ? args[1] ?? "" : input)),
  bash: ({ args, input, run }) => ok(run(args[0] === "-c" ? args[1] ?? "" : input)),
};
