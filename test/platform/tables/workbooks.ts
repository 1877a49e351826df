import { ZipFile } from 'yazl';

/** Excel files as other programs write them, part by part. */

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

export async function zipOf(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export interface Given {
  /** XML of `sheetData` by sheet, in their order. */
  sheets: Readonly<Record<string, string>>;
  hidden?: readonly string[];
  sharedStrings?: string;
  styles?: string;
  is1904?: boolean;
}

/** A workbook with everything around its sheets. */
export function workbookOf({
  sheets,
  hidden = [],
  sharedStrings,
  styles,
  is1904 = false,
}: Given): Promise<Buffer> {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const shown = names.map(
    (name, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  return zipOf({
    '_rels/.rels': `<Relationships ${RELS}>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${shown.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELS}>${names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/s${at + 1}.xml`)).join('')}${relation('rS', 'sharedStrings', 'sharedStrings.xml')}${relation('rT', 'styles', '/xl/styles.xml')}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/s${at + 1}.xml`,
        `<worksheet ${MAIN}><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...(sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst ${MAIN}>${sharedStrings}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet ${MAIN}>${styles}</styleSheet>` }),
  });
}
