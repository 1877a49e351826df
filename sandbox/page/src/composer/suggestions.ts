import type { Person, SlashCommand } from '../../../contract.ts';
import { isDirect } from '../people/kinds.ts';
import type { Directory } from '../store/directory.tsx';
import type { Completion } from './complete.ts';

export interface Suggestion {
  key: string;
  /** What is put into the text. */
  insert: string;
  label: string;
  hint?: string;
  detail?: string;
  personId?: string;
}

const MOST = 8;

const commandSuggestion = (command: SlashCommand): Suggestion => ({
  key: command.command,
  insert: command.command,
  label: command.command,
  hint: command.usageHint,
  detail: command.description,
});

const personSuggestion = (person: Person): Suggestion => ({
  key: person.id,
  insert: `@${person.name}`,
  label: person.realName || person.name,
  hint: `@${person.name}`,
  detail: person.title,
  personId: person.id,
});

/** What fits at the caret, best first. Pure. */
export function suggest(
  completion: Completion,
  commands: readonly SlashCommand[],
  { people, conversations }: Pick<Directory, 'people' | 'conversations'>,
): Suggestion[] {
  const wanted = completion.query.toLowerCase();
  switch (completion.kind) {
    case 'command':
      return commands.filter((c) => c.command.slice(1).startsWith(wanted)).map(commandSuggestion);
    case 'user': {
      const fits = (p: Person) => !p.deleted && `${p.name} ${p.realName}`.toLowerCase().includes(wanted);
      const rank = (p: Person): number => (p.name.toLowerCase().startsWith(wanted) ? 0 : 1);
      return [...people.values()]
        .filter(fits)
        .sort((a, b) => rank(a) - rank(b))
        .slice(0, MOST)
        .map(personSuggestion);
    }
    case 'channel':
      return [...conversations.values()]
        .filter((c) => !isDirect(c) && c.name.toLowerCase().includes(wanted))
        .slice(0, MOST)
        .map((c) => ({ key: c.id, insert: `#${c.name}`, label: `#${c.name}`, detail: c.topic }));
  }
}
