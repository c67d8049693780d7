// Clients that write as fast as they are answered and note every acknowledged write.

const sizes = [100, 400, 2_000, 10_000, 50_000];

export class Writers {
  constructor(host, token, random) {
    this.host = host;
    this.token = token;
    this.random = random;
    this.events = new Map(); // id → issue_id, acknowledged
    this.changes = new Map(); // issue_id → { sent: number, acknowledged: number } of resolution_notes
    this.running = false;
    this.batches = []; // lists of ids that were acknowledged together
    this.refused = [];
    this.count = 0;
  }

  start(clients = 8) {
    this.running = true;
    this.done = Promise.all(Array.from({ length: clients }, (_, i) => this.work(i)));
  }

  async stop() {
    this.running = false;
    await this.done;
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  event(client) {
    const kind = this.pick(["Alpha", "Beta", "Gamma", "Delta"]) + "ABCDEFGH"[client];
    return { message: `${kind} ${"x".repeat(Math.floor(this.pick(sizes) / 8))}`.slice(0, 8000), error_type: kind, stack_trace: "y".repeat(this.pick(sizes)), user: { id: `u${this.pick([1, 2, 3])}` } };
  }

  // A connection that breaks is what the kill does; anything else that is not an acknowledgement is kept as a finding.
  async work(client) {
    const owned = [];
    while (this.running) {
      const kind = this.random();
      try {
        if (kind < 0.55 || owned.length === 0) await this.report(client, owned);
        else if (kind < 0.8) await this.report_many(client, owned);
        else await this.change(owned);
      } catch {
        if (this.running) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  post(path, body, method = "POST") {
    return this.host.request(method, `/api/v1${path}`, { token: this.token, body });
  }

  acknowledged(answer) {
    if (answer.status < 300) return true;
    if (answer.status !== 503 && answer.status !== 429) this.refused.push(`${answer.status} ${answer.text}`);
    return false;
  }

  async report(client, owned) {
    const answer = await this.post("/errors", this.event(client));
    if (!this.acknowledged(answer)) return;
    this.events.set(answer.json.id, answer.json.issue_id);
    if (!owned.includes(answer.json.issue_id)) owned.push(answer.json.issue_id);
  }

  async report_many(client, owned) {
    const events = Array.from({ length: 1 + Math.floor(this.random() * 9) }, () => this.event(client));
    const answer = await this.post("/errors/batch", { events });
    if (!this.acknowledged(answer)) return;
    for (const { id, issue_id } of answer.json.data) {
      this.events.set(id, issue_id);
      if (!owned.includes(issue_id)) owned.push(issue_id);
    }
  }

  // Only this client changes these issues, so what it sent last is what must be there.
  async change(owned) {
    const issue = this.pick(owned);
    const known = this.changes.get(issue) ?? { sent: 0, acknowledged: 0 };
    this.changes.set(issue, known);
    known.sent = ++this.count;
    const sent = known.sent;
    const answer = await this.post(`/errors/${issue}`, { resolution_notes: `note ${sent}` }, "PATCH");
    if (this.acknowledged(answer)) known.acknowledged = sent;
  }
}
