// What somebody who has signed in can do with a machine.

import * as api from './api.js';
import {element} from './dom.js';
import * as session from './session.js';
import * as store from './store.js';

/** For one machine. Calls back when something was done. */
export function actions(mac, done) {
  const title = element('h3', {}, 'What it is to do');
  if (!session.mayChange) {
    return [title, element('p', {className: 'muted'}, session.user === null
      ? 'To have it boot something, or to ask the booters about it, sign in.'
      : `${session.user} may change nothing: that is for the roles admin and manager.`)];
  }
  const outcome = element('div', {className: 'outcome', role: 'status'});
  const run = async (button, work) => {
    button.disabled = true;
    try {
      outcome.replaceChildren(...[await work()].flat());
      await done();
    } catch (refused) {
      outcome.replaceChildren(element('p', {className: 'error'}, refused.message));
      await session.lookAfter(refused);
    } finally {
      button.disabled = false;
    }
  };
  const button = (name, work) => element('button', {type: 'button', onclick: (event) => run(event.currentTarget, work)}, name);
  const change = (action, body) => async () =>
    element('p', {}, (await api.post(`machines/${mac}/${action}`, body)).done);
  return [
    title,
    element('p', {className: 'buttons'},
        button('Who decides what?', async () => explanation(await api.post(`machines/${mac}/explain`))),
        button('Boot its local disk', change('boot', {boot: 'local'})),
        button('As the booters say', change('boot-as-configured')),
        button('Once again', change('boot-once-again')),
        button('Forget', async () => {
          const said = await change('forget')();
          store.forget(mac);
          location.hash = '#/machines';
          return said;
        })),
    bootForm(run, mac),
    outcome,
  ];
}

function bootForm(run, mac) {
  const kernel = element('input', {name: 'kernel', required: true, placeholder: '/srv/boot/vmlinuz or https://…', spellcheck: false, autocapitalize: 'none'});
  const initrd = element('input', {name: 'initrd', placeholder: 'several with blanks between', spellcheck: false, autocapitalize: 'none'});
  const cmdline = element('input', {name: 'cmdline', placeholder: 'console=ttyS0 quiet', spellcheck: false, autocapitalize: 'none'});
  const submit = element('button', {className: 'primary'}, 'Have it boot this');
  const form = element('form', {className: 'boot'},
      element('label', {}, 'Kernel', kernel), element('label', {}, 'Initrds', initrd),
      element('label', {}, 'Command line', cmdline), submit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(submit, async () => element('p', {}, (await api.post(`machines/${mac}/boot`, {
      kernel: kernel.value,
      initrd: initrd.value.split(/\s+/).filter((file) => file !== ''),
      cmdline: cmdline.value,
    })).done));
  });
  return element('details', {}, element('summary', {}, 'Have it boot a kernel'), form);
}

function explanation(answer) {
  return [
    element('ol', {className: 'opinions'}, answer.opinions.map((opinion) => element('li', {},
        element('strong', {}, opinion.booter), ' ', opinion.failure ?? '', opinion.failure && opinion.says ? ': ' : '',
        opinion.says === null ? (opinion.failure ? '' : 'passes') : `says ${opinion.says}`,
        opinion.reason ? ` (${opinion.reason})` : ''))),
    element('p', {}, answer.decision),
  ];
}
