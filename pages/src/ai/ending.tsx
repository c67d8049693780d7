// How a call ended, in words.
import { Badge, type Tone } from "../kit/badge";
import type { AiCall } from "./data";

type Ending = AiCall["ending"];

export const ending_words: Record<Ending, string> = {
  whole: "came whole",
  cut: "cut off",
  gone: "caller left",
  capped: "stopped at a budget",
  failed: "failed here",
};
const tones: Record<Ending, Tone> = {
  whole: "green",
  cut: "red",
  gone: "gray",
  capped: "orange",
  failed: "red",
};

const refused_from = 400;

// What a provider refuses comes whole, too.
function words_of({ ending, status }: AiCall) {
  if (status < refused_from) return ending === "whole" ? "answered" : ending_words[ending];
  return `${ending === "whole" ? "refused" : ending_words[ending]}, ${status}`;
}

export const Ending = ({ call }: { call: AiCall }) => (
  <Badge tone={call.status >= refused_from ? "red" : tones[call.ending]}>{words_of(call)}</Badge>
);
