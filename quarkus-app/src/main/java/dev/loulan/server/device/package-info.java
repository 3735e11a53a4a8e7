/**
 * The device API under {@code /sync/v1} ({@code docs/formats/sync-api.md}): journal segments in,
 * positions and configuration out. Every request is from a device that the identity package has
 * named by its client certificate.
 */
@NullMarked
package dev.loulan.server.device;

import org.jspecify.annotations.NullMarked;
