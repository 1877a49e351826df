import { createContext, type ReactNode, useContext, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { Dialog } from './Dialog.tsx';
import { Icon } from './Icon.tsx';

interface Picture {
  url: string;
  alt: string;
}

const LightboxContext = createContext<(picture: Picture) => void>(() => {});

/** Opens a picture in its full size. */
export const useLightbox = () => useContext(LightboxContext);

export function LightboxProvider({ children }: { children: ReactNode }) {
  const { words } = useDirectory();
  const [picture, setPicture] = useState<Picture | null>(null);
  const close = () => setPicture(null);
  return (
    <LightboxContext value={setPicture}>
      {children}
      {picture && (
        <Dialog title={picture.alt} closeLabel={words.close} className="lightbox" onClose={close}>
          <img src={picture.url} alt={picture.alt} />
          <a className="lightbox-link" href={picture.url} target="_blank" rel="noreferrer">
            <Icon name="open" size={16} /> {words.download}
          </a>
        </Dialog>
      )}
    </LightboxContext>
  );
}
