/** Line icons of our own, on a 20 × 20 grid. */
const PATHS = {
  plus: 'M10 4v12M4 10h12',
  send: 'M3.5 10 16.5 4l-4.2 12.5-2.6-5.2zM9.7 11.3 16.5 4',
  bolt: 'M11 2.5 4.5 11.5h5l-.5 6 6.5-9h-5z',
  close: 'M5 5l10 10M15 5 5 15',
  back: 'M12 4 6 10l6 6',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  thread: 'M4 4.5h12v9H9l-4 3v-3H4z',
  down: 'M10 4v11M5.5 10.5 10 15l4.5-4.5',
  chevron: 'M5.5 8 10 12.5 14.5 8',
  lock: 'M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5',
  hash: 'M7.5 3.5 6 16.5M14 3.5l-1.5 13M4 7.5h12.5M3.5 12.5H16',
  people:
    'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c.3-2.8 2.2-4.2 5-4.2s4.7 1.4 5 4.2M13 4.3a2.750 2.750 0 0 1 0 5M14.8 12.2c1.6.5 2.5 1.8 2.7 3.8',
  clip: 'M14.5 9.5 9.3 14.7a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-5.9 5.9a1 1 0 0 1-1.5-1.4l5-5',
  file: 'M5.5 3h6l3.5 3.5V17h-9.5zM11.5 3v3.5H15',
  inspect: 'M7 6 3.5 10 7 14M13 6l3.5 4-3.5 4M11 4.5 9 15.5',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5ZM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  warn: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3v.01',
  open: 'M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.5 4.5 9 11',
  switch: 'M4 7.5h11l-3-3M16 12.5H5l3 3',
  edit: 'M4 16l.7-3.3L13 4.4l2.6 2.6-8.3 8.3zM11.3 6.1l2.6 2.6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
