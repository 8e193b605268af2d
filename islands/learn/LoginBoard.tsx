/**
 * One row an account, one mark an attempt: what each of the two counters sees.
 * @module
 */
import { useSignal } from "@preact/signals";
import { changeSettings, settings } from "../feed.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import { plural } from "../words.ts";
import { accountsOf, type Attempt } from "./logins.ts";
import { own } from "./store.ts";

const WORDS: Readonly<Record<Attempt, string>> = { wrong: "wrong password", limited: "limited", in: "logged in" };

/** The board; with the setting of the second counter where the learner has to choose it. */
export function LoginBoard({ choosing }: { readonly choosing: boolean }) {
  const rows = accountsOf(own.value);
  const failed = rows.filter(({ attempts }) => attempts.includes("wrong")).length;
  return (
    <section class="lab" aria-label="Logins by account">
      {rows.length === 0 ? <p class="empty">No login was tried in this visit.</p> : (
        <table class="board">
          <thead>
            <tr>
              <th scope="col">account</th>
              <th scope="col">attempts</th>
              <th scope="col">failed</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ account, attempts }) => (
              <tr key={account}>
                <th scope="row">
                  <Text text={account} />
                </th>
                <td class="board-marks">
                  {attempts.map((attempt, i) => (
                    <span key={i} title={WORDS[attempt]}>
                      <Shape action={attempt === "limited" ? "limit" : attempt === "in" ? "allow" : "flag"} />
                      <span class="visually-hidden">{WORDS[attempt]}</span>
                    </span>
                  ))}
                </td>
                <td class="num">{attempts.filter((attempt) => attempt === "wrong").length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 0 && (
        <p class="facts">
          <span>
            <Shape action="flag" /> wrong password
          </span>
          <span>
            <Shape action="limit" /> limited
          </span>
          <span>
            <Shape action="allow" /> logged in
          </span>
          <span>this client failed at {plural(failed, "account")}</span>
        </p>
      )}
      {choosing && <Threshold />}
    </section>
  );
}

function Threshold() {
  const current = settings.value?.login?.clientAccounts ?? 5;
  const wanted = useSignal("");
  const number = Number(wanted.value || current);
  return (
    <form
      class="lab-choice"
      onSubmit={(event) => {
        event.preventDefault();
        const login = settings.peek()?.login;
        if (login && Number.isInteger(number) && number >= 1) {
          changeSettings({ login: { ...login, clientAccounts: number } });
          wanted.value = "";
        }
      }}
    >
      <label>
        Accounts one client may fail at{" "}
        <input
          class="field num"
          type="number"
          min={1}
          max={50}
          value={wanted.value || String(current)}
          onInput={({ currentTarget }) => wanted.value = currentTarget.value}
        />
      </label>
      <button type="submit" class="button">Set</button>
      <span class="quiet">
        now <span class="num">{current}</span>
      </span>
    </form>
  );
}
