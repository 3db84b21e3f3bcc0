package org.pixiecore.http;

import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Holds the HTTP service in this bundle's name, and does nothing else with it.
 *
 * <p>When a bundle stops, Pax Web 8 releases the HTTP service for it, and removes its servlets with
 * that; but on a thread of its own, and on a busy machine after the bundle has started again. Then
 * the new servlets went, for good. While the bundle holds the service itself, that late release is
 * not the last one, and they stay.
 */
@Component(
    service = {},
    immediate = true)
public final class HttpServiceHold {

  @Reference(
      service = AnyService.class,
      target = "(objectClass=org.osgi.service.http.HttpService)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Object httpService;
}
