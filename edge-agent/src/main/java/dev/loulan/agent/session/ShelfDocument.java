package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.SignedDocument;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A planogram or price list whose signature was verified. */
public sealed interface ShelfDocument {

  /** What the journal keeps of it. */
  SignedDocument signed();

  /** From when it holds, micros since the Unix epoch. */
  long fromMicros();

  /** What stands where; the products carry no prices. */
  record Plan(
      SignedDocument signed,
      long fromMicros,
      SortedMap<Gtin, Product> products,
      SortedMap<Gtin, Terms> terms,
      SortedMap<Gtin, List<PlateId>> places)
      implements ShelfDocument {
    public Plan {
      products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
      terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
      places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }
  }

  /** What a unit costs, in minor units. */
  record Prices(
      SignedDocument signed, long fromMicros, String currency, SortedMap<Gtin, Long> priceMinor)
      implements ShelfDocument {
    public Prices {
      priceMinor = Collections.unmodifiableSortedMap(new TreeMap<>(priceMinor));
    }
  }
}
