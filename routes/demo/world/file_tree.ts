/**
 * A fake file tree: a map of texts. There is no way from here to the files of the host.
 * @module
 */

/** Folder that the file endpoint means to serve. */
export const PUBLIC_FOLDER = "/srv/shop/public/files/";

const PROGRAMS = ["base64", "bash", "cat", "curl", "echo", "env", "false", "grep", "head", "id", "ls", "ping", "pwd"]
  .concat(["sh", "sleep", "true", "uname", "wc", "wget", "whoami"]);

/** Every file, by absolute path. All made up. */
const FILES: ReadonlyMap<string, string> = new Map([
  [`${PUBLIC_FOLDER}terms.txt`, "Terms of the Glasshouse shop.\nBe kind. Nothing here is for sale.\n"],
  [`${PUBLIC_FOLDER}reports/2026/november.csv`, "day,orders\n20,14\n21,9\n22,17\n"],
  [`${PUBLIC_FOLDER}reports/2025.csv`, "month,orders\nnovember,380\ndecember,611\n"],
  [`${PUBLIC_FOLDER}manual..draft.txt`, "Two dots in a name are only two dots.\n"],
  [
    "/srv/shop/.env",
    "DATABASE_URL=postgres://shop:fake-password@db.shop.internal/shop\nSECRET_KEY=fake-5f4dcc3b5aa7\n",
  ],
  ["/srv/shop/config.json", '{"debug": true, "admin": "admin@glasshouse.test"}\n'],
  [
    "/etc/passwd",
    "root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\n" +
    "deploy:x:1000:1000:Deploy:/home/deploy:/bin/bash\n",
  ],
  ["/etc/hosts", "127.0.0.1 localhost\n10.0.0.5 intranet.shop.internal\n"],
  ["/etc/hostname", "glasshouse-demo\n"],
  ["/proc/self/environ", "SECRET_KEY=fake-5f4dcc3b5aa7\0HOME=/var/www\0"],
  ["/home/deploy/.ssh/id_ed25519", "THIS IS NO KEY. In a real house it would be one.\n"],
  ...PROGRAMS.map((name): [string, string] => [`/bin/${name}`, "(a program)\n"]),
]);

/** Absolute, normalised path: `.` and `..` resolved, never above the root. */
export function toAbsolute(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** Text of a file; nothing where there is none. */
export function readFile(path: string): string | undefined {
  return FILES.get(path);
}

/** Names in a folder, sorted, folders with a slash; nothing where there is no such folder. */
export function listFolder(path: string): string[] | undefined {
  const prefix = path === "/" ? "/" : `${path}/`;
  const names = new Set<string>();
  for (const file of FILES.keys()) {
    if (!file.startsWith(prefix)) continue;
    const rest = file.slice(prefix.length);
    const slash = rest.indexOf("/");
    names.add(slash === -1 ? rest : rest.slice(0, slash + 1));
  }
  return names.size === 0 ? undefined : [...names].sort();
}

/** Paths of all files and folders. */
export function allPaths(): string[] {
  const paths = new Set<string>();
  for (const file of FILES.keys()) {
    for (let slash = file.indexOf("/", 1); slash !== -1; slash = file.indexOf("/", slash + 1)) {
      paths.add(file.slice(0, slash));
    }
    paths.add(file);
  }
  return [...paths].sort();
}
