/**
 * From the steps of one session to what was taken, with a probability and the runner-up.
 *
 * <p>Enter at {@link dev.loulan.inference.session.EventFinder}, which combines steps over plates,
 * and then {@link dev.loulan.inference.session.SessionReader}. Both are pure functions and may be
 * called by any thread.
 */
@NullMarked
package dev.loulan.inference.session;

import org.jspecify.annotations.NullMarked;
