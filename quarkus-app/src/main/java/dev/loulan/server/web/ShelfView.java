package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * A shelf as it is now. {@code state} and {@code door} are keys of texts; {@code tone} is the
 * colour of the state.
 */
@TemplateData
public record ShelfView(
    String device,
    String shelf,
    String site,
    String state,
    String tone,
    String seen,
    String lag,
    boolean live,
    boolean restocking,
    String door,
    String session,
    List<BoardView> boards,
    long gaps,
    List<String> alerts) {

  /** The plates of one board. */
  @TemplateData
  public record BoardView(String name, boolean named, boolean many, List<PlateView> plates) {}

  /** One plate; the tone colours it while it moves, or where no goods are planned. */
  @TemplateData
  public record PlateView(
      String name, String grams, boolean settled, String tone, String product) {}
}
