/**
 * How values are laid out in the contract's state: composite keys and canonical documents.
 * Stateless functions over the port of one call.
 */
@NullMarked
package dev.loulan.contract.state;

import org.jspecify.annotations.NullMarked;
