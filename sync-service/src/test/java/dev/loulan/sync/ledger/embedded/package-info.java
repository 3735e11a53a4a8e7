@NullMarked
package dev.loulan.sync.ledger.embedded;

import org.jspecify.annotations.NullMarked;
