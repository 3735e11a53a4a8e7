/** The words that clear files: sales, bills and statements. Each is a picocli command. */
@NullMarked
package dev.loulan.cli.clearing;

import org.jspecify.annotations.NullMarked;
