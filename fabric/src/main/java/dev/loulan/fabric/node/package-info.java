/**
 * Configuration files of orderers, peers and chaincode servers, and the processes that run on them.
 */
@NullMarked
package dev.loulan.fabric.node;

import org.jspecify.annotations.NullMarked;
