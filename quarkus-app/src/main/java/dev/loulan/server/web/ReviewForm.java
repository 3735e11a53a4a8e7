package dev.loulan.server.web;

import dev.loulan.server.devices.ShelfGoods;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * A question of the shelf with what its operator can choose from.
 *
 * @param operator party whose key decides
 * @param day business day on which the answer is posted
 * @param picture SVG of the steps and what they may have been; empty where no step is known
 */
@TemplateData
@TemplateData(target = ShelfGoods.Good.class)
public record ReviewForm(
    String id,
    String device,
    String clock,
    String operator,
    String day,
    boolean answered,
    String picture,
    List<ShelfGoods.Good> goods) {}
