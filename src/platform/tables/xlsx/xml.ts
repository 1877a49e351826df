import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { TableTrouble } from '../table.ts';

/** What is told while XML is read. Names come without their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads XML of any size as it comes; after each piece what it told has happened. Entities of its own are refused. */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, events: XmlEvents): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('doctype', () => {
    failed = true;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => events.open?.(bare(tag.name), tag.attributes));
  parser.on('closetag', (tag: SaxesTagPlain) => events.close?.(bare(tag.name)));
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  const decoder = new TextDecoder();
  let isThere = false;
  for await (const chunk of chunks) {
    isThere = true;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (failed) throw new TableTrouble({ kind: 'broken' });
    yield;
  }
  // A part that a file need not have.
  if (!isThere) return;
  parser.close();
  if (failed) throw new TableTrouble({ kind: 'broken' });
}

/** Reads a small piece of XML to its end. */
export async function readAllXml(chunks: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  for await (const _ of readXml(chunks, events));
}
