import { memo, useState } from 'react';
import type { Message } from '../../../contract.ts';
import { Blocks } from '../kit/BlockView.tsx';
import { Zoomable } from '../kit/Picture.tsx';
import type { Edits } from '../kit/state.ts';
import { SurfaceProvider } from '../kit/surface.ts';
import { useSurfaceState } from '../kit/useSurfaceState.ts';
import { Mrkdwn } from '../mrkdwn/Mrkdwn.tsx';
import { FileCard } from './FileCard.tsx';

/** What a message says: its blocks, or its text where it has none, then the files that no block shows. */
export const MessageBody = memo(function MessageBody({ message }: { message: Message }) {
  const [edits, setEdits] = useState<Edits>({});
  const { channel, ts, blocks, files } = message;
  const surface = useSurfaceState({
    kind: 'message',
    blocks,
    files,
    origin: { channel, ts },
    current: channel,
    edits,
    onEdits: setEdits,
  });
  const inBlocks = JSON.stringify(blocks);
  const loose = files.filter((file) => !inBlocks.includes(`"${file.id}"`));
  return (
    <SurfaceProvider value={surface}>
      {blocks.length > 0 ? <Blocks blocks={blocks} /> : message.text && <Mrkdwn text={message.text} />}
      {loose.length > 0 && (
        <div className="files">
          {loose.map((file) =>
            file.mimetype.startsWith('image/') ? (
              <Zoomable
                key={file.id}
                url={file.url}
                alt={file.altText ?? file.title}
                className="file-image"
              />
            ) : (
              <FileCard key={file.id} file={file} />
            ),
          )}
        </div>
      )}
    </SurfaceProvider>
  );
});
