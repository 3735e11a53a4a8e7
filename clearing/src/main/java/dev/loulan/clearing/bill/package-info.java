/**
 * Bills of payment providers in their own layouts, as lines that the contract takes. Enter at
 * {@link dev.loulan.clearing.bill.ProviderBill}. One thread.
 */
@NullMarked
package dev.loulan.clearing.bill;

import org.jspecify.annotations.NullMarked;
