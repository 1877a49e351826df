import { usePictureUrl } from './Picture.tsx';
import { TextView } from './TextView.tsx';
import type { ContextBlock, Picture } from './types.ts';

export function ContextView({ block }: { block: ContextBlock }) {
  return (
    <div className="block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block's elements never move
          <SmallPicture key={index} picture={element} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block's elements never move
          <TextView key={index} text={element} />
        ),
      )}
    </div>
  );
}

function SmallPicture({ picture }: { picture: Picture }) {
  return <img className="context-image" src={usePictureUrl(picture)} alt={picture.alt_text} loading="lazy" />;
}
