package org.pixiecore.notify;

import org.pixiecore.api.MacAddress;

/**
 * What is to be sent, and is the same at each attempt.
 *
 * @param id by which the receiver knows one that came twice
 * @param mac the machine: what is said of one arrives in order
 * @param body JSON
 */
record Notification(String id, MacAddress mac, String body) {}
