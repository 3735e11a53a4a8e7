package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;

/** A question of the shelf that waits for an answer. */
@TemplateData
public record ReviewView(
    String id, String clock, String device, String reason, String candidates) {}
