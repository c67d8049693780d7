// What an operator did wrong: one line on stderr and exit code 2.
export class Mistake extends Error {}
