/**
 * Addresses of our own scripts, as browsers that enforce Trusted Types take them: from a policy that knows no others.
 * @module
 */

/** The bundles beside the page's own. */
const SCRIPTS = ["/static/js/fire_worker.js", "/static/js/shared_link.js"] as const;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): URL };
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** The address of a script, for a worker or an element. */
export function ownScript(script: (typeof SCRIPTS)[number]): URL | string {
  policy ??= globalThis.trustedTypes?.createPolicy("glass-script", {
    createScriptURL: (url) => {
      if (!SCRIPTS.some((own) => own === url)) throw new TypeError(`Cannot load a script: ${url} is not ours`);
      return url;
    },
  });
  return policy?.createScriptURL(script) ?? script;
}
