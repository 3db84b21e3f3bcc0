package org.pixiecore.notify;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.MachineBoot;

/**
 * Posts what happens to OSGi's Event Admin, which delivers it on threads of its own: a handler that
 * is slow keeps nobody waiting here.
 */
@Component(
    service = {BootListener.class, BootWatcher.class},
    immediate = true)
public final class EventPoster implements BootListener, BootWatcher {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EventAdmin eventAdmin;

  private final StateChanges changes = new StateChanges();

  @Activate
  public EventPoster() {}

  @Override
  public void happened(BootEvent event) {
    Postings.of(event).ifPresent(this::post);
  }

  @Override
  public void changed(MachineBoot boot) {
    changes.in(boot).map(Postings::of).ifPresent(this::post);
  }

  private void post(Posting posting) {
    EventAdmin admin = eventAdmin;
    if (admin != null) {
      admin.postEvent(new Event(posting.topic(), posting.properties()));
    }
  }
}
