package org.pixiecore.management;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.pixiecore.api.service.ServiceLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers our MBeans with the platform's server. It is the one that Karaf's feature {@code
 * management} opens to the network, guarded by etc/jmx.acl.org.pixiecore.cfg; without that feature
 * they are there for this computer's own tools.
 */
@Component(service = {})
public final class MBeans {

  static final String DOMAIN = "org.pixiecore";

  private static final Logger LOG = LoggerFactory.getLogger(MBeans.class);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> registered = new ArrayList<>();

  @Activate
  public MBeans(BundleContext context) {
    Services services = new Services(new ServiceLookup(context));
    register("Server", new Server(services), ServerMBean.class);
    register("Machines", new Machines(services), MachinesMBean.class);
    register("Booters", new Booters(services), BootersMBean.class);
    register("Once", new Once(services), OnceMBean.class);
  }

  @Deactivate
  void unregister() {
    for (ObjectName name : registered) {
      try {
        server.unregisterMBean(name);
      } catch (JMException e) {
        LOG.warn("{} cannot be taken back", name, e);
      }
    }
  }

  private <T> void register(String type, T bean, Class<T> description) {
    try {
      ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
      server.registerMBean(new DescribedMBean(bean, description), name);
      registered.add(name);
    } catch (JMException e) {
      LOG.error("The MBean {} is not to be had", type, e);
    }
  }
}
