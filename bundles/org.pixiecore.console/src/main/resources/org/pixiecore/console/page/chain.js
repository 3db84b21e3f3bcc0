// The chain of a boot as a picture. Each link has a sign, a name and words; the colour only repeats them.

import {element, spoken, symbol} from './dom.js';

const LINKS = [
  ['DHCP', 'DHCP'], ['OFFER', 'Offer'], ['PROGRAM', 'Program'], ['LOADER', 'Loader'],
  ['INSTRUCTIONS', 'Instructions'], ['FILES', 'Files'], ['BOOT', 'Boot'],
];

const SAID = {done: 'done', now: 'here now', trouble: 'stands here, in trouble', todo: 'not yet', none: 'left alone here'};

const STATES = {
  ASKING: ['now', 'Asking'],
  LEFT_ALONE: ['none', 'Left alone'],
  OFFERED: ['now', 'Offered'],
  LOADING_PROGRAM: ['now', 'Loading program'],
  IN_LOADER: ['now', 'In its loader'],
  INSTRUCTED: ['now', 'Told what to boot'],
  LOADING: ['now', 'Loading files'],
  BOOTING: ['done', 'Booting'],
  LOCAL: ['done', 'Booting locally'],
  STUCK: ['trouble', 'Stuck'],
};

/** A state's name for people. */
export function stateName(machine) {
  return (STATES[machine.state] ?? ['now', machine.state])[1];
}

/** A machine's state, with its sign. */
export function state(machine) {
  const [sign, name] = STATES[machine.state] ?? ['now', machine.state];
  return element('span', {className: `state ${sign}`}, symbol(sign), name);
}

export function linkName(link) {
  return (LINKS.find(([key]) => key === link) ?? [link, link])[1];
}

/** The chain in a line, for a list. */
export function small(machine) {
  return element('span', {className: 'pips'},
      spoken(`at link ${place(machine) + 1} of ${LINKS.length}, ${linkName(machine.link)}`),
      LINKS.map((link, index) => element('span', {className: `pip ${sign(machine, index)}`, title: link[1]})));
}

/** The chain with what happened last at each link. */
export function picture(machine, timeline) {
  return element('ol', {className: 'chain', 'aria-label': 'The chain of its boot'},
      LINKS.map(([key, name], index) => {
        const how = sign(machine, index);
        const last = timeline.findLast((step) => step.link === key && step.at >= machine.began);
        return element('li', {className: how, ...(index === place(machine) ? {'aria-current': 'step'} : {})},
            element('span', {className: 'link'}, how === 'todo' ? null : symbol(how)),
            element('span', {className: 'name'}, name, spoken(`, ${SAID[how]}`)),
            last && how !== 'todo' ? element('span', {className: 'last'}, last.text) : null);
      }));
}

function place(machine) {
  return Math.max(0, LINKS.findIndex(([key]) => key === machine.link));
}

function sign(machine, index) {
  const here = place(machine);
  if (index !== here) {
    return index < here ? 'done' : 'todo';
  }
  if (machine.diagnosis !== null) {
    return 'trouble';
  }
  return (STATES[machine.state] ?? ['now'])[0];
}
