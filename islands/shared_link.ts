/**
 * What a shared link needs, as a script of its own: as long as it is on its way, the browser does not call the page
 * loaded. An `import()` would not keep it from doing so, and the server may be gone right after.
 * @module
 */
import "./play.ts";
import "./verdict.ts";
