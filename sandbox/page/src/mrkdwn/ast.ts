/** What a message's text means. Blocks of lines outside, runs of text inside. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; label: string }
  | { type: 'user'; id: string; label: string }
  | { type: 'channel'; id: string; label: string }
  | { type: 'broadcast'; label: string }
  | { type: 'date'; seconds: number; format: string; url: string; fallback: string }
  | { type: 'emoji'; name: string };

export type Chunk =
  | { type: 'lines'; lines: Inline[][] }
  | { type: 'list'; items: { marker: string; children: Inline[] }[] }
  | { type: 'quote'; chunks: Chunk[] }
  | { type: 'pre'; text: string };

/** Slack escapes exactly these three. */
export function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: string) =>
    name === 'lt' ? '<' : name === 'gt' ? '>' : '&',
  );
}
