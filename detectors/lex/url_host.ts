/**
 * What a host name or address means to a server that calls it: itself, its network, its cloud's secrets.
 * @module
 */

/** How near a host is to the server. */
export type HostKind = "metadata" | "loopback" | "private" | "rebinding" | "public";

/** Hosts that hand out a cloud's credentials. */
const METADATA: ReadonlySet<string> = new Set([
  "169.254.169.254",
  "169.254.170.2",
  "169.254.170.23",
  "169.254.169.253",
  "169.254.42.42",
  "169.254.0.23",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
  "[fd00:ec2::254]",
  "[fd00:ec2::23]",
  "[fd20:ce::254]",
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "metadata.tencentyun.com",
  "metadata.packet.net",
  "metadata.azure.internal",
  "metadata.platformequinix.com",
  "metadata.oraclecloud.com",
  "instance-data",
  "instance-data.ec2.internal",
  "rancher-metadata",
]);

/** Names of the machine itself and of its cluster. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  "localhost",
  "localhost.localdomain",
  "localhost4",
  "localhost4.localdomain4",
  "localhost6",
  "localhost6.localdomain6",
  "ip6-localhost",
  "ip6-loopback",
  "ipv6-localhost",
  "ipv6-loopback",
  "broadcasthost",
  "host.docker.internal",
  "gateway.docker.internal",
  "kubernetes.docker.internal",
  "docker.for.mac.localhost",
  "host.containers.internal",
  "kubernetes",
  "kubernetes.default",
  "kubernetes.default.svc",
  "kubernetes.default.svc.cluster.local",
]);

/** Endings of names that only resolve inside. */
const INNER_ENDINGS = [".localhost", ".localdomain", ".internal", ".svc.cluster.local", ".cluster.local", ".svc"];

/** Public names that resolve to whatever address their first labels spell, or to 127.0.0.1. */
const REBINDING = [
  "nip.io",
  "sslip.io",
  "xip.io",
  "localtest.me",
  "lvh.me",
  "vcap.me",
  "lacolhost.com",
  "yoogle.com",
  "readme.localtest.me",
  "1u.ms",
  "rbndr.us",
  "ip6.name",
  "ipq.co",
  "nip.cam",
  "localdomain.pw",
  "ulh.us",
  "domaincontrol.com.localhost",
  "fbi.com.localhost",
  "rebind.network",
  "make-127-0-0-1.com",
  "spoofed.burpcollaborator.net",
];

/** Judges a host as `URL.hostname` gives it: lower case, IPv4 dotted, IPv6 in brackets. */
export function kindOfHost(host: string): HostKind {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  if (METADATA.has(name)) return "metadata";
  if (OWN_NAMES.has(name) || INNER_ENDINGS.some((ending) => name.endsWith(ending))) return "loopback";
  if (name.startsWith("[")) return kindOfIpv6(name.slice(1, -1));
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return kindOfIpv4(name);
  if (REBINDING.some((domain) => name === domain || name.endsWith("." + domain))) return "rebinding";
  return "public";
}

function kindOfIpv4(address: string): HostKind {
  const [a = 0, b = 0] = address.split(".").map(Number);
  if (a === 127 || a === 0) return "loopback";
  if (a === 169 && b === 254) return "metadata";
  const inner = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) || (a === 198 && (b === 18 || b === 19));
  return inner ? "private" : "public";
}

function kindOfIpv6(address: string): HostKind {
  if (address === "::1" || address === "::") return "loopback";
  // IPv4 inside: mapped `::ffff:`, translated `64:ff9b::`, compatible `::`.
  const mapped = /^(?:::ffff:(?:0:)?|64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped) {
    const high = parseInt(mapped[1]!, 16);
    const low = parseInt(mapped[2]!, 16);
    const dotted = `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
    return METADATA.has(dotted) ? "metadata" : kindOfIpv4(dotted);
  }
  if (/^f[cd]/.test(address) || /^fe[89ab]/.test(address)) return "private";
  return "public";
}
