package org.pixiecore.itests;

import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Properties with which a test's service is found before the server's own. */
final class Ranking {

  static final Dictionary<String, Object> HIGHEST =
      FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE));

  private Ranking() {}
}
