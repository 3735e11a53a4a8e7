/**
 * The pages as a person sees them: the packaged server as a process, a device that speaks for a
 * shelf, and Chromium.
 */
@NullMarked
package dev.loulan.browser;

import org.jspecify.annotations.NullMarked;
