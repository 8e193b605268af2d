/**
 * Where a figure comes from: which commit and which bytes were measured.
 * @module
 */

/** The commit that was measured; with `+` when the engine had changes on top, the weights aside. */
export async function commit(): Promise<string> {
  const head = await git("rev-parse", "--short=12", "HEAD");
  const changes = await git("status", "--porcelain", "--", "detectors");
  const code = changes.split("\n").filter((line) => line.endsWith(".ts"));
  return code.length === 0 ? head : `${head}+`;
}

/** SHA-256 in hexadecimal digits. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))).toHex();
}

async function git(...args: string[]): Promise<string> {
  const { stdout, success } = await new Deno.Command("git", { args, cwd: new URL(".", import.meta.url) }).output();
  return success ? new TextDecoder().decode(stdout).trim() : "unknown";
}
