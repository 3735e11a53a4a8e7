/**
 * Sales as a vending machine's back office exports them: a mapping says which column means what,
 * and every line becomes a sale, or is held with the reason why it cannot be one. Enter at {@link
 * dev.loulan.clearing.sales.SalesFile}. One thread.
 */
@NullMarked
package dev.loulan.clearing.sales;

import org.jspecify.annotations.NullMarked;
