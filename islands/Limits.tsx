/**
 * The limits that hold in this room, each to be changed while the house runs: requests, units of costly routes, and
 * when failed logins are slowed down.
 * @module
 */
import { useRef, useState } from "preact/hooks";
import type { LimitPolicy, LoginThresholds, RoomSettings } from "../guard/types.ts";
import { changeSettings, complaint, settings } from "./feed.ts";

const ALGORITHMS: readonly (readonly [LimitPolicy["algorithm"], string])[] = [
  ["sliding-log", "sliding log: exact"],
  ["gcra", "GCRA: a burst, then a steady rate"],
  ["fixed-window", "fixed window: twice as many around a boundary"],
];

/** Thresholds in the order of what they stop; those in milliseconds are shown in seconds. */
const LOGIN: readonly (readonly [name: keyof LoginThresholds, label: string, seconds?: true])[] = [
  ["accountFailures", "wrong passwords for an account before the first delay"],
  ["accountWindowMs", "… within, seconds", true],
  ["delayMs", "first delay, seconds; it doubles", true],
  ["maxDelayMs", "longest delay, seconds", true],
  ["accountPerHour", "attempts at an account in an hour"],
  ["clientFailures", "failures of a client before it is shut out"],
  ["clientAccounts", "accounts a client may fail at"],
  ["clientWindowMs", "… within, seconds", true],
  ["banMs", "shut out for, seconds; it doubles", true],
  ["maxBanMs", "longest, seconds", true],
  ["accountClients", "clients at one account that are a distributed attack"],
  ["surgeFailures", "failures of all in 15 min that can be a surge"],
  ["surgePercent", "percent of attempts that fail then"],
];

/** A button and a dialog. */
export function Limits({ start }: { readonly start: RoomSettings }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { rateLimit, algorithm, policies = {}, login } = settings.value ?? start;
  return (
    <>
      <button
        type="button"
        class="button is-quiet"
        data-action="limits"
        onClick={() => dialog.current?.showModal()}
      >
        Limits
      </button>
      <dialog ref={dialog} class="help limits" aria-labelledby="limits-title">
        <form method="dialog">
          <h2 id="limits-title">Limits</h2>
          <button type="submit" class="button is-quiet">Close</button>
        </form>
        <p class="quiet">Every change holds from the next request on. An empty field switches a limit off.</p>
        {complaint.value && <p class="complaint" role="alert">{complaint.value}</p>}
        <h3>Requests</h3>
        <Amount
          name="rateLimit"
          label="requests of a client in 60 s"
          value={rateLimit}
          onAmount={(amount) => changeSettings({ rateLimit: amount })}
        />
        {Object.entries(policies).map(([name, units]) => (
          <Amount
            key={name}
            name={`policies.${name}`}
            label={`units of the ${name} routes in 60 s`}
            value={units}
            onAmount={(amount) => changeSettings({ policies: { ...policies, [name]: amount } })}
          />
        ))}
        <label class="limit">
          <span>counted by</span>
          <select
            class="field"
            name="algorithm"
            value={algorithm}
            onChange={({ currentTarget }) => {
              const chosen = ALGORITHMS[currentTarget.selectedIndex]?.[0];
              if (chosen) changeSettings({ algorithm: chosen });
            }}
          >
            {ALGORITHMS.map(([name, title]) => (
              <option key={name} value={name} selected={name === algorithm}>{title}</option>
            ))}
          </select>
        </label>
        {login && (
          <>
            <h3>Logins</h3>
            {LOGIN.map(([name, label, seconds]) => (
              <Amount
                key={name}
                name={`login.${name}`}
                label={label}
                value={seconds ? login[name] / 1_000 : login[name]}
                onAmount={(amount) => {
                  if (amount !== "off") {
                    changeSettings({ login: { ...login, [name]: seconds ? Math.round(amount * 1_000) : amount } });
                  }
                }}
              />
            ))}
          </>
        )}
      </dialog>
    </>
  );
}

interface AmountProps {
  readonly name: string;
  readonly label: string;
  readonly value: number | "off";
  readonly onAmount: (amount: number | "off") => void;
}

/** One number; what the server refuses stands there as it was. What is being typed outlives news of the settings. */
function Amount({ name, label, value, onAmount }: AmountProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <label class="limit">
      <span>{label}</span>
      <input
        class="field num"
        name={name}
        inputMode="decimal"
        autocomplete="off"
        placeholder="off"
        value={typed ?? (value === "off" ? "" : String(value))}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const text = currentTarget.value.trim();
          setTyped(undefined);
          onAmount(text === "" ? "off" : Number(text));
        }}
      />
    </label>
  );
}
