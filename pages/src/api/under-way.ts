// What is asked of the server and not answered yet.
const under_way = new Set<Promise<unknown>>();
const patience_ms = 2000;

export function counted<Answer>(answer: Promise<Answer>): Promise<Answer> {
  under_way.add(answer);
  const forget = () => void under_way.delete(answer);
  answer.then(forget, forget);
  return answer;
}

// What was asked by now; what hangs is not waited for.
export const all_answered = () =>
  Promise.race([
    Promise.allSettled(under_way),
    new Promise<void>((done) => setTimeout(done, patience_ms)),
  ]);
