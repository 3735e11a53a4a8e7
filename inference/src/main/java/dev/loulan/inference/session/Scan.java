package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;

/** A barcode that the shopper scanned. */
public record Scan(Gtin gtin, long atMicros) {}
