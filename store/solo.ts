/**
 * Whether this process has the database to itself. Then limits are exact without asking the database first: what is
 * counted in memory is written a moment later. A second process deposes the first and waits until that one's lease is
 * over; from then on both ask the database for every change.
 * @module
 */
import { beatKey, type Members, membersKey } from "./keys.ts";
import { MAX_MEMBERS } from "./limits.ts";

/** Milliseconds that a process may believe to be alone without asking again. */
export const ALONE_MS = 1_000;

/** Milliseconds of silence after which another process counts as gone; only then can anybody be alone again. */
export const SHARED_MS = 10_000;

/** Milliseconds that a newcomer waits beyond the lease, so that the deposed one can write what it had in memory. */
const GRACE_MS = 200;

/** `unsure`: ask (`sure()`) before anything is decided. */
export type Standing = "alone" | "shared" | "unsure";

/** What a commit has to find unchanged. */
export interface Fence {
  readonly key: Deno.KvKey;
  readonly versionstamp: string | null;
  /** When it was asked for. */
  readonly since: number;
}

/** What the one who counts has to do when the standing changes. */
export interface SoloListener {
  /** Others may have written: what is in memory is void. */
  forget(): void;
  /** Another process comes: write what is not on disk. */
  deposed(): Promise<void>;
}

/** Members of one database. `clock` counts milliseconds and never goes back. */
export class Solo {
  readonly #id = crypto.randomUUID();
  readonly #seen = new Map<string, { beat: number; since: number }>();
  #standing: "alone" | "shared" = "shared";
  #until = -Infinity;
  #stamp: string | null = null;
  #beats = 0;
  /** When nobody could believe to be alone any more; undefined while this process is no member. */
  #openAt: number | undefined;
  #beating: Promise<void> | undefined;

  constructor(
    readonly kv: Deno.Kv,
    readonly listener: SoloListener,
    readonly clock: () => number = () => performance.now(),
  ) {}

  /** How things stand at this moment. */
  get standing(): Standing {
    const left = this.#until - this.clock();
    if (left <= 0) return "unsure";
    // Renewed by use: a server that nobody asks writes nothing.
    if (this.#standing === "alone" && left < ALONE_MS * 0.6) void this.beat().catch(() => {});
    return this.#standing;
  }

  /**
   * A commit behind this fence has succeeded: nobody had come by then, which is all that a beat finds out. A process
   * that writes anyway need not ask as well.
   */
  stood({ versionstamp, since }: Fence): void {
    const isOwn = this.#standing === "alone" && versionstamp === this.#stamp;
    // A lease that is over, or was given up, is only taken by a beat.
    if (isOwn && this.#until > this.clock()) this.#until = Math.max(this.#until, since + ALONE_MS);
  }

  /** A commit that holds only while nobody else has come. */
  get fence(): Fence {
    return { key: membersKey(), versionstamp: this.#stamp, since: this.clock() };
  }

  /** Resolves when the standing is known; rejects when the database does not answer. */
  async sure(): Promise<void> {
    while (this.standing === "unsure") {
      await this.beat();
      if (this.standing !== "unsure" || this.#openAt === undefined) continue;
      const wait = Math.max(1, this.#openAt - this.clock());
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** To be called every second or two: among several, a silent member counts as gone. */
  async tend(): Promise<void> {
    if (this.#standing === "shared" && this.#openAt !== undefined) await this.beat();
  }

  /** Looks who is there, and says that this process is. */
  beat(): Promise<void> {
    return this.#beating ??= this.#beat().finally(() => this.#beating = undefined);
  }

  /** Leaves, so that the next process need not wait. */
  async leave(): Promise<void> {
    this.#until = -Infinity;
    const { value, versionstamp } = await this.kv.get<Members>(membersKey());
    const members = (value?.members ?? []).filter((id) => id !== this.#id);
    await this.kv.atomic().check({ key: membersKey(), versionstamp })
      .set(membersKey(), { owner: null, members } satisfies Members).delete(beatKey(this.#id)).commit();
    this.#openAt = undefined;
  }

  async #beat(): Promise<void> {
    const begun = this.clock();
    const { value, versionstamp } = await this.kv.get<Members>(membersKey());
    const members = value?.members ?? [];
    const others = members.filter((id) => id !== this.#id);
    if (others.length === 0) await this.#alone(begun, value, versionstamp);
    else if (members.includes(this.#id)) await this.#among(begun, others, versionstamp);
    else await this.#join(members, versionstamp);
  }

  async #alone(begun: number, value: Members | null, versionstamp: string | null): Promise<void> {
    const renewed = value?.owner === this.#id && this.#standing === "alone" && this.#stamp === versionstamp;
    const operation = this.kv.atomic().check({ key: membersKey(), versionstamp }).set(beatKey(this.#id), ++this.#beats);
    if (!renewed) operation.set(membersKey(), { owner: this.#id, members: [this.#id] } satisfies Members);
    const result = await operation.commit();
    if (!result.ok) return;
    this.#standing = "alone";
    this.#openAt = undefined;
    this.#until = begun + ALONE_MS;
    if (renewed) return;
    this.#stamp = result.versionstamp;
    this.listener.forget();
  }

  async #among(begun: number, others: readonly string[], versionstamp: string | null): Promise<void> {
    if (this.#standing === "alone") {
      this.#standing = "shared";
      this.#until = -Infinity;
      // Whoever deposed this process waits for it; nobody else could be alone.
      this.#openAt = begun;
      await this.listener.deposed();
    }
    const gone = await this.#gone(others, begun);
    const operation = this.kv.atomic().check({ key: membersKey(), versionstamp }).set(beatKey(this.#id), ++this.#beats);
    if (gone.length > 0) {
      const members = [...others.filter((id) => !gone.includes(id)), this.#id];
      operation.set(membersKey(), { owner: null, members } satisfies Members);
      for (const id of gone) operation.delete(beatKey(id));
    }
    const result = await operation.commit();
    if (result.ok && this.#openAt !== undefined && begun >= this.#openAt) this.#until = begun + SHARED_MS * 0.8;
  }

  async #join(members: readonly string[], versionstamp: string | null): Promise<void> {
    this.#standing = "shared";
    this.#until = -Infinity;
    this.listener.forget();
    const joined = [...members, this.#id].slice(-MAX_MEMBERS);
    const result = await this.kv.atomic().check({ key: membersKey(), versionstamp })
      .set(membersKey(), { owner: null, members: joined } satisfies Members)
      .set(beatKey(this.#id), ++this.#beats).commit();
    // From the answer on nobody can renew a lease.
    if (result.ok) this.#openAt = this.clock() + ALONE_MS + GRACE_MS;
  }

  /** Members whose beat has not changed for so long that whatever they believed is over. */
  async #gone(others: readonly string[], now: number): Promise<string[]> {
    const gone: string[] = [];
    for (const id of others) {
      const { value } = await this.kv.get<number>(beatKey(id));
      const seen = this.#seen.get(id);
      if (!seen || seen.beat !== (value ?? 0)) this.#seen.set(id, { beat: value ?? 0, since: now });
      else if (now - seen.since >= SHARED_MS) gone.push(id);
    }
    for (const id of this.#seen.keys()) if (!others.includes(id) || gone.includes(id)) this.#seen.delete(id);
    return gone;
  }
}
