import type { FileRef } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { Icon } from '../ui/Icon.tsx';

/** Bytes in the reader's words, one figure behind the point at most. */
function size(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1e3 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  }).format(Number(value));
}

export function FileCard({ file }: { file: FileRef }) {
  const { clock } = useDirectory();
  const kind = /\.(\w{1,5})$/.exec(file.title)?.[1]?.toUpperCase() ?? file.mimetype.split('/')[1] ?? '';
  return (
    <a className="file-card" href={file.url} target="_blank" rel="noreferrer">
      <Icon name="file" size={24} />
      <span className="file-text">
        <span className="file-title">{file.title}</span>
        <span className="file-detail">
          {kind} · {size(file.size, clock.locale)}
        </span>
      </span>
    </a>
  );
}
