// Tabs of one browser that share what one of them does. It leads while it holds a lock, which the browser hands on when
// the tab is closed; the others hear what it says, and ask how things stand.
export type Part<Said> = {
  lead: (signal: AbortSignal) => Promise<void>;
  hear: (said: Said) => void;
  asked: () => Said; // the answer of the tab that leads
};
type Heard<Said> = { said: Said } | "how are things?";

const settle_ms = 700; // a page that is left at once leads nothing
const ask_ms = 5_000;
const unanswered_max = 2;

const is_abort = (error: unknown) => error instanceof Error && error.name === "AbortError";

export class Tabs<Said> {
  private readonly stop = new AbortController();
  private readonly channel: BroadcastChannel;
  private turn = new AbortController();
  private leads = false;
  private unanswered = 0;

  constructor(
    private readonly name: string,
    private readonly part: Part<Said>,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Heard<Said>>) => this.take(data);
  }

  // A browser without locks keeps no session for other tabs either, so that each tab is alone.
  begin() {
    const wait = () => ("locks" in navigator ? this.wait({}) : this.part.lead(this.stop.signal));
    const timers = [setTimeout(() => void wait(), settle_ms), setInterval(this.look, ask_ms)];
    document.addEventListener("visibilitychange", this.look, { signal: this.stop.signal });
    this.look();
    return () => {
      timers.forEach(clearTimeout);
      this.stop.abort();
      this.channel.close();
    };
  }

  tell(said: Said) {
    if (!this.stop.signal.aborted && "locks" in navigator) this.send({ said });
  }

  private send(message: Heard<Said>) {
    this.channel.postMessage(message);
  }

  private take(message: Heard<Said>) {
    if (typeof message === "object") {
      this.unanswered = 0;
      this.part.hear(message.said);
    } else if (this.leads) this.send({ said: this.part.asked() });
  }

  // A tab that leads and doesn't answer sleeps, as hidden ones do on phones, and its lock with it.
  private readonly look = () => {
    if (this.leads || document.hidden || !("locks" in navigator)) return;
    if (this.unanswered++ < unanswered_max) this.send("how are things?");
    else void this.wait({ steal: true });
  };

  private async wait(how: { steal?: true }) {
    this.turn.abort();
    const turn = (this.turn = new AbortController());
    const signal = AbortSignal.any([this.stop.signal, turn.signal]);
    const lead = () => {
      this.leads = true;
      return this.part.lead(signal);
    };
    const asked = navigator.locks.request(this.name, how.steal ? how : { signal }, lead);
    const is_over = await asked.then(() => true, is_abort); // stolen, or given up
    if (!is_over) return this.part.lead(this.stop.signal); // no locks for us
    if (this.turn !== turn) return;
    this.leads = false;
    if (!this.stop.signal.aborted) void this.wait({});
  }
}
