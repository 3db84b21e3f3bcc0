// Tells those who do not see the page what matters, and no more often than one can listen.

import {stateName} from './chain.js';
import * as store from './store.js';

const PAUSE_MS = 5000;
const MATTER = ['STUCK', 'BOOTING', 'LOCAL'];

/** Speaks through a live region. */
export function announce(region) {
  let before = null;
  let news = new Map();
  let quiet = false;

  const speak = () => {
    quiet = news.size > 0;
    if (quiet) {
      const said = [...news].map(([mac, text]) => `${mac}: ${text}`);
      region.textContent = said.length > 3 ? `${said.length} machines have news` : said.join('. ');
      news = new Map();
      setTimeout(speak, PAUSE_MS);
    }
  };

  store.onChange('machines', () => {
    const now = new Map([...store.machines.values()].map((machine) => [machine.mac, machine.state]));
    if (before !== null) {
      for (const [mac, state] of now) {
        if (MATTER.includes(state) && before.get(mac) !== state) {
          news.set(mac, stateName(store.machines.get(mac)));
        }
      }
    }
    before = now;
    if (!quiet) {
      speak();
    }
  });
}
