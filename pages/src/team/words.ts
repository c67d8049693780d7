import { sentence } from "../api/problem";

// What happened, as people read it: "member.changed" is "Member changed".
export const words = (action: string) => sentence(action.replaceAll(/[._]/g, " "));
