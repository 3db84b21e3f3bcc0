-- Prints what wrk measured as name=value, in bytes, requests and microseconds.
function done(summary, latency)
   local errors = summary.errors
   io.write(string.format("micros=%d\nbytes=%d\nrequests=%d\np50=%d\np99=%d\nerrors=%d\n",
      summary.duration, summary.bytes, summary.requests,
      latency:percentile(50), latency:percentile(99),
      errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
