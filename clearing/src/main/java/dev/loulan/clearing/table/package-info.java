/**
 * Tables that others export: CSV with a header, in a known encoding. Enter at {@link
 * dev.loulan.clearing.table.TableFile}. Each complaint names file, line and column. One thread.
 */
@NullMarked
package dev.loulan.clearing.table;

import org.jspecify.annotations.NullMarked;
