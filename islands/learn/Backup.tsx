/**
 * Progress as a file: out, in, and away.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { plural } from "../words.ts";
import { formatCourse, MAX_FILE } from "./course_file.ts";
import { course, forget, importCourse } from "./store.ts";

/** Three buttons, and what came of the last one. */
export function Backup({ ids }: { readonly ids: readonly string[] }) {
  const said = useSignal<{ readonly text: string; readonly wrong?: boolean }>({ text: "" });
  const asking = useSignal(false);
  const picker = useRef<HTMLInputElement>(null);
  const begun = Object.keys(course.value).length;
  const download = () => {
    const url = URL.createObjectURL(new Blob([formatCourse(course.peek())], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "glasshouse-course.json";
    link.click();
    URL.revokeObjectURL(url);
    said.value = { text: `Exported ${plural(begun, "lesson")}.` };
  };
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    // A file that is too long is refused without being read.
    const text = file.size > MAX_FILE ? " ".repeat(MAX_FILE + 1) : await file.text();
    const parsed = importCourse(text, ids);
    said.value = parsed.kind === "course"
      ? { text: `Imported ${plural(Object.keys(parsed.course).length, "lesson")}; of each the better result stays.` }
      : { text: `Not imported: ${parsed.reason}. Choose a file that was exported here.`, wrong: true };
    input.value = "";
  };
  return (
    <section class="backup" aria-labelledby="backup-title">
      <h3 id="backup-title">Your progress</h3>
      <p class="quiet">It stays in this browser. Take it along as a file.</p>
      <div class="backup-buttons">
        <button type="button" class="button" disabled={begun === 0} onClick={download}>Export</button>
        <button type="button" class="button" onClick={() => picker.current?.click()}>Import</button>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept="application/json,.json"
          aria-label="File to import"
          tabIndex={-1}
          onChange={({ currentTarget }) => take(currentTarget)}
        />
        {asking.value
          ? (
            <>
              <button
                type="button"
                class="button"
                onClick={() => {
                  forget();
                  asking.value = false;
                  said.value = { text: "All progress is gone." };
                }}
              >
                Forget everything
              </button>
              <button type="button" class="button is-quiet" onClick={() => asking.value = false}>Keep it</button>
            </>
          )
          : (
            <button type="button" class="button is-quiet" disabled={begun === 0} onClick={() => asking.value = true}>
              Reset
            </button>
          )}
      </div>
      <p role="status" class={said.value.wrong ? "backup-said is-wrong" : "backup-said"}>{said.value.text}</p>
    </section>
  );
}
