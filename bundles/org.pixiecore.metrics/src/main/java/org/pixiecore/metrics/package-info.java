/** Figures for Prometheus: what the events, the history and the server's state say, at /metrics. */
package org.pixiecore.metrics;
