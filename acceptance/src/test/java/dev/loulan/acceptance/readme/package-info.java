/**
 * What the README promises, held against the programs: the commands are taken out of the text and
 * run as a reader would. Enter at {@link dev.loulan.acceptance.readme.FirstSaleTest}.
 */
@NullMarked
package dev.loulan.acceptance.readme;

import org.jspecify.annotations.NullMarked;
