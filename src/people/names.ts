/** What people type as a name, made comparable: NFKC, without quotes around it, single spaces, lower case. */
export function nameKey(typed: string): string {
  const straight = typed.normalize('NFKC').replace(/[“”„"「」『』]/gu, ' ');
  return straight.replace(/\s+/gu, ' ').trim().toLowerCase();
}
