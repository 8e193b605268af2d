/**
 * The frame of every page: head, style sheets, navigation.
 * @module
 */
import type { ComponentChildren } from "preact";

export interface DocumentProps {
  readonly title: string;
  /** Path of this page, for the navigation. */
  readonly path: string;
  /** Right side of the head of the page. */
  readonly bar: ComponentChildren;
  /** Where the first link leads, and its text. */
  readonly skip?: readonly [to: string, text: string];
  readonly children: ComponentChildren;
}

/** Style sheets in the order of their layers. */
const STYLES = [
  "tokens",
  "app",
  "layout",
  "throw",
  "lanes",
  "glass",
  "compare",
  "house",
  "profiles",
  "accuracy",
  "model",
]
  .concat(["curves", "learn", "lesson", "diff", "lab", "tour", "touch"]);

/** Pages in the navigation. */
export const NAVIGATION: readonly (readonly [path: string, title: string])[] = [
  ["/", "Play"],
  ["/learn", "Lessons"],
  ["/model", "Model"],
  ["/accuracy", "Accuracy"],
];

/** A whole document. */
export function Document({ title, path, bar, skip = ["#throw", "Skip to the launcher"], children }: DocumentProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content="An API behind glass: throw attacks at it and see, byte by byte, what the guard sees."
        />
        <title>{title}</title>
        <script src="/static/theme.js" />
        <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
        {STYLES.map((name) => <link key={name} rel="stylesheet" href={`/static/${name}.css`} />)}
        <script type="module" src="/static/js/main.js" />
      </head>
      <body>
        <a class="skip" href={skip[0]}>{skip[1]}</a>
        <header class="head">
          <h1>
            <a class="brand" href="/">
              <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path d="M3 9l7-6 7 6v8H3zM3 9h14M10 3v14" />
              </svg>
              Glasshouse
            </a>
          </h1>
          <nav aria-label="Pages">
            {NAVIGATION.map(([to, name]) => (
              <a key={to} href={to} aria-current={to === path ? "page" : undefined}>{name}</a>
            ))}
          </nav>
          {bar}
        </header>
        {children}
      </body>
    </html>
  );
}
