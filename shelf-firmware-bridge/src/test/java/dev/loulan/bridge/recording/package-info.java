/** Tests. */
@NullMarked
package dev.loulan.bridge.recording;

import org.jspecify.annotations.NullMarked;
