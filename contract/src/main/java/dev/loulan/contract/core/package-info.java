/**
 * The contract's one entry: takes a call, carries it out on the state of its definition. Stateless;
 * each call has its own port and thread.
 */
@NullMarked
package dev.loulan.contract.core;

import org.jspecify.annotations.NullMarked;
