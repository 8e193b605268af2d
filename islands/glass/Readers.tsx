/**
 * The guard's reading beside the application's, with the differing characters marked: where two readers part, there
 * is a way past one of them.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Reading } from "../../routes/glass/readings/types.ts";
import { differenceOf, differs, fetchReadings } from "../readings.ts";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

/** A pause in typing after which the server is asked, milliseconds. */
const PAUSE = 400;

/** Where readers part; one line where none do. */
export function Readers({ trace: { raw } }: { readonly trace: Trace }) {
  const answered = useSignal<{ readonly key: string; readonly readings: readonly Reading[] } | undefined>(undefined);
  const key = JSON.stringify(raw, (_, value) => value instanceof Uint8Array ? [...value] : value);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      const readings = await fetchReadings(raw);
      if (!gone) answered.value = readings && { key, readings };
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key]);
  if (!answered.value) return null;
  // An answer about another request is none: until the next comes, nothing is said.
  const parting = answered.value.key === key ? answered.value.readings.filter(differs) : undefined;
  return (
    <section class="block readers" aria-label="Guard and application">
      <h3>
        Guard and application <span class="quiet">who reads what</span>
      </h3>
      {!parting && <p class="quiet" aria-busy="true">Asking the readers.</p>}
      {parting?.length === 0 && <p class="quiet">Guard, Hono and the URL API read every value alike.</p>}
      {parting?.map((reading) => <Parting key={reading.place} reading={reading} />)}
    </section>
  );
}

function Parting({ reading: { place, handed, inspected, app } }: { readonly reading: Reading }) {
  const reference = place === "path" ? app[0]?.text : handed;
  return (
    <table>
      <caption class="bytes">
        <Text text={place} />
      </caption>
      <tbody>
        {handed !== undefined && (
          <tr>
            <th scope="row">the guard hands on</th>
            <td class="bytes">
              <Text text={handed} />
            </td>
          </tr>
        )}
        {inspected.length > 0 && (
          <tr>
            <th scope="row">the guard also reads</th>
            <td class="bytes">
              {inspected.map((text) => (
                <div key={text}>
                  <Text text={text} />
                </div>
              ))}
            </td>
          </tr>
        )}
        {app.map(({ by, text }) => (
          <tr key={by} class={text === reference ? "" : "is-other"}>
            <th scope="row">{by}</th>
            <td class="bytes">
              {text === undefined
                ? <span class="quiet">nothing</span>
                : <Differing text={text} reference={reference ?? ""} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Differing({ text, reference }: { readonly text: string; readonly reference: string }) {
  const [before, other, after] = differenceOf(text, reference);
  return (
    <>
      <Text text={before} />
      {text !== reference && <mark class="parting">{other === "" ? "∅" : <Text text={other} />}</mark>}
      <Text text={after} />
    </>
  );
}
