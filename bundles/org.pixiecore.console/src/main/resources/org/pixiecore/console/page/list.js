// The list of machines. A row stays the same element while its machine changes, so that focus stays too.

import {ago, element, progress, symbol} from './dom.js';
import {small, state, stateName} from './chain.js';
import * as store from './store.js';

const rows = document.getElementById('rows');
const empty = document.getElementById('empty');
const tally = document.getElementById('tally');
const find = document.getElementById('find');
const shown = new Map();

let chosen = null;

find.addEventListener('input', render);
store.onChange('machines', render);
store.onChange('status', render);

/** Marks the machine that is shown beside the list; null for none. */
export function choose(mac) {
  chosen = mac;
  shown.forEach((row, of) => mark(row, of));
}

export function render() {
  const machines = store.sorted().filter(isSought);
  const wanted = new Set(machines.map((machine) => machine.mac));
  shown.forEach((row, mac) => {
    if (!wanted.has(mac)) {
      row.element.remove();
      shown.delete(mac);
    }
  });
  machines.forEach((machine, index) => {
    const row = shown.get(machine.mac) ?? make(machine.mac);
    if (row.machine !== machine) {
      row.machine = machine;
      row.link.replaceChildren(...content(machine));
      row.link.dataset.state = machine.diagnosis === null ? machine.state : 'STUCK';
    }
    if (rows.children[index] !== row.element) {
      place(row, index);
    }
  });
  say(machines.length);
}

/** Moving an element takes the focus from it. */
function place(row, index) {
  const focused = row.element.contains(document.activeElement);
  rows.insertBefore(row.element, rows.children[index] ?? null);
  if (focused) {
    row.link.focus({preventScroll: true});
  }
}

function make(mac) {
  const link = element('a', {href: `#/machine/${mac}`, className: 'row'});
  const row = {link, element: element('li', {}, link), machine: null};
  shown.set(mac, row);
  mark(row, mac);
  return row;
}

function mark(row, mac) {
  if (mac === chosen) {
    row.link.setAttribute('aria-current', 'true');
  } else {
    row.link.removeAttribute('aria-current');
  }
}

function content(machine) {
  const facts = [machine.vendor, machine.architecture, machine.address].filter((fact) => fact !== null);
  return [
    element('span', {className: 'top'}, element('span', {className: 'mac'}, machine.mac), state(machine)),
    element('span', {className: 'facts'}, facts.join(' · ') || 'nothing known yet', ' ',
        element('span', {className: 'age'}, '· ', ago(machine.heard))),
    machine.boots === null ? null : element('span', {className: 'facts boots'}, machine.boots),
    small(machine),
    ...machine.transfers.slice(0, 2).map((transfer) => progress(transfer.name, transfer.sent, transfer.size)),
    machine.diagnosis === null ? null
      : element('span', {className: 'why'}, symbol('trouble'),
          element('span', {className: 'words'}, machine.diagnosis.problem)),
  ].filter((part) => part !== null);
}

function isSought(machine) {
  const words = find.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const text = [machine.mac, machine.vendor, machine.architecture, machine.address, machine.boots, stateName(machine)]
      .join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function say(matching) {
  const all = [...store.machines.values()];
  const stuck = all.filter((machine) => machine.diagnosis !== null).length;
  tally.textContent = all.length === 0 ? '' : [
    `${all.length} known`,
    matching < all.length ? `${matching} shown` : null,
    stuck > 0 ? `${stuck} in trouble` : null,
    store.omitted > 0 ? `${store.omitted} more are left out` : null,
  ].filter((part) => part !== null).join(', ');
  find.parentElement.hidden = all.length < 2 && find.value === '';
  empty.hidden = matching > 0 || !store.known;
  if (!empty.hidden) {
    empty.replaceChildren(...(all.length > 0
      ? [element('p', {}, 'No machine is like that.')] : nobodyYet()));
  }
}

function nobodyYet() {
  const ports = (store.status?.ports ?? []).filter((port) => port.problem === null);
  return [
    element('p', {className: 'big'}, 'No machine has asked yet.'),
    element('p', {}, 'Switch one on that is set to network boot, and it appears here.'),
    ports.length === 0 ? element('p', {className: 'muted'}, 'This server does not say on which ports it listens.')
      : element('p', {className: 'muted'}, 'Listening: ',
          ports.map((port) => `${port.purpose} ${port.port}`).filter((text, i, all) => all.indexOf(text) === i).join(', ')),
  ];
}
