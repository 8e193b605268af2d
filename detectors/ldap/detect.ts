/**
 * LDAP injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const ldap: Detector = { name: "ldap", title: "LDAP injection", rules: [], detect: () => [] };
