// The server itself: ports, booters, boot programs, downloads, and what went wrong of late.

import {ago, element, progress, symbol} from './dom.js';
import * as store from './store.js';

const body = document.getElementById('server-body');
const parts = new Map();
const troubles = document.getElementById('troubles');

store.onChange('status', render);

function render() {
  const status = store.status;
  const count = status.ports.filter((port) => port.problem !== null).length
      + status.networks.filter((network) => network.conflicts.length > 0).length
      + status.programs.filter(isMissed).length
      + status.booters.filter((booter) => !booter.there).length
      + status.downloads.filter((download) => download.problem !== null).length;
  troubles.hidden = count === 0;
  troubles.textContent = `${count}`;
  troubles.setAttribute('aria-label', `${count} in trouble`);
  part('Ports', status.ports, port, 'No part of this server says that it listens.');
  part('Networks', status.networks, network, 'Nothing is known of them.');
  part('Recent problems', status.problems, problem, 'No machine had any.');
  part('Booters, in the order in which they are asked', status.booters, booter,
      'No booter says what machines boot; the README tells how to begin.', 'ol');
  part('Boot programs', [...status.programs].sort((a, b) => rank(a) - rank(b)), program,
      'No part of this server has boot programs.');
  part('Downloads', status.downloads, download, 'Nothing is being fetched.');
}

/** Made anew only when there is something new, so that focus stays where it is. */
function part(title, items, row, otherwise, list = 'ul') {
  const before = parts.get(title);
  const text = JSON.stringify(items);
  if (before?.text === text) {
    return;
  }
  const made = element('section', {className: 'part'}, element('h3', {}, title),
      items.length === 0 ? element('p', {className: 'muted'}, otherwise)
        : element(list, {className: 'items'}, items.map(row)));
  if (before === undefined) {
    body.append(made);
  } else {
    before.made.replaceWith(made);
  }
  parts.set(title, {text, made});
}

function item(sign, said, name, more, trouble) {
  return element('li', {className: sign},
      symbol(sign),
      element('div', {}, element('p', {}, name, ' ', element('span', {className: 'said'}, said)),
          more ? element('p', {className: 'muted'}, more) : null,
          trouble ? element('p', {className: 'problem'}, trouble) : null));
}

function port(of) {
  const where = of.on === '*' ? 'all addresses' : of.on;
  return item(of.problem ? 'trouble' : 'done', of.problem ? 'not served' : 'served',
      `${of.purpose}, port ${of.port} on ${where}`, of.how, of.problem);
}

function network(of) {
  const inTheWay = of.conflicts.length > 0;
  return item(inTheWay ? 'trouble' : 'done', inTheWay ? 'another server is in the way' : '', of.on, of.addresses,
      of.conflicts.join(' '));
}

function booter(of) {
  return item(of.there ? 'done' : 'trouble', of.there ? '' : 'gone, and waited for', of.name, `ranking ${of.ranking}`, null);
}

function isMissed(of) {
  return of.program === null && of.needed;
}

function rank(of) {
  return isMissed(of) ? 0 : of.program === null ? 2 : 1;
}

function program(of) {
  if (of.program !== null) {
    return item('done', '', `${of.firmware}: ${of.program}`, null, null);
  }
  return isMissed(of) ? item('trouble', 'missing', of.firmware, null, of.advice)
    : item('none', 'not installed', of.firmware, of.advice, null);
}

function download(of) {
  const signs = {RUNNING: 'now', COMPLETE: 'done', FAILED: 'trouble'};
  const said = {RUNNING: 'being fetched', COMPLETE: 'complete', FAILED: 'failed'};
  const row = item(signs[of.state] ?? 'note', said[of.state] ?? of.state, of.name, of.source, of.problem);
  if (of.state === 'RUNNING') {
    row.lastChild.append(progress(of.name, of.fetched, of.size));
  }
  return row;
}

function problem(of) {
  const row = item('trouble', '', element('a', {href: `#/machine/${of.mac}`, className: 'mac'}, of.mac), null, of.problem);
  row.querySelector('p').append(element('span', {className: 'muted'}, ago(of.at)));
  row.lastChild.append(element('p', {className: 'advice'}, of.advice));
  return row;
}
