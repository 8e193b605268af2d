/**
 * Threats by type: a ring, and always its table.
 * @module
 */
import type { Totals } from "../guard/types.ts";
import { totals } from "./feed.ts";
import { slicesOf } from "./slices.ts";
import { plural } from "./words.ts";

export interface TypesProps {
  readonly start: Totals;
}

/** Ring and table side by side. */
export function Types({ start }: TypesProps) {
  const slices = slicesOf((totals.value ?? start).byCategory);
  const total = slices.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="block" aria-label="Threats by type">
      <h3>Threats by type</h3>
      {slices.length === 0 ? <p class="empty">No threat yet.</p> : (
        <div class="types">
          <svg
            class="ring"
            viewBox="0 0 128 128"
            role="img"
            aria-label={`${plural(total, "threat")} by type; the table has the numbers`}
          >
            {slices.map(({ title, path }, i) => (
              <path key={title} d={path} class={`slice-${i}`}>
                <title>{title}</title>
              </path>
            ))}
            <text x="64" y="64" class="ring-total">{total.toLocaleString("en")}</text>
          </svg>
          <table>
            <thead class="visually-hidden">
              <tr>
                <th scope="col">type</th>
                <th scope="col">count</th>
                <th scope="col">share</th>
              </tr>
            </thead>
            <tbody>
              {slices.map(({ title, count, share }, i) => (
                <tr key={title}>
                  <th scope="row">
                    <svg class="swatch" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                      <rect width="10" height="10" class={`slice-${i}`} />
                    </svg>
                    {title}
                  </th>
                  <td class="num">{count}</td>
                  <td class="num quiet">{(share * 100).toFixed(0)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
