package dev.loulan.agent.session;

import dev.loulan.inference.signal.Step;
import dev.loulan.journal.entry.Bytes;

/** A step with the raw samples that show it. */
record MeasuredStep(Step step, Bytes window) {}
