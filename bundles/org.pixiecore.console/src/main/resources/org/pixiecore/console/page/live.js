// Follows what happens. While too many others do, it looks again every few seconds.

import * as api from './api.js';
import * as store from './store.js';

const LOOK_AGAIN_MS = 10000;

let source = null;
let later = null;
let tellState = () => {};

/** Calls back with connecting, live, or away, and with why. */
export function onState(listener) {
  tellState = listener;
}

/** Begins anew, as after signing in. */
export function connect() {
  clearTimeout(later);
  source?.close();
  tellState('connecting', null);
  source = api.events();
  const on = (name, take) => source.addEventListener(name, (event) => take(JSON.parse(event.data)));
  source.addEventListener('open', () => tellState('live', null));
  source.addEventListener('error', lost);
  on('machines', store.setMachines);
  on('machine', store.setMachine);
  on('progress', (machine) => store.setTransfers(machine.mac, machine.transfers));
  on('forgotten', (machine) => store.forget(machine.mac));
  on('status', store.setStatus);
}

/** A browser tries again by itself when a connection breaks, and never when it was refused. */
async function lost() {
  if (source.readyState !== EventSource.CLOSED) {
    tellState('away', null);
    return;
  }
  try {
    store.setMachines(await api.get('machines'));
    store.setStatus(await api.get('status'));
    tellState('looking', null);
  } catch (refused) {
    tellState('away', refused);
    if (refused.status === 401 || refused.status === 403) {
      return;
    }
  }
  later = setTimeout(connect, LOOK_AGAIN_MS);
}
