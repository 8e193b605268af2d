/**
 * The keys of the page, in a dialog.
 * @module
 */
import { useEffect, useRef } from "preact/hooks";
import { KEYS } from "./keys.ts";

/** Opens on `?` and on the button in the head. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const show = () => dialog.current?.open ? dialog.current.close() : dialog.current?.showModal();
    addEventListener("glass:help", show);
    return () => removeEventListener("glass:help", show);
  }, []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">Keys</h2>
        <button type="submit" class="button is-quiet">Close</button>
      </form>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        Throw a request on the left. The glass in the middle shows what the guard reads in it, byte by byte, as you
        type. The house on the right shows what the API did, and the traffic.
      </p>
    </dialog>
  );
}
