/**
 * The agent's end of the way that frames take over the broker.
 *
 * <p>Enter at {@link dev.loulan.bridge.intake.FrameIntake}. It gives each board's frames in order
 * and complete, whatever happens to the broker in between, and sends back what was consumed.
 */
@NullMarked
package dev.loulan.bridge.intake;

import org.jspecify.annotations.NullMarked;
