// A client of OpenAI whose calls pass through here.
export const openai_of = (origin: string) => `import OpenAI from "openai";
const client = new OpenAI({
  baseURL: "${origin}/openai/v1",
  apiKey: process.env.ACCESS_KEY, // it begins with arris_sk_
});
const answer = await client.chat.completions.create({
  model: "gpt-4o",
  messages: [{ role: "user", content: "Say hello" }],
});
console.log(answer.choices[0].message.content);`;
