import { TableTrouble } from '../table.ts';
import { meaningOf, type NumberMeaning } from './formats.ts';
import type { Package } from './package.ts';
import { readAllXml } from './xml.ts';

/** What stands around the sheets: their names, the shared texts, the formats. */

export interface Sheet {
  readonly name: string;
  /** The part of the package. */
  readonly part: string;
}

export interface Workbook {
  /** Those that are shown, in their order. */
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  /** Texts that cells name by number. */
  readonly texts: readonly string[];
  /** By the number of a cell's style. */
  readonly styles: readonly NumberMeaning[];
}

const SMALL = 20_000_000;
/** All different texts of a file; they are the one thing of it that is held in memory. */
const MOST_TEXT_BYTES = 150_000_000;

/** Reads what the sheets are read with. */
export async function readWorkbook(parts: Package): Promise<Workbook> {
  const main = (await relations(parts, '_rels/.rels', '')).find(({ type }) =>
    type.endsWith('/officeDocument'),
  );
  if (main === undefined || !parts.has(main.target)) throw new TableTrouble(otherPackage(parts));
  if (main.target.endsWith('.bin')) throw new TableTrouble({ kind: 'other file', is: 'binary excel' });
  const folder = main.target.includes('/') ? main.target.slice(0, main.target.lastIndexOf('/') + 1) : '';
  const file = main.target.slice(folder.length);
  const related = await relations(parts, `${folder}_rels/${file}.rels`, folder);
  const { sheets, is1904 } = await sheetsOf(
    parts,
    main.target,
    new Map(related.map(({ id, target }) => [id, target])),
  );
  if (sheets.length === 0) throw new TableTrouble(otherPackage(parts));
  const partOf = (kind: string): string => related.find(({ type }) => type.endsWith(kind))?.target ?? '';
  return {
    ...{ sheets, is1904 },
    texts: await textsOf(parts, partOf('/sharedStrings')),
    styles: await stylesOf(parts, partOf('/styles')),
  };
}

function otherPackage(parts: Package) {
  const names = [...parts.names()];
  const isDocument = names.some((name) => /^(?:word|ppt)\//u.test(name));
  const isOpen = names.includes('content.xml') && names.includes('mimetype');
  const is = isDocument ? 'document' : isOpen ? 'open document' : 'archive';
  return { kind: 'other file', is } as const;
}

async function relations(parts: Package, part: string, folder: string) {
  const found: { id: string; type: string; target: string }[] = [];
  await readAllXml(parts.read(part, SMALL), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      found.push({ id: Id, type: Type, target: Target.startsWith('/') ? Target.slice(1) : folder + Target });
    },
  });
  return found;
}

async function sheetsOf(parts: Package, part: string, targets: ReadonlyMap<string, string>) {
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readAllXml(parts.read(part, SMALL), {
    open(tag, attributes) {
      const { name = '', state = 'visible', date1904 = '' } = attributes;
      if (tag === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const target = targets.get(id);
      const isTable = target !== undefined && parts.has(target) && target.includes('worksheets');
      if (tag === 'sheet' && state === 'visible' && isTable) sheets.push({ name, part: target });
    },
  });
  return { sheets, is1904 };
}

async function textsOf(parts: Package, part: string): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let [isText, isReading] = [false, false];
  await readAllXml(parts.read(part, MOST_TEXT_BYTES), {
    open(name) {
      if (name === 'si') text = '';
      // How a Japanese or Chinese text is pronounced stands beside it.
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isReading = false;
      if (name === 'si') texts.push(unescaped(text));
    },
  });
  return texts;
}

/** Control signs stand as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

async function stylesOf(parts: Package, part: string): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>();
  const styles: NumberMeaning[] = [];
  let isCell = false;
  await readAllXml(parts.read(part, SMALL), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isCell = true;
      if (name === 'xf' && isCell) styles.push(meaningOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return styles;
}
