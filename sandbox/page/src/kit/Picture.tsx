import { useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useLightbox } from '../ui/Lightbox.tsx';
import { useSurface } from './surface.ts';
import type { Picture } from './types.ts';

/** Where the picture lies: its own address, or a file of the workspace. */
export function usePictureUrl(picture: Picture): string {
  const { files } = useSurface();
  if (picture.image_url) return picture.image_url;
  const url = picture.slack_file?.url;
  if (url?.startsWith('/')) return url;
  const id = picture.slack_file?.id ?? /F[A-Z0-9]{6,}/.exec(url ?? '')?.[0] ?? '';
  return files.find((file) => file.id === id)?.url ?? `/files/${encodeURIComponent(id)}/file`;
}

/** A picture that a press enlarges. One that does not load says so, with its alternative text. */
export function Zoomable({ url, alt, className = '' }: { url: string; alt: string; className?: string }) {
  const { words } = useDirectory();
  const enlarge = useLightbox();
  const [broken, setBroken] = useState<string | null>(null);
  if (broken === url) {
    return (
      <div className="block-broken" role="note">
        <Icon name="warn" size={16} /> {words.brokenImage} {alt}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={`zoomable ${className}`}
      aria-label={words.enlarge(alt)}
      onClick={() => enlarge({ url, alt })}
    >
      <img src={url} alt={alt} loading="lazy" onError={() => setBroken(url)} />
    </button>
  );
}

/** The small picture at a section's side. */
export function Thumbnail({ picture }: { picture: Picture }) {
  return <Zoomable url={usePictureUrl(picture)} alt={picture.alt_text} className="thumbnail" />;
}
