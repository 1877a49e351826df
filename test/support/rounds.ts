/** How often something is tried: a few times in `npm test`, where people wait, many times in `npm run test:long`. */
export const rounds = (few: number, many: number): number => (process.env['PACER_LONG'] === '1' ? many : few);
