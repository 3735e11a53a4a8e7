/**
 * Draws what a session was read from: the weight curves, the steps, and what they were taken for.
 * Enter at {@link dev.loulan.inference.picture.SessionPicture}. Pure; any thread.
 */
@NullMarked
package dev.loulan.inference.picture;

import org.jspecify.annotations.NullMarked;
