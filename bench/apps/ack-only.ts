// A Bolt app that only acknowledges, as small as it gets: what `/log` is measured beside.
import { boltApp } from './bolt.ts';

const { app, start } = boltApp();
app.command('/log', ({ ack }) => ack());
await start();
