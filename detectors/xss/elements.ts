/**
 * Elements and hosts that the rules name.
 * @module
 */

/** Elements whose content a browser reads as text: a value that closes one was standing in it. */
export const RAW_TEXT_ELEMENTS = new Set([
  "title",
  "textarea",
  "script",
  "style",
  "noscript",
  "noembed",
  "noframes",
  "xmp",
  "plaintext",
  "iframe",
  "select",
  "template",
  "comment",
]);

/** Elements of a page rather than of a text. */
export const RISKY_ELEMENTS = new Set(["form", "xml", "foreignobject", "portal", "fencedframe", "title", "body"]);

/** Elements that no editor has written for decades, and defacers and testers still do. */
export const OBSOLETE_ELEMENTS = new Set([
  "marquee",
  "blink",
  "bgsound",
  "isindex",
  "plaintext",
  "frameset",
  "layer",
  "ilayer",
  "vmlframe",
  "keygen",
  "xmp",
  "listing",
  "nextid",
]);

/** Players and maps that rich-text editors embed; whole hosts or what ends in them. */
const EMBED_HOSTS = [
  "youtube.com",
  "youtube-nocookie.com",
  "youtu.be",
  "vimeo.com",
  "dailymotion.com",
  "spotify.com",
  "soundcloud.com",
  "loom.com",
  "wistia.net",
  "wistia.com",
  "twitch.tv",
  "google.com",
  "openstreetmap.org",
  "codepen.io",
  "codesandbox.io",
  "stackblitz.com",
  "figma.com",
  "airtable.com",
  "typeform.com",
  "facebook.com",
  "instagram.com",
  "tiktok.com",
  "twitter.com",
  "slideshare.net",
  "canva.com",
  "miro.com",
  "datawrapper.de",
  "bandcamp.com",
  "apple.com",
  "microsoft.com",
  "office.com",
  "sharepoint.com",
];

/** First part of the path on hosts that also serve pages of anybody. */
const EMBED_PATHS =
  /^\/(?:embed|e|player|video|videos|widgets?|plugins|maps|v|share|export|forms|document|presentation|file|play|docs|calendar|p|d|i)\b/;

/** Whether the URL (lower case, no white space) is an https embed of a known player or map. */
export function isKnownEmbed(url: string): boolean {
  const match = /^(?:https:)?\/\/([a-z0-9.-]{1,80})(\/[^?#]*)?/.exec(url);
  if (!match) return false;
  const host = match[1]!;
  if (!EMBED_HOSTS.some((known) => host === known || host.endsWith(`.${known}`))) return false;
  return EMBED_PATHS.test(match[2] ?? "");
}
