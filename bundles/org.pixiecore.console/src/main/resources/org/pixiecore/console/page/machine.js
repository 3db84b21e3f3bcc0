// One machine: why it does not boot, where it stands, what happened, and what can be done.

import * as api from './api.js';
import {actions} from './actions.js';
import {linkName, picture, state} from './chain.js';
import {ago, clock, element, progress, spoken, symbol} from './dom.js';
import * as session from './session.js';
import * as store from './store.js';

const article = document.getElementById('machine');
const LOOK_AT_MOST_MS = 700;

let mac = null;
let parts = null;
let looking = null;
let seen = null;

store.onChange('machines', () => {
  const machine = store.machines.get(mac);
  if (mac === null || parts === null || machine === undefined) {
    return;
  }
  transfers(machine);
  if (machine.heard !== seen?.heard || machine.state !== seen?.state || !same(machine.diagnosis, seen?.diagnosis)) {
    look();
  }
});

/** Shows a machine, or none. */
export async function show(wanted) {
  mac = wanted;
  parts = null;
  article.hidden = mac === null;
  article.replaceChildren();
  if (mac === null) {
    return;
  }
  parts = {
    standing: element('div'), why: element('div'), chain: element('div'), transfers: element('div'),
    facts: element('div'), actions: element('div'), timeline: element('div'),
  };
  article.append(
      element('a', {className: 'back', href: '#/machines'}, 'All machines'),
      element('h2', {id: 'machine-title', tabIndex: -1, className: 'mac'}, mac),
      ...Object.values(parts));
  article.setAttribute('aria-labelledby', 'machine-title');
  document.getElementById('machine-title').focus({preventScroll: true});
  await fetchNow();
  parts?.actions.replaceChildren(...actions(mac, fetchNow));
}

/** After somebody signed in or out. */
export async function refresh() {
  if (mac !== null) {
    await fetchNow();
    parts?.actions.replaceChildren(...actions(mac, fetchNow));
  }
}

function look() {
  looking ??= setTimeout(() => {
    looking = null;
    fetchNow();
  }, LOOK_AT_MOST_MS);
}

async function fetchNow() {
  const asked = mac;
  try {
    const answer = await api.get(`machines/${asked}`);
    if (asked === mac) {
      render(answer);
    }
  } catch (refused) {
    if (asked === mac && parts !== null) {
      parts.standing.replaceChildren(element('p', {className: 'error'}, refused.message));
      await session.lookAfter(refused);
    }
  }
}

function render(machine) {
  seen = machine;
  parts.standing.replaceChildren(standing(machine));
  parts.why.replaceChildren(...why(machine));
  parts.chain.replaceChildren(picture(machine, machine.timeline));
  transfers(machine);
  parts.facts.replaceChildren(facts(machine));
  parts.timeline.replaceChildren(...timeline(machine));
}

function why({diagnosis}) {
  return diagnosis === null ? [] : [element('div', {className: 'diagnosis'},
      element('p', {className: 'problem'}, symbol('trouble'), element('span', {},
          element('strong', {}, `It stands at ${linkName(diagnosis.link)}. `), diagnosis.problem)),
      element('p', {className: 'advice'}, element('strong', {}, 'What to do: '), diagnosis.advice),
      element('p', {className: 'muted'}, 'Found ', ago(diagnosis.at)))];
}

function standing(machine) {
  return element('p', {className: 'standing'}, state(machine),
      element('span', {className: 'muted'}, 'began ', ago(machine.began), ', heard ', ago(machine.heard)));
}

function facts(machine) {
  const known = [
    ['Boots', machine.boots], ['Told here to boot', machine.ordered], ['Vendor', machine.vendor],
    ['Architecture', machine.architecture], ['Asks as', machine.firmware], ['Address', machine.address],
    ['Interface', machine.interface], ['Relay', machine.relay], ['Serial number', machine.serial], ['UUID', machine.uuid],
    ['Booted once', machine.once.map((once) => `${once.booter}: ${once.order}`).join(', ') || null],
  ].filter(([, value]) => value !== null);
  return element('dl', {className: 'facts'}, known.map(([name, value]) =>
    element('div', {className: `${value}`.length > 24 ? 'long' : ''}, element('dt', {}, name), element('dd', {}, value))));
}

function transfers(machine) {
  parts.transfers.replaceChildren(...machine.transfers.map((transfer) =>
    progress(`${transfer.name} by ${transfer.protocol}`, transfer.sent, transfer.size)));
}

function timeline(machine) {
  const signs = {PROGRESS: 'done', NOTE: 'note', TROUBLE: 'trouble'};
  const words = {PROGRESS: '', NOTE: 'note: ', TROUBLE: 'trouble: '};
  return [
    element('h3', {}, 'What happened'),
    element('ol', {className: 'timeline'}, [...machine.timeline].reverse().map((step) =>
      element('li', {className: signs[step.tone] ?? 'note'},
          clock(step.at), symbol(signs[step.tone] ?? 'note'),
          element('span', {className: 'text'}, spoken(words[step.tone] ?? ''), step.text),
          element('span', {className: 'at'}, linkName(step.link))))),
    machine.forgotten > 0 ? element('p', {className: 'muted'}, `${machine.forgotten} earlier steps are kept no longer.`) : '',
  ];
}

function same(a, b) {
  return a?.cause === b?.cause && a?.at === b?.at;
}
