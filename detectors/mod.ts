/**
 * The list of detectors, in the order in which they run.
 * @module
 */
import { code } from "./code/detect.ts";
import { crlf } from "./crlf/detect.ts";
import { evasion } from "./evasion/detect.ts";
import { graphql } from "./graphql/detect.ts";
import { ldap } from "./ldap/detect.ts";
import { mail } from "./mail/detect.ts";
import { nosqli } from "./nosqli/detect.ts";
import { protocol } from "./protocol/detect.ts";
import { protopollution } from "./protopollution/detect.ts";
import { rce } from "./rce/detect.ts";
import { redirect } from "./redirect/detect.ts";
import { rfi } from "./rfi/detect.ts";
import { scanner } from "./scanner/detect.ts";
import { sqli } from "./sqli/detect.ts";
import { ssi } from "./ssi/detect.ts";
import { ssrf } from "./ssrf/detect.ts";
import { ssti } from "./ssti/detect.ts";
import { traversal } from "./traversal/detect.ts";
import { upload } from "./upload/detect.ts";
import { xpath } from "./xpath/detect.ts";
import { xss } from "./xss/detect.ts";
import { xxe } from "./xxe/detect.ts";
import type { Detector } from "./types.ts";

/** Every detector. To add one: write its folder, add it here. */
export const DETECTORS: readonly Detector[] = [
  sqli,
  nosqli,
  ldap,
  xpath,
  xss,
  ssti,
  code,
  ssi,
  traversal,
  rfi,
  rce,
  ssrf,
  xxe,
  crlf,
  redirect,
  scanner,
  upload,
  protopollution,
  mail,
  graphql,
  protocol,
  evasion,
];
