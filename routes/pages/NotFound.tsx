/**
 * The page for an address where nothing is, for people; programs get problem details.
 * @module
 */
import { Document } from "./Document.tsx";

/** What is not there, and where one can go. */
export function NotFound({ path }: { readonly path: string }) {
  return (
    <Document title="Nothing here · Glasshouse" path="" skip={["#page", "Skip to the text"]} bar={null}>
      <main id="page" class="learn" tabIndex={-1}>
        <div class="learn-text">
          <h2>Nothing here</h2>
          <p class="lead">
            No page and no endpoint of the demo API has the address <code class="bytes">{path}</code>.
          </p>
          <p>
            <a href="/">Back to the playground</a>
          </p>
        </div>
      </main>
    </Document>
  );
}
