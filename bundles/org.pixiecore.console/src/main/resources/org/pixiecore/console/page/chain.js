// The chain of a boot as a picture. Each link has a sign, a name and words; the colour only repeats them.

import {element, spoken, symbol} from './dom.js';

const LINKS = ['DHCP', 'OFFER', 'PROGRAM', 'LOADER', 'INSTRUCTIONS', 'FILES', 'BOOT'];

const SAID = {done: 'done', now: 'here now', trouble: 'stands here, in trouble', todo: 'not yet', none: 'left alone here'};

const SIGNS = {
  ASKING: 'now',
  LEFT_ALONE: 'none',
  OFFERED: 'now',
  LOADING_PROGRAM: 'now',
  IN_LOADER: 'now',
  INSTRUCTED: 'now',
  LOADING: 'now',
  BOOTING: 'done',
  LOCAL: 'done',
  STUCK: 'trouble',
};

const ABBREVIATIONS = ['DHCP'];

/** A state's name for people, as the shell has it. */
export function stateName(machine) {
  return words(machine.state);
}

/** A machine's state, with its sign. */
export function state(machine) {
  const sign = SIGNS[machine.state] ?? 'now';
  return element('span', {className: `state ${sign}`}, symbol(sign), stateName(machine));
}

export function linkName(link) {
  return words(link);
}

/** What the JSON calls LEFT_ALONE is Left alone. */
function words(constant) {
  return ABBREVIATIONS.includes(constant) ? constant
    : constant.charAt(0) + constant.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** The chain in a line, for a list. */
export function small(machine) {
  return element('span', {className: 'pips'},
      spoken(`at link ${place(machine) + 1} of ${LINKS.length}, ${linkName(machine.link)}`),
      LINKS.map((link, index) => element('span', {className: `pip ${sign(machine, index)}`, title: linkName(link)})));
}

/** The chain with what happened last at each link. */
export function picture(machine, timeline) {
  return element('ol', {className: 'chain', 'aria-label': 'The chain of its boot'},
      LINKS.map((link, index) => {
        const how = sign(machine, index);
        const last = timeline.findLast((step) => step.link === link && step.at >= machine.began);
        return element('li', {className: how, ...(index === place(machine) ? {'aria-current': 'step'} : {})},
            element('span', {className: 'link'}, how === 'todo' ? null : symbol(how)),
            element('span', {className: 'name'}, linkName(link), spoken(`, ${SAID[how]}`)),
            last && how !== 'todo' ? element('span', {className: 'last'}, last.text) : null);
      }));
}

function place(machine) {
  return Math.max(0, LINKS.indexOf(machine.link));
}

function sign(machine, index) {
  const here = place(machine);
  if (index !== here) {
    return index < here ? 'done' : 'todo';
  }
  if (machine.diagnosis !== null) {
    return 'trouble';
  }
  return SIGNS[machine.state] ?? 'now';
}
