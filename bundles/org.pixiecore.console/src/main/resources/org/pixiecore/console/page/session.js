// Who has signed in.

import * as api from './api.js';
import {element} from './dom.js';

const dialog = document.getElementById('sign-in');
const form = dialog.querySelector('form');
const error = document.getElementById('sign-in-error');
const place = document.getElementById('session');

export let user = null;
export let mayChange = false;

let tellChange = () => {};

/** Calls back after somebody signed in or out. */
export function onChange(listener) {
  tellChange = listener;
}

/** Looks whether somebody has signed in before. */
export async function look() {
  take(await api.get('session'));
}

export function askToSignIn() {
  form.reset();
  error.textContent = '';
  dialog.showModal();
}

/** If the server says that the session is over, the page says so too. */
export async function lookAfter(refused) {
  if (refused.status === 401 && user !== null) {
    await look();
    tellChange();
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('.primary');
  button.disabled = true;
  error.textContent = '';
  try {
    take(await api.post('session', {user: form.user.value, password: form.password.value}));
    dialog.close();
    tellChange();
  } catch (refused) {
    error.textContent = refused.message;
    form.password.select();
    form.password.focus();
  } finally {
    button.disabled = false;
  }
});

form.querySelector('[value=cancel]').addEventListener('click', () => dialog.close());
// a password does not stay in a page that is left open
dialog.addEventListener('close', () => form.reset());

async function signOut() {
  try {
    take(await api.post('session/end'));
  } catch {
    await look().catch(() => {});
  }
  tellChange();
}

function take(session) {
  user = session.user;
  mayChange = session.mayChange;
  api.setToken(session.token);
  place.replaceChildren(...(user === null
    ? [element('button', {type: 'button', onclick: askToSignIn}, 'Sign in')]
    : [element('span', {className: 'user'}, user),
      element('button', {type: 'button', onclick: signOut}, 'Sign out')]));
}
