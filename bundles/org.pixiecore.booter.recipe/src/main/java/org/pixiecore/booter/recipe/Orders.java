package org.pixiecore.booter.recipe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pixiecore.api.Architecture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one configuration orders, by kind of machine. The recipe's file is looked at each time, so
 * that an edit of it holds at once; while it is wrong, the last good one serves.
 */
final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private final RecipeSettings settings;
  private final RecipeShelf shelf;
  private final Function<Order, Preparation> begin;
  private final Map<String, Preparation> preparations = new HashMap<>();

  private Optional<BootRecipe> recipe = Optional.empty();
  private String complaint = "";

  /**
   * Makes orders for a configuration that names a recipe.
   *
   * @param begin makes a preparation
   */
  Orders(RecipeSettings settings, RecipeShelf shelf, Function<Order, Preparation> begin) {
    this.settings = settings;
    this.shelf = shelf;
    this.begin = begin;
  }

  /** An order, and how it stands with it. */
  record Ordered(Order order, Preparation preparation) {}

  /** Begins with the files that most likely will be needed. */
  synchronized void start() {
    try {
      BootRecipe now = recipe();
      Optional<String> kind =
          settings.arch().isPresent()
              ? Optional.of(fixed(now))
              : now.architectures().keySet().stream().findFirst();
      kind.map(one -> ordered(now, one)).ifPresent(one -> one.preparation().ask());
    } catch (RecipeException e) {
      LOG.error("{}. Machines wait for it.", e.getMessage());
    }
  }

  /**
   * The order for a machine.
   *
   * @return empty if the recipe has nothing for its architecture
   * @throws RecipeException if there is no such recipe or it is wrong; the message is for people
   */
  synchronized Optional<Ordered> find(Architecture architecture) throws RecipeException {
    BootRecipe now = recipe();
    Optional<String> kind =
        settings.arch().isPresent() ? Optional.of(fixed(now)) : now.choose(architecture);
    return kind.map(one -> ordered(now, one));
  }

  synchronized void close() {
    preparations.values().forEach(Preparation::close);
    preparations.clear();
  }

  private Ordered ordered(BootRecipe now, String kind) {
    Order order = new Order(now, kind, settings.version(), settings.mirror());
    return new Ordered(order, preparations.computeIfAbsent(kind, k -> begin.apply(order)));
  }

  private String fixed(BootRecipe now) throws RecipeException {
    String arch = settings.arch().orElseThrow();
    return now.find(arch)
        .orElseThrow(
            () ->
                new RecipeException(
                    "recipe %s has no architecture \"%s\"; it has %s"
                        .formatted(now.name(), arch, now.architectures().keySet())));
  }

  private BootRecipe recipe() throws RecipeException {
    try {
      BootRecipe now = shelf.read(settings.recipe().orElseThrow());
      complaint = "";
      if (recipe.isPresent() && !recipe.get().stamp().equals(now.stamp())) {
        LOG.info("Recipe {} is another one now", now.name());
        close();
      }
      recipe = Optional.of(now);
      return now;
    } catch (RecipeException e) {
      if (recipe.isEmpty()) {
        throw e;
      }
      if (!complaint.equals(e.getMessage())) {
        complaint = e.getMessage();
        LOG.error("{}. The last good one serves.", complaint);
      }
      return recipe.get();
    }
  }
}
