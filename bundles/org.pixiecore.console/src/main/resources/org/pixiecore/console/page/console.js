// Where the page begins: which view is shown, and what is said of the connection.

import * as configuration from './configuration.js';
import {refreshTimes} from './dom.js';
import {announce} from './announcer.js';
import * as list from './list.js';
import * as live from './live.js';
import * as machine from './machine.js';
import './server.js';
import * as session from './session.js';

const VIEWS = ['machines', 'server', 'configuration'];
const connection = document.getElementById('connection');
const notice = document.getElementById('notice');
const WORDS = {connecting: 'connecting', live: 'live', looking: 'every 10 s', away: 'no connection'};

async function route() {
  const [, view, mac] = /^#\/(\w+)(?:\/([0-9a-f:]{17}))?$/.exec(location.hash) ?? [null, 'machines', null];
  const wanted = view === 'machine' ? 'machines' : VIEWS.includes(view) ? view : 'machines';
  for (const name of VIEWS) {
    document.getElementById(name).hidden = name !== wanted;
    const link = document.querySelector(`nav a[href="#/${name}"]`);
    if (name === wanted) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  const chosen = view === 'machine' ? mac ?? null : null;
  document.getElementById('machines').classList.toggle('one', chosen !== null);
  document.title = chosen === null ? 'Pixiecore' : `${chosen} · Pixiecore`;
  list.choose(chosen);
  if (wanted === 'configuration') {
    await configuration.show();
  }
  await machine.show(chosen);
}

live.onState((state, refused) => {
  connection.dataset.state = state;
  connection.textContent = WORDS[state];
  notice.hidden = refused === null;
  notice.textContent = refused?.message ?? '';
});

async function showForSession() {
  if (location.hash === '#/configuration') {
    await configuration.show();
  }
  await machine.refresh();
}

session.onChange(async () => {
  live.connect();
  await showForSession();
});

window.addEventListener('hashchange', route);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main').focus();
});
setInterval(refreshTimes, 1000);
announce(document.getElementById('announcer'));
list.render();
live.connect();
const routed = route();
await session.look().catch(() => {});
await routed;
if (session.user !== null) {
  await showForSession();
}
