/**
 * A ping for the support team. Weak: the host is glued into a command line that a shell reads. Correct: the host has
 * to look like one, and is handed over as one argument, without a shell.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { PROGRAMS } from "./world/shell/programs.ts";
import { runShell } from "./world/shell/run.ts";

/** Longest host that is looked at. */
const MOST = 1_000;

/** `GET /api/ping?host=` */
export function weakPing(call: Call): Reply {
  const line = `ping -c 1 ${hostOf(call)}`;
  const { output, ran } = runShell(line);
  const others = ran.filter(([name], index) => name !== "ping" || index > 0);
  const effect: WorldEffect = {
    kind: "shell",
    steps: [
      { label: "the shell reads", text: line },
      ...ran.map((argv) => ({ label: "runs", text: argv.join(" ") })),
      { label: "prints", text: output },
    ],
    expected: isHost(hostOf(call)) ? "The correct twin pings the same host." : "The correct twin answers 400.",
    summary: others.length > 0
      ? `Beside the ping the shell ran: ${others.map(([name]) => name).join(", ")}.`
      : "Only the ping ran.",
    harmful: others.length > 0,
  };
  return { body: { output }, effect };
}

/** `GET /api/safe/ping?host=` */
export function safePing(call: Call): Reply {
  const host = hostOf(call);
  if (!isHost(host)) throw new DemoProblem(400, '"host" must be a host name or an address.');
  const output = PROGRAMS.ping?.({ args: ["-c", "1", host], input: "", variables: {}, run: () => "" }).text ?? "";
  const effect: WorldEffect = {
    kind: "shell",
    steps: [{ label: "runs without a shell", text: `ping -c 1 ${host}` }, { label: "prints", text: output }],
    expected: "This is the correct twin.",
    summary: "Only the ping ran.",
    harmful: false,
  };
  return { body: { output }, effect };
}

function hostOf(call: Call): string {
  const host = queryText(call.input, "host") ?? "";
  if (host.length > MOST) throw new DemoProblem(413, `"host" is longer than ${MOST} characters.`);
  return host;
}

/** Letters, digits, dots, colons and dashes, and no dash in front: that would be an option. */
function isHost(host: string): boolean {
  return /^[A-Za-z0-9[][A-Za-z0-9.:\]-]{0,99}$/.test(host);
}
