package dev.loulan.domain.matching;

/** A session that the shelf could not read, and the payment that was promised for it. */
public record OpenReview(String reviewId, TenderReference tender) {}
