/**
 * The ledger on a consortium chain of Hyperledger Fabric. Enter at {@link
 * dev.loulan.sync.ledger.fabric.FabricGateway}; any thread may call. Each call is bounded in time;
 * nothing here retries for ever.
 */
@NullMarked
package dev.loulan.sync.ledger.fabric;

import org.jspecify.annotations.NullMarked;
