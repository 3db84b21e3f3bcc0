// What is configured, for those who have signed in.

import * as api from './api.js';
import {element} from './dom.js';
import * as session from './session.js';

const body = document.getElementById('configuration-body');

export async function show() {
  if (session.user === null) {
    body.replaceChildren(element('p', {}, 'It names paths and servers, so it is for those who have signed in.'),
        element('p', {}, element('button', {type: 'button', className: 'primary', onclick: session.askToSignIn}, 'Sign in')));
    return;
  }
  try {
    body.replaceChildren(...(await api.get('configuration')).configurations.map(configuration));
  } catch (refused) {
    body.replaceChildren(element('p', {className: 'error'}, refused.message));
    await session.lookAfter(refused);
  }
}

function configuration(of) {
  const changed = of.keys.filter((key) => !key.default).length;
  return element('details', {className: 'part', open: changed > 0},
      element('summary', {}, element('span', {className: 'name'}, of.name), ' ',
          element('span', {className: 'muted'}, changed === 0 ? 'defaults' : `${changed} set`)),
      element('p', {className: 'muted'}, of.description),
      element('dl', {className: 'keys'}, of.keys.map((key) => element('div', {className: key.default ? 'default' : 'set'},
          element('dt', {}, key.key, ' ', element('span', {className: 'said'}, key.default ? 'default' : 'set')),
          element('dd', {className: 'value'}, key.value === '' ? 'nothing' : key.value),
          element('dd', {className: 'muted'}, key.description)))));
}
