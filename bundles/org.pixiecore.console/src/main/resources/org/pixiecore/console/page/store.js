// What is known now, and who wants to know when it changes.

import {setServerTime} from './dom.js';

/** By MAC address. */
export const machines = new Map();

/** The server itself; null until it is known. */
export let status = null;

/** Whether the server has said which machines there are. */
export let known = false;

/** How many machines the server left out. */
export let omitted = 0;

const changes = new EventTarget();
let waiting = new Set();

/** Calls back, at most once a frame, after something of a kind changed: machines or status. */
export function onChange(kind, listener) {
  changes.addEventListener(kind, listener);
}

export function setMachines(list) {
  setServerTime(list.now);
  machines.clear();
  list.machines.forEach((machine) => machines.set(machine.mac, machine));
  omitted = list.omitted;
  known = true;
  announce('machines');
}

export function setMachine(machine) {
  machines.set(machine.mac, machine);
  announce('machines');
}

export function setTransfers(mac, transfers) {
  const machine = machines.get(mac);
  if (machine) {
    machines.set(mac, {...machine, transfers});
    announce('machines');
  }
}

export function forget(mac) {
  machines.delete(mac);
  announce('machines');
}

export function setStatus(now) {
  status = now;
  announce('status');
}

/** The machines, the one that was heard last first. */
export function sorted() {
  return [...machines.values()].sort((a, b) => b.heard.localeCompare(a.heard) || a.mac.localeCompare(b.mac));
}

function announce(kind) {
  if (waiting.size === 0) {
    // no frame comes while the page is out of sight
    setTimeout(tell, document.hidden ? 500 : 16);
  }
  waiting.add(kind);
}

function tell() {
  const kinds = waiting;
  waiting = new Set();
  kinds.forEach((kind) => changes.dispatchEvent(new Event(kind)));
}
