// Every text of an org holds its canary.
export const canaries = { a: "canary-a-5f0c31d29be7", b: "canary-b-c2914e7d80a6" };
