/**
 * The definition {@code sales}: devices and their keys, batches verified against each device's log,
 * day closes. Enter at {@link SalesFunctions}; the other definition reads through {@link
 * SalesReader}.
 */
@NullMarked
package dev.loulan.contract.sales;

import org.jspecify.annotations.NullMarked;
