package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which planogram and prices hold, and which wait for their time. */
final class Documents {
  private static final Comparator<ShelfDocument> ORDER =
      Comparator.comparingLong(ShelfDocument::fromMicros)
          .thenComparingInt(d -> d instanceof ShelfDocument.Plan ? 0 : 1)
          .thenComparingInt(d -> d.signed().version().length())
          .thenComparing(d -> d.signed().version());

  private final List<ShelfDocument> waiting = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private ShelfDocument.@Nullable Plan plan;
  private ShelfDocument.@Nullable Prices prices;
  private Catalogue current = Catalogue.EMPTY;

  /** Takes a document once; the same one again changes nothing. */
  void arrived(ShelfDocument document) {
    if (known.add(key(document))) {
      waiting.add(document);
      waiting.sort(ORDER);
    }
  }

  /** Puts a document into effect that the journal says was in effect before. */
  void restore(ShelfDocument document) {
    known.add(key(document));
    waiting.removeIf(d -> key(d).equals(key(document)));
    put(document);
  }

  /** The documents that take effect by this time, in order; they are in effect when it returns. */
  List<ShelfDocument> takeEffect(long atMicros) {
    List<ShelfDocument> due = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.getFirst().fromMicros() <= atMicros) {
      ShelfDocument next = waiting.removeFirst();
      put(next);
      due.add(next);
    }
    return due;
  }

  Catalogue current() {
    return current;
  }

  private void put(ShelfDocument document) {
    switch (document) {
      case ShelfDocument.Plan p -> plan = p;
      case ShelfDocument.Prices p -> prices = p;
    }
    current = combined();
  }

  private Catalogue combined() {
    if (plan == null) {
      return Catalogue.EMPTY;
    }
    SortedMap<Gtin, Product> priced = new TreeMap<>();
    for (Product p : plan.products().values()) {
      Long minor = prices == null ? null : prices.priceMinor().get(p.gtin());
      priced.put(p.gtin(), new Product(p.gtin(), p.name(), p.unitWeightMg(), p.spreadMg(), minor));
    }
    return new Catalogue(
        new Planogram(plan.signed().version(), priced, plan.places()),
        plan.terms(),
        prices == null ? "none" : prices.signed().version());
  }

  private static String key(ShelfDocument document) {
    String kind = document instanceof ShelfDocument.Plan ? "planogram" : "prices";
    return kind + "/" + document.signed().version() + "/" + document.signed().contentSha256();
  }
}
