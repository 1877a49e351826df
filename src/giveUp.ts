/** Ends the process with a message for a person: what happened, what to do. */
export function giveUp(message: string): never {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
