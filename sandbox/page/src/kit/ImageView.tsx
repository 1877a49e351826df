import { usePictureUrl, Zoomable } from './Picture.tsx';
import { TextView } from './TextView.tsx';
import type { ImageBlock } from './types.ts';

export function ImageView({ block }: { block: ImageBlock }) {
  const url = usePictureUrl(block);
  return (
    <figure className="block-image">
      {block.title && (
        <figcaption>
          <TextView text={block.title} />
        </figcaption>
      )}
      <Zoomable url={url} alt={block.alt_text} />
    </figure>
  );
}
