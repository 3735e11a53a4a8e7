/**
 * A settled day as a table and as JSON. Enter at {@link dev.loulan.cli.statement.Statement}. Any
 * thread may call.
 */
@NullMarked
package dev.loulan.cli.statement;

import org.jspecify.annotations.NullMarked;
