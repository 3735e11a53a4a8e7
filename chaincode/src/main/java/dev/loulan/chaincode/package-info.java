/**
 * The contract as Fabric runs it: one program beside each peer serves the definitions {@code sales}
 * and {@code terms} as external chaincode. Enter at {@link dev.loulan.chaincode.ChaincodeMain}.
 * Each call has its own stub and thread; nothing is kept between calls.
 */
@NullMarked
package dev.loulan.chaincode;

import org.jspecify.annotations.NullMarked;
