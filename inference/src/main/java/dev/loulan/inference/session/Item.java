package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Product;

/** Something that can be taken or put in the reading of one group of events. */
sealed interface Item {

  /** A product of the planogram that has a weight. */
  record Goods(Product product) implements Item {}

  /** What a take removed when nothing of the planogram explains it. */
  record UnknownGoods(int event) implements Item {}

  /** A bag, a hand, a foreign thing that was put down in an event and may be picked up again. */
  record ForeignObject(int event) implements Item {}
}
