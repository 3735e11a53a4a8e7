@NullMarked
package dev.loulan.agent.ingest;

import org.jspecify.annotations.NullMarked;
