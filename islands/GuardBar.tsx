/**
 * The guard's settings in the head of the page: mode and level; theme, help, and the way back to the beginning.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Level } from "../detectors/types.ts";
import type { RoomSettings } from "../guard/types.ts";
import { Exceptions } from "./Exceptions.tsx";
import { changeSettings, complaint, resetRoom, settings } from "./feed.ts";
import { Limits } from "./Limits.tsx";
import { currentTheme, nextTheme, setTheme, type Theme } from "./theme.ts";

export interface GuardBarProps {
  readonly start: RoomSettings;
  readonly room: string;
}

const LEVELS: readonly Level[] = [1, 2, 3, 4];

/** Controls, and what the server said if it refused. */
export function GuardBar({ start, room }: GuardBarProps) {
  const { mode, level, detectLevel } = settings.value ?? start;
  const setLevel = (next: Level) =>
    changeSettings({ level: next, detectLevel: detectLevel < next ? next : detectLevel });
  return (
    <div class="guard-bar">
      <div class="switch" role="group" aria-label="Guard mode">
        {(["block", "observe"] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={mode === name}
            data-mode={name}
            onClick={() => changeSettings({ mode: name })}
          >
            {name}
          </button>
        ))}
      </div>
      <label class="inline">
        <span>level</span>
        <select
          class="field"
          value={level}
          onChange={({ currentTarget }) => {
            const next = LEVELS[currentTarget.selectedIndex];
            if (next) setLevel(next);
          }}
        >
          {LEVELS.map((value) => <option key={value} value={value} selected={value === level}>{value}</option>)}
        </select>
      </label>
      <span class="room">
        room <b>{room}</b>
      </span>
      <Limits start={start} />
      <Exceptions start={start.exclusions} />
      <Reset />
      <ThemeButton />
      <button
        type="button"
        class="button is-quiet"
        aria-keyshortcuts="?"
        onClick={() => dispatchEvent(new Event("glass:help"))}
      >
        <span aria-hidden="true">?</span>
        <span class="visually-hidden">Keyboard help</span>
      </button>
      {complaint.value && <p class="complaint" role="alert">{complaint.value}</p>}
    </div>
  );
}

/** How long the button waits for the second click, milliseconds. */
const ARMED_MS = 5_000;

/** Two clicks: the first says what the second one does. */
function Reset() {
  const state = useSignal<"idle" | "armed" | "busy">("idle");
  const press = async () => {
    if (state.peek() === "idle") {
      state.value = "armed";
      setTimeout(() => {
        if (state.peek() === "armed") state.value = "idle";
      }, ARMED_MS);
      return;
    }
    state.value = "busy";
    await resetRoom();
    state.value = "idle";
  };
  return (
    <button
      type="button"
      class={`button reset ${state.value === "armed" ? "is-armed" : "is-quiet"}`}
      disabled={state.value === "busy"}
      onClick={press}
      title="Begins anew: demo data, events, counters, limits and login delays. Settings stay."
    >
      {state.value === "armed" ? "Press again: clears events, counters, limits and data" : "Reset"}
    </button>
  );
}

function ThemeButton() {
  const theme = useSignal<Theme>("system");
  useEffect(() => {
    theme.value = currentTheme();
  }, []);
  const turn = () => {
    theme.value = nextTheme(theme.value);
    setTheme(theme.value);
  };
  return (
    <button type="button" class="button is-quiet theme" onClick={turn} aria-label={`Theme: ${theme.value}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" class="theme-ring" />
        <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" class="theme-half" />
      </svg>
      <span>{theme.value}</span>
    </button>
  );
}
