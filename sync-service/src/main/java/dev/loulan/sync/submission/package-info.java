/**
 * Brings what the intake holds to the ledger: per device in order, one transaction for many
 * entries, each stored before it is sent so that a crash at any point goes on exactly there. Enter
 * at {@link dev.loulan.sync.submission.SubmissionWorker}; one thread at a time runs it.
 */
@NullMarked
package dev.loulan.sync.submission;

import org.jspecify.annotations.NullMarked;
