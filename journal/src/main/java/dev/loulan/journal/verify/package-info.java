/**
 * Checks a journal without trusting the device, the file or what the file keeps for speed: every
 * byte is signed or computed anew.
 *
 * <p>Enter at {@link dev.loulan.journal.verify.JournalVerifier}, or with a file at {@link
 * dev.loulan.journal.sqlite.JournalFile}. One thread per verification.
 */
@NullMarked
package dev.loulan.journal.verify;

import org.jspecify.annotations.NullMarked;
