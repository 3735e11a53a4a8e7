package dev.loulan.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts a split into words for one viewer. A host or supplier sees its own amount, and the others'
 * in one sum, so that it still adds up before its eyes.
 */
final class SharesPresenter {
  private static final Set<String> KNOWN =
      Set.of("operator", "host", "supplier", "platform", "promoter", "provider", "tax");
  private static final int WIDTH = 1_000;

  private final Formats formats;
  private final Scope scope;
  private final Figures figures;

  SharesPresenter(Texts texts, Scope scope, Figures figures) {
    this.formats = new Formats(texts.locale());
    this.scope = scope;
    this.figures = figures;
  }

  SharesView view(Split split) {
    List<Split.Part> shown = shown(split);
    long positive = Math.max(1, shown.stream().mapToLong(p -> Math.max(0, p.minor())).sum());
    List<SharesView.ShareView> views = new ArrayList<>();
    long x = 0;
    for (int i = 0; i < shown.size(); i++) {
      Split.Part part = shown.get(i);
      long width = Math.max(0, part.minor()) * WIDTH / positive;
      views.add(
          new SharesView.ShareView(
              partyKey(part.role()),
              part.partyId().isEmpty() ? "" : figures.partyName(part.partyId()),
              formats.money(part.minor(), split.currency()),
              percent(part.minor(), split.grossMinor()),
              x,
              width,
              i % 6,
              scope.mine(part.partyId())));
      x += width;
    }
    return new SharesView(
        split.day(),
        split.preview(),
        formats.money(split.grossMinor(), split.currency()),
        formats.money(split.heldMinor(), split.currency()),
        split.heldMinor() != 0 && scope.everything(),
        formats.money(split.sumMinor(), split.currency()),
        split.sumMinor() == split.grossMinor(),
        views);
  }

  /** The text of a party's role. */
  static String partyKey(String role) {
    return "party." + (KNOWN.contains(role) ? role : "others");
  }

  private List<Split.Part> shown(Split split) {
    if (scope.everything()) {
      return split.parts();
    }
    List<Split.Part> mine =
        new ArrayList<>(split.parts().stream().filter(p -> scope.mine(p.partyId())).toList());
    long others = split.sumMinor() - mine.stream().mapToLong(Split.Part::minor).sum();
    mine.add(new Split.Part("others", "", others));
    return mine;
  }

  private static String percent(long minor, long grossMinor) {
    if (grossMinor == 0) {
      return "–";
    }
    long tenths = Math.round(minor * 1_000.0 / grossMinor);
    return tenths / 10 + "." + Math.abs(tenths % 10);
  }
}
