/**
 * What all HTTP resources share: problems (RFC 9457), the administrator's token, and the rule that
 * the plain port serves this machine only.
 */
@NullMarked
package dev.loulan.server.http;

import org.jspecify.annotations.NullMarked;
