/**
 * The management API under {@code /api/v1} ({@code docs/formats/admin-api.md}), for the
 * administrator's token and for signed-in people by their role.
 */
@NullMarked
package dev.loulan.server.api;

import org.jspecify.annotations.NullMarked;
