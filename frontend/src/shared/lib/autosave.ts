import { type Problem, toProblem } from "./problem";

/**
 * saved: the server has it · waiting: for a pause in the typing · saving: under way · refused: a field is wrong, see
 * `problem` · stale: somebody else saved in between, a person must choose · silent: no answer, kept here and tried again
 */
export type SaveState = "saved" | "waiting" | "saving" | "refused" | "stale" | "silent";

/** Sends the whole value under the ETag it was read with; answers with the new ETag. Throws a problem document. */
type Send<T> = (value: T, etag: string) => Promise<string>;

/** `savedAt`: when the server last confirmed something, on this machine's clock; null before the first time. */
export type Snapshot<T> = { value: T; state: SaveState; problem: Problem | null; savedAt: number | null };

export type AutosaveOptions<T> = {
  /** Told of everything that the server has not confirmed, and null once it has. */
  keep?: (copy: { value: T; base: T; etag: string } | null) => void;
  /** What the server confirmed under the tag, where `value` is already more than that. */
  base?: T;
};

const PAUSE_MS = 1_200;
const RETRY_MS = 8_000;

/** Keeps what one types safe: one request at a time, the last state wins, nobody else's change is overwritten unasked. */
export class Autosave<T> {
  private snapshot: Snapshot<T>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private changedMeanwhile = false;
  private readonly listeners = new Set<() => void>();
  private readonly keep: NonNullable<AutosaveOptions<T>["keep"]>;
  private confirmed: T;

  constructor(
    value: T,
    private etag: string,
    private readonly send: Send<T>,
    options: AutosaveOptions<T> = {},
  ) {
    const begun = options.base !== undefined;
    this.confirmed = options.base ?? value;
    this.keep = options.keep ?? (() => undefined);
    this.snapshot = { value, state: begun ? "waiting" : "saved", problem: null, savedAt: null };
    if (begun) this.plan(PAUSE_MS);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Snapshot<T> => this.snapshot;

  /** What the server last confirmed, before what has been typed since. */
  get base(): T {
    return this.confirmed;
  }

  /** The tag under which the server last confirmed the value. */
  get tag(): string {
    return this.etag;
  }

  readonly change = (value: T): void => {
    const { state } = this.snapshot;
    if (state === "saving") this.changedMeanwhile = true;
    const next = state === "saving" || state === "stale" ? state : "waiting";
    this.tell({ value, state: next });
    this.keep({ value, base: this.confirmed, etag: this.etag });
    if (next === "waiting") this.plan(PAUSE_MS);
  };

  /** Saves now; resolves when everything is saved or a person has to act. */
  readonly flush = async (): Promise<SaveState> => {
    clearTimeout(this.timer);
    const { state } = this.snapshot;
    if (state === "saved" || state === "stale") return state;
    if (state !== "saving") await this.save();
    else await new Promise<void>((done) => this.whenIdle(done));
    return this.snapshot.state === "waiting" ? this.flush() : this.snapshot.state;
  };

  /** After `stale`: keep what is here, over what somebody else saved under `etag`. */
  readonly keepMine = (etag: string): Promise<SaveState> => {
    this.etag = etag;
    this.tell({ state: "waiting" });
    return this.flush();
  };

  /** After `stale`: what both wrote, put together upon what somebody else saved under `etag`. */
  readonly takeBoth = (both: T, theirs: T, etag: string): Promise<SaveState> => {
    this.etag = etag;
    this.confirmed = theirs;
    this.tell({ value: both, state: "waiting" });
    this.keep({ value: both, base: theirs, etag });
    return this.flush();
  };

  /** After `stale`: take what somebody else saved. */
  readonly takeTheirs = (value: T, etag: string): void => {
    this.etag = etag;
    this.confirmed = value;
    this.tell({ value, state: "saved", problem: null });
    this.keep(null);
  };

  /** Another action on the same thing gave it a new tag (a file added, say). */
  readonly retag = (etag: string): void => {
    this.etag = etag;
  };

  private async save(): Promise<void> {
    this.changedMeanwhile = false;
    this.tell({ state: "saving" });
    const sent = this.snapshot.value;
    try {
      this.etag = await this.send(sent, this.etag);
      this.confirmed = sent;
      this.tell({ state: this.changedMeanwhile ? "waiting" : "saved", problem: null, savedAt: Date.now() });
      this.keep(this.changedMeanwhile ? { value: this.snapshot.value, base: sent, etag: this.etag } : null);
      if (this.changedMeanwhile) this.plan(PAUSE_MS);
    } catch (error) {
      const problem = toProblem(error);
      const state = problem.status === 412 ? "stale" : problem.status <= 0 ? "silent" : "refused";
      this.tell({ state, problem });
      if (state === "silent") this.plan(RETRY_MS);
    }
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private whenIdle(done: () => void): void {
    const stop = this.subscribe(() => {
      if (this.snapshot.state === "saving") return;
      stop();
      done();
    });
  }

  private tell(change: Partial<Snapshot<T>>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}
