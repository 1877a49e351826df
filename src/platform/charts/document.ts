import { createCanvas, Image, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import { widthOf, write } from './draw.ts';
import { renderNow } from './engine.ts';
import { FAMILY, registerFontsFor } from './fonts.ts';
import { FAINT, INK, QUIET } from './palette.ts';
import type { ChartSpec } from './spec.ts';
import { wrapped } from './wrap.ts';

/**
 * A document of some pages: a heading, a picture, and parts of lines. Every word comes ready in the reader's language; the fonts are the
 * bundled ones, and of them the characters that occur are embedded.
 */
export interface DocumentSpec {
  readonly title: string;
  readonly subtitle: string;
  readonly chart?: ChartSpec;
  readonly parts: readonly {
    readonly title: string;
    /** A line's second text stands at the right. */
    readonly lines: readonly { readonly text: string; readonly right?: string; readonly isQuiet?: boolean }[];
  }[];
  /** At the foot of every page; "{page}" is its number, "{pages}" how many there are. */
  readonly foot: string;
}

/** A4 in points. */
const PAGE = { width: 595, height: 842, margin: 48, foot: 40 } as const;
const TEXT = 10.5;
const LINE = 16;

interface Pen {
  readonly document: PDFDocument;
  on: SKRSContext2D;
  y: number;
  page: number;
}

/** Draws in this thread: two passes, since a foot says how many pages there are. */
export function documentNow(spec: DocumentSpec): Buffer {
  registerFontsFor(JSON.stringify(spec));
  const picture = spec.chart === undefined ? undefined : pictureOf(spec.chart);
  const pages = draw(spec, picture, 0).page;
  const { document, on, page } = draw(spec, picture, pages);
  drawFoot({ document, on, page, y: 0 }, spec, pages);
  document.endPage();
  return document.close();
}

function pictureOf(chart: ChartSpec): Image {
  const image = new Image();
  image.src = renderNow(chart);
  return image;
}

function draw(spec: DocumentSpec, picture: Image | undefined, pages: number): Pen {
  const document = new PDFDocument({ title: spec.title, creator: 'Pacer', producer: 'Pacer' });
  const pen = { document, on: newPage(document), y: PAGE.margin, page: 1 };
  text(pen, spec, pages, spec.title, { size: 18, bold: true, line: 26 });
  text(pen, spec, pages, spec.subtitle, { colour: QUIET, line: 22 });
  if (picture !== undefined) drawPicture(pen, picture);
  for (const { title, lines } of spec.parts) {
    if (lines.length === 0) continue;
    pen.y += 10;
    room(pen, spec, pages, 3 * LINE);
    text(pen, spec, pages, title, { size: 12.5, bold: true, line: 20 });
    pen.on.fillStyle = FAINT;
    pen.on.fillRect(PAGE.margin, pen.y - 4, PAGE.width - 2 * PAGE.margin, 1);
    pen.y += 6;
    for (const line of lines)
      text(pen, spec, pages, line.text, {
        ...(line.right === undefined ? {} : { right: line.right }),
        ...(line.isQuiet === true ? { colour: QUIET } : {}),
      });
  }
  return pen;
}

function newPage(document: PDFDocument): SKRSContext2D {
  return document.beginPage(PAGE.width, PAGE.height) as unknown as SKRSContext2D;
}

function room(pen: Pen, spec: DocumentSpec, pages: number, height: number): void {
  if (pen.y + height <= PAGE.height - PAGE.margin - PAGE.foot) return;
  drawFoot(pen, spec, pages);
  pen.document.endPage();
  pen.on = newPage(pen.document);
  pen.page += 1;
  pen.y = PAGE.margin;
}

interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly line?: number;
  readonly right?: string;
}

/** A text of any length, over as many lines and pages as it takes; what stands at the right is on its first line. */
function text(pen: Pen, spec: DocumentSpec, pages: number, words: string, style: Style = {}): void {
  const { size = TEXT, bold = false, colour = INK, line = LINE, right } = style;
  const given = { size, bold, colour };
  const width = PAGE.width - 2 * PAGE.margin;
  const taken = right === undefined ? 0 : widthOf({ on: pen.on, family: FAMILY }, right, given) + 16;
  const measured = measure(given);
  for (const [index, part] of wrapped(words, width - taken, measured).entries()) {
    room(pen, spec, pages, line);
    const brush = { on: pen.on, family: FAMILY };
    write(brush, part, PAGE.margin, pen.y + size / 2, given);
    if (index === 0 && right !== undefined)
      write(brush, right, PAGE.width - PAGE.margin, pen.y + size / 2, { ...given, align: 'right' });
    pen.y += line;
  }
}

const ruler = createCanvas(1, 1).getContext('2d');

const measure =
  (style: { size: number; bold: boolean }) =>
  (part: string): number =>
    widthOf({ on: ruler, family: FAMILY }, part, style);

function drawPicture(pen: Pen, picture: Image): void {
  const most = { width: PAGE.width - 2 * PAGE.margin, height: PAGE.height * 0.5 };
  const scale = Math.min(most.width / picture.width, most.height / picture.height);
  pen.y += 6;
  pen.on.drawImage(picture, PAGE.margin, pen.y, picture.width * scale, picture.height * scale);
  pen.y += picture.height * scale + 8;
}

function drawFoot({ on, page }: Pen, { foot }: DocumentSpec, pages: number): void {
  const said = foot.replace('{page}', `${page}`).replace('{pages}', `${pages}`);
  write({ on, family: FAMILY }, said, PAGE.margin, PAGE.height - PAGE.foot, {
    ...{ size: 8.5, colour: QUIET, width: PAGE.width - 2 * PAGE.margin },
  });
}
