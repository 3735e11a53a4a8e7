package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;

/**
 * What lies on a shelf of one product, by weight; {@code units} is a dash when no unit weight is
 * known.
 */
@TemplateData
public record StockView(String shelf, String gtin, String name, String grams, String units) {}
