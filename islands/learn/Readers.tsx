/**
 * The parser differential: one value, two readers, and the first character in which they part.
 * @module
 */
import { firstDifference } from "../divergence.ts";
import { draft } from "../draft.ts";
import { Text } from "../Text.tsx";
import { readingsOf } from "./readers.ts";

/** One table a parameter of the request on the bench. */
export function Readers() {
  const readings = readingsOf(draft.value?.target ?? "");
  if (readings.length === 0) return <p class="empty">The request on the bench has no query.</p>;
  return (
    <section class="lab" aria-label="Two readers">
      {readings.map(({ name, raw, replacing, refusing }, i) => {
        const at = firstDifference(replacing, refusing);
        return (
          <table key={i} class="readers">
            <caption>
              Parameter <Text text={name} />: {at === undefined ? "both read the same" : "the two part"}
            </caption>
            <tbody>
              <tr>
                <th scope="row">as sent</th>
                <td class="bytes">
                  <Text text={raw} />
                </td>
              </tr>
              <tr>
                <th scope="row">reader that replaces</th>
                <td class="bytes">
                  <Parted text={replacing} at={at} />
                </td>
              </tr>
              <tr>
                <th scope="row">reader that gives up</th>
                <td class="bytes">
                  <Parted text={refusing} at={at} />
                </td>
              </tr>
            </tbody>
          </table>
        );
      })}
    </section>
  );
}

function Parted({ text, at }: { readonly text: string; readonly at: number | undefined }) {
  if (at === undefined) return <Text text={text} />;
  return (
    <>
      <Text text={text.slice(0, at)} />
      <mark class="parting">
        <Text text={text.slice(at)} />
      </mark>
    </>
  );
}
